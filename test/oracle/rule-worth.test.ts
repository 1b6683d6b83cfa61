// What a rule is worth: where the product says that a rule could be taken out, taking it out changes nothing, at no
// time, under no setting, for no client; where it says that the rule acts, its witness shows it.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findWaste } from "../../server/src/evaluator/find-waste.ts";
import { askRule, prepareRuleQuestions } from "../../server/src/evaluator/rule-questions.ts";
import { ASKED_AT, plainPattern, plainRule, writtenPattern } from "./arbitrary-policies.ts";
import { buildSymbolicClient } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import { answer, grantsOf, type PlainClient, type PlainRule, type PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 4).map((text) => `/${text}`);

const UNCLEAR: PlainSettings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" };

const rulesOver = (path: fc.Arbitrary<string>): fc.Arbitrary<PlainRule[]> =>
  fc
    .array(plainRule(path), { minLength: 1, maxLength: 6 })
    .map((rules) => rules.map((rule) => ({ ...rule, type: "item-rule" })));

/** For good and without limit, so that everything is certain. */
const lastingRules = rulesOver(plainPattern).map((rules) =>
  rules.map(({ type, path, capabilities }) => ({ type, path, capabilities })),
);

test("rules that are certain: every answer is exact", () => {
  fc.assert(
    fc.property(lastingRules, (rules) => {
      const questions = prepareRuleQuestions(buildSymbolicClient(clientOf(rules)).rules);
      rules.forEach((rule, at) => {
        if (grantsOf(rule).length === 0 && !rule.capabilities.includes("deny")) return;
        const effect = askRule(questions, at);
        const others = rules.filter((_, other) => other !== at);
        assert.notEqual(effect.kind, "not-decided");
        const [before, after] = [clientOf(rules), clientOf(others)];
        if (effect.kind === "acts") {
          assert.ok(!samePermission(before, after, effect.witness), `${rule.path}: ${effect.witness}`);
          return;
        }
        const changed = PATHS.filter((path) => !samePermission(before, after, path));
        assert.deepEqual(changed, [], `${rule.path}: ${effect.kind}`);
        if (effect.kind === "never-grants") assertAllDenied(rule, others);
      });
    }),
    propertyRuns(0.3),
  );
});

test("rules of all kinds: what is said to be needless is, in every world", () => {
  fc.assert(
    fc.property(rulesOver(writtenPattern), (rules) => {
      const questions = prepareRuleQuestions(buildSymbolicClient(clientOf(rules)).rules);
      rules.forEach((rule, at) => {
        const { kind } = askRule(questions, at);
        if (kind === "acts" || kind === "not-decided") return;
        assertNoChange(
          rules,
          rules.filter((_, other) => other !== at),
          `${rule.path}: ${kind}`,
        );
      });
    }),
    propertyRuns(0.05),
  );
});

test("waste may be taken out all together", () => {
  fc.assert(fc.property(rulesOver(writtenPattern), assertWasteGoesTogether), propertyRuns(0.05));
});

test("of two denies that each do what the other does, one stays", () => {
  const rule = (path: string, capability: string): PlainRule => ({
    type: "item-rule",
    path,
    capabilities: [capability],
  });
  // Each of the two denies all that is granted; only the second covers the first.
  assertWasteGoesTogether([rule("/b/+/*", "deny"), rule("/+/+/*", "read"), rule("/b/*", "deny")]);
  assertWasteGoesTogether([rule("/b/*", "deny"), rule("/+/+/*", "read"), rule("/b/+/*", "deny")]);
});

function assertWasteGoesTogether(rules: readonly PlainRule[]): void {
  const all = buildSymbolicClient(clientOf(rules)).rules;
  const waste = new Set(findWaste(all).map(({ rule }) => all.indexOf(rule)));
  const rest = rules.filter((_, at) => !waste.has(at));
  assertNoChange(rules, rest, [...waste].join());
  assert.deepEqual(
    findWaste(buildSymbolicClient(clientOf(rest)).rules).filter(({ effect }) => effect.kind === "adds-nothing"),
    [],
  );
}

function clientOf(rules: readonly PlainRule[], change: Partial<PlainClient> = {}): PlainClient {
  const roles = [{ name: "role", admin: false, rules }];
  return { roles, claims: {}, time: ASKED_AT, settings: UNCLEAR, ...change };
}

/** Whether the same is permitted; that nothing is may be told in two ways. */
function samePermission(before: PlainClient, after: PlainClient, path: string): boolean {
  const was = answer(before, "item-rule", path).capabilities.join();
  return was === answer(after, "item-rule", path).capabilities.join();
}

function assertNoChange(before: readonly PlainRule[], after: readonly PlainRule[], message: string): void {
  for (const world of WORLDS) {
    const [was, is] = [clientOf(before, world), clientOf(after, world)];
    for (const path of PATHS) assert.ok(samePermission(was, is, path), `${message} on ${path}`);
  }
}

function assertAllDenied(rule: PlainRule, others: readonly PlainRule[]): void {
  const [alone, rest] = [clientOf([rule]), clientOf(others)];
  const open = PATHS.filter(
    (path) =>
      answer(alone, "item-rule", path).effect === "allowed" && answer(rest, "item-rule", path).effect !== "denied",
  );
  assert.deepEqual(open, [], `${rule.path} is not wholly denied`);
}

/** Before and after everything expires, with unclear wildcards in each meaning, for clients with and without claims. */
const WORLDS: readonly Partial<PlainClient>[] = [
  { time: 0 },
  { time: 9999, claims: { g: ["a"], h: ["b"] } },
  { time: 0, claims: { g: ["b", "ab"] }, settings: { ...UNCLEAR, "inner-star": "wildcard" } },
  { time: 0, claims: { g: ["a"] }, settings: { ...UNCLEAR, "inner-star": "literal", "partial-plus": "wildcard" } },
  { time: 9999, claims: { h: ["a"] }, settings: { ...UNCLEAR, "inner-star": "wildcard", "partial-plus": "literal" } },
];
