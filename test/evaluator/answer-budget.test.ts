// Answers about all of a policy that is made to be hard: most are found, and what is not is named. Nothing of it depends
// on the machine, so that no time is asked here but what is decided.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerBudget } from "../../server/src/evaluator/answer-budget.ts";
import type { Client } from "../../server/src/evaluator/client.ts";
import { compareAccess } from "../../server/src/evaluator/compare-access.ts";
import { decideCapabilities } from "../../server/src/evaluator/decide.ts";
import { effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import { type WhoCan, whoCan } from "../../server/src/evaluator/who-can.ts";
import { bitOf } from "../../server/src/policy/capability-set.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { writePattern } from "../../server/src/policy/write-pattern.ts";
import { buildClient, buildPolicy } from "../oracle/build-client.ts";
import type { PlainRule } from "../oracle/policy-meaning.ts";

const SETTINGS = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" } as const;
const NAMES = ["app", "db", "team", "prod", "dev", "x", "y", "z"];

test("who can on thousands of overlapping + rules is decided", () => {
  for (const count of [1_000, 3_000]) {
    const rules = overlapping(count, 5);
    const { decided, answers } = ask(rules, "/+/+/+/*");
    assert.ok(decided);
    assert.ok(answers.length > 50);
    for (const { witness } of answers) assert.ok(isRead(clientWith(rules), witness), witness);
  }
});

test("chains of + with a deny each, and denies of single paths under allows that cross, are told with each exception", () => {
  const chains = Array.from({ length: 200 }, (_, at) => "/+".repeat(at + 1));
  const [chained] = ask(
    chains.flatMap((chain) => [allow(`${chain}/*`), deny(`${chain}/secret`)]),
    "/*",
  ).answers;
  assert.deepEqual(
    chained?.region.except.map(writePattern),
    chains.map((chain) => `${chain}/secret`),
  );

  const denied = Array.from({ length: 1_500 }, (_, at) => `/prod/app${at % 50}/s${at}`);
  const { decided, answers } = ask([...["/*", "/+/+/*", "/prod/+/s1*"].map(allow), ...denied.map(deny)], "/*");
  assert.ok(decided);
  assert.deepEqual(
    answers.map(({ region }) => region.except.length),
    [1_500, 1_500, denied.filter((path) => path.includes("/s1")).length],
  );
});

test("of two policies that have nothing in common but + what is told is true, and that there is more is said", () => {
  const [before, after] = [clientWith(overlapping(3_000, 5)), clientWith(overlapping(1_000, 50))];
  const { decided, gained, lost } = compareAccess(before, after);
  assert.ok(!decided);
  assert.ok(gained.length + lost.length > 0);
  for (const { witness, capabilities } of gained)
    for (const name of capabilities) {
      assert.ok((decideCapabilities(after, "item-rule", witness) & bitOf(name)) !== 0, witness);
      assert.ok((decideCapabilities(before, "item-rule", witness) & bitOf(name)) === 0, witness);
    }
  const again = compareAccess(before, after);
  assert.deepEqual([again.gained.length, again.lost.length], [gained.length, lost.length]);
});

test("two hundred such rules are compared fully", () => {
  assert.ok(compareAccess(clientWith(overlapping(200, 5)), clientWith(overlapping(200, 50))).decided);
});

test("where nothing is left to describe changes, all are found and told as a part of their rules", () => {
  const [before, after] = [clientWith(overlapping(200, 5)), clientWith(overlapping(200, 50))];
  const effort = new AnswerBudget();
  effort.describing.left = Number.NEGATIVE_INFINITY;
  const { decided, gained, lost } = compareAccess(before, after, effort);
  assert.ok(decided);
  const whole = compareAccess(before, after);
  assert.ok(whole.gained.some(({ region }) => region.exact));
  for (const [told, all] of [[gained, whole.gained] as const, [lost, whole.lost] as const]) {
    const places = new Set(told.map(({ region }) => JSON.stringify(region.inside)));
    assert.deepEqual(places, new Set(all.map(({ region }) => JSON.stringify(region.inside))));
    for (const { region } of told) assert.ok(!region.exact && region.except.length === 0);
  }
});

test("where nothing is left of the budget, the rules that are not decided are named", () => {
  const rules = overlapping(300, 5);
  const { decided, notDecided, answers } = ask(rules, "/+/+/*", 1);
  assert.ok(!decided && notDecided.length > 0);
  const named = new Set(notDecided.map(({ rule }) => rule.pattern.normal));
  assert.equal(named.size, notDecided.length);
  const all = ask(rules, "/+/+/*").answers.map(({ region }) => JSON.stringify(region.inside));
  for (const { region } of answers) assert.ok(all.includes(JSON.stringify(region.inside)));
});

test("an answer is spent by what is asked for it, and each rule adds to it", () => {
  const budget = new AnswerBudget();
  assert.ok(!budget.isSpent);
  budget.cutting.left = 0;
  assert.ok(budget.isSpent);
  budget.addRules(1);
  assert.ok(!budget.isSpent);
});

test("ten thousand rules as people write them are told fully", () => {
  const rules = Array.from({ length: 10_000 }, (_, at) => realistic(at));
  const told = effectiveAccess(clientWith(rules));
  assert.ok(told.length > 1_000);
  for (const { witness, region } of told) assert.ok(witness !== undefined && region.exact);
  const { decided, answers } = ask(rules, "/*");
  assert.ok(decided && answers.length > 1_000);
});

function ask(rules: readonly PlainRule[], pattern: string, budget?: number): WhoCan {
  const policy = buildPolicy([{ name: "r", admin: false, rules: [...rules] }], SETTINGS);
  const inside = tokenizePattern(readPathPattern(pattern));
  const question = { capability: "read", ruleType: "item-rule", inside } as const;
  return whoCan(policy, question, { time: 0, appliedAt: 0 }, budget === undefined ? {} : { budget });
}

function clientWith(rules: readonly PlainRule[]): Client {
  return buildClient({
    roles: [{ name: "r", admin: false, rules: [...rules] }],
    claims: {},
    time: 0,
    settings: SETTINGS,
  });
}

function isRead(client: Client, path: string): boolean {
  return (decideCapabilities(client, "item-rule", path) & bitOf("read")) !== 0;
}

/** Half of all segments are `+`; every sixth rule denies. */
function overlapping(count: number, seed: number): PlainRule[] {
  const below = picker(seed);
  const paths = new Set<string>();
  while (paths.size < count) {
    const segments = Array.from({ length: 3 + below(4) }, () => (below(2) === 0 ? "+" : NAMES[below(NAMES.length)]));
    paths.add(`/${segments.join("/")}${below(2) === 0 ? "" : "/*"}`);
  }
  return [...paths].map((path, at) => (at % 6 === 5 ? deny(path) : { ...allow(path), capabilities: words(below(3)) }));
}

function words(kind: number): string[] {
  return kind === 0 ? ["read", "list"] : kind === 1 ? ["read", "update"] : ["create", "delete"];
}

/** Teams with services and secrets; some rules for every service, some denies. */
function realistic(at: number): PlainRule {
  const team = `/team-${at % 97}`;
  const service = `service-${at % 389}`;
  if (at % 10 === 9) return deny(`${team}/${service}/root-${at}`);
  if (at % 4 === 3) return allow(`${team}/+/secret-${at % 1_013}`);
  return allow(at % 2 === 0 ? `${team}/${service}/${at}/*` : `${team}/${service}/secret-${at}`);
}

function allow(path: string): PlainRule {
  return { type: "item-rule", path, capabilities: ["read", "list"] };
}

function deny(path: string): PlainRule {
  return { type: "item-rule", path, capabilities: ["deny"] };
}

/** The same choices on every machine. */
function picker(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 16) % below;
  };
}
