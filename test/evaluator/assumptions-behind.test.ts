// Which assumptions a decision names: what taking one otherwise, for all rules at once, would change.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import type { Decision } from "../../server/src/evaluator/decision.ts";
import { explainAssumption } from "../../server/src/evaluator/explain-decision.ts";
import { type AccessRule, knownCapabilities } from "../../server/src/policy/access-rule.ts";
import { type Assumptions, DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";

const APPLIED_AT = 1000;
const MINUTE = 60;

/** Rules by path, each for so many minutes from the moment of applying, or for good. */
type Rules = Readonly<Record<string, string | readonly [words: string, minutes: number]>>;

/** What is decided for a client without claims. @param roles the rules of each role that it holds. */
function decideFor(roles: readonly Rules[], path: string, assumed: Partial<Assumptions> = {}): Decision {
  const held = roles.map((rules, at) => ({
    name: `r${at}`,
    admin: false,
    rules: Object.entries(rules).map(([written, said]) => ruleOf(written, said)),
    associations: [],
  }));
  const assumptions = { ...DEFAULT_ASSUMPTIONS, ...assumed };
  const circumstances = { claims: new Map(), assumptions, time: APPLIED_AT + MINUTE, appliedAt: APPLIED_AT };
  return decide(prepareClient(held, circumstances), "item-rule", path);
}

function ruleOf(written: string, said: Rules[string]): AccessRule {
  const [words, minutes] = typeof said === "string" ? [said, undefined] : said;
  return {
    ruleType: "item-rule",
    pattern: readPathPattern(written),
    capabilities: knownCapabilities("item-rule", new Set(words.split(" "))),
    expiry: minutes === undefined ? undefined : { minutesAfterApplying: minutes },
    accessesLeft: undefined,
    source: { document: "rules.json", span: { start: 0, end: 0 }, line: 0 },
  };
}

test("where denies stay in their role, what each of several roles leaves out counts for all of them at once", () => {
  const rules: Rules = {
    "/a/*": "read",
    "/a/x": "deny",
    "/a/y*z": "deny",
    "/a/p+q": "deny",
    "/a/{{g}}/t": "deny",
    "/a/d/*": "deny",
    "/a/e": ["deny", 1],
  };
  const behind = (path: string): readonly string[] =>
    decideFor([rules, rules], path, { "cross-role-deny": "per-role" }).assumptions;
  assert.deepEqual(["/a/x/y", "/a/d", "/a/yz", "/a/pq", "/a/k/t", "/a/e", "/a/X"].map(behind), [
    ["A3"],
    ["A4"],
    ["A5"],
    ["A6"],
    ["A7"],
    ["A10"],
    ["A11"],
  ]);
});

test("an assumption is not behind an answer that stays the same if all rules follow the other reading", () => {
  const perRole = { "cross-role-deny": "per-role" } as const;
  const [all, more]: [Rules, Rules] = [{ "/*": "read" }, { "/A/b": "update", "/a/B": "deny" }];
  assert.deepEqual(decideFor([all, more], "/a/b", perRole).assumptions, []);
  assert.deepEqual(decideFor([all, { "/A/b": "update" }], "/a/b", perRole).assumptions, ["A11"]);
});

test("unclear wildcards are behind an answer also where a setting says what they mean", () => {
  const rules: Rules = { "/app/*": "read", "/app/y*z": "deny", "/app/p+q": "update" };
  const behind = (path: string, assumed: Partial<Assumptions>): string[] => {
    const { effect, capabilities, assumptions } = decideFor([rules], path, assumed);
    return [effect, ...capabilities, ...assumptions];
  };
  assert.deepEqual(behind("/app/yz", { "inner-star": "wildcard" }), ["denied", "A5"]);
  assert.deepEqual(behind("/app/yz", { "inner-star": "literal" }), ["allowed", "list", "read", "A5"]);
  assert.deepEqual(behind("/app/y*z", { "inner-star": "literal" }), ["denied", "A5"]);
  assert.deepEqual(behind("/app/pq", { "partial-plus": "wildcard" }), ["allowed", "list", "read", "update", "A6"]);
  assert.deepEqual(behind("/app/pq", { "partial-plus": "literal" }), ["allowed", "list", "read", "A6"]);
  assert.deepEqual(behind("/app/x", { "inner-star": "wildcard", "partial-plus": "literal" }), [
    "allowed",
    "list",
    "read",
  ]);
});

test("a path that matches by every reading of a wildcard rests on none", () => {
  assert.deepEqual(decideFor([{ "/lang/c++/*": "read" }], "/lang/c++/x").assumptions, []);
  assert.deepEqual(decideFor([{ "/lang/c++/*": "read" }], "/lang/c/x").assumptions, ["A6"]);
});

test("where only two together would change the answer, both are behind it", () => {
  assert.deepEqual(decideFor([{ "/*": "read", "/a*b+": "deny" }], "/ab").assumptions, ["A5", "A6"]);
  assert.deepEqual(decideFor([{ "/a*b": "read", "/a+b": "read" }], "/ab").assumptions, ["A5", "A6"]);
});

test("an assumption on unclear wildcards is told as it is set", () => {
  const said = (value: Assumptions["inner-star"]): string =>
    explainAssumption("A5", { ...DEFAULT_ASSUMPTIONS, "inner-star": value });
  assert.match(said("unclear"), /^A5, inner-star: A \* that is not last is unclear:/);
  assert.match(said("wildcard"), /^A5, inner-star: A \* that is not last matches any characters there, in allows and/);
  assert.match(said("literal"), /^A5, inner-star: A \* that is not last is a character like any other\. /);
});
