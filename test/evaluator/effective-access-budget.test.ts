// What a client may do where its rules are made to cross each other: most of it cannot be decided in time, and that is
// said soon. Which questions these are must not depend on the machine.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AnswerBudget } from "../../server/src/evaluator/answer-budget.ts";
import type { Client } from "../../server/src/evaluator/client.ts";
import { decideCapabilities } from "../../server/src/evaluator/decide.ts";
import { type EffectiveAccess, effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import { buildClient } from "../oracle/build-client.ts";
import type { PlainRule } from "../oracle/policy-meaning.ts";

/** By how much a budget may be overspent: to be asked costs a little also where nothing is left. */
const OVERSPENT = 1 / 20;

test("thousands of rules that cross each other are told within one budget, what is not reached as not decided", () => {
  const client = crossingClient(3_000);
  const told = spendBudget(client);
  assert.ok(told.some(({ witness }) => witness === undefined));
  assert.ok(told.some(({ witness }) => witness !== undefined));
  for (const { ruleType, witness } of told)
    assert.ok(witness === undefined || decideCapabilities(client, ruleType, witness) !== 0, witness);
  assert.deepEqual(
    effectiveAccess(client).map(({ witness }) => witness),
    told.map(({ witness }) => witness),
  );
});

test("denies that cross very many allows are looked at within one budget, too", () => {
  const pick = picker();
  const rules = Array.from({ length: 3_000 }, (_, at) => {
    const segments = Array.from({ length: pick(7, 8, 9) }, () => pick("+", "aa", "ab", "ba"));
    const starred = `/${pick("a", "b", "+")}*${pick("a", "b", "c")}*${pick("a", "b", "c")}*${at}`;
    return at % 2 === 0
      ? { type: "item-rule", path: starred, capabilities: [pick("read", "list", "update")] }
      : { type: "item-rule", path: `/${segments.join("/")}`, capabilities: ["deny"] };
  });
  for (const { witness, region } of spendBudget(clientWith(rules))) assert.ok(witness !== undefined || !region.exact);
});

test("a hundred such rules are still decided fully", () => {
  const told = effectiveAccess(crossingClient(100));
  assert.ok(told.length > 0);
  for (const { witness } of told) assert.notEqual(witness, undefined);
});

/** What is told of a client that takes all of its budget and no more. */
function spendBudget(client: Client): EffectiveAccess[] {
  const [effort, given] = [new AnswerBudget(), new AnswerBudget()];
  const told = effectiveAccess(client, effort);
  given.addRules(client.rules.length);
  assert.ok(effort.isSpent, "all questions together are counted");
  assert.ok(effort.positions > -OVERSPENT * given.positions, `${-effort.positions} positions more than there were`);
  assert.ok(
    effort.cutting.left > -OVERSPENT * given.cutting.left,
    `${-effort.cutting.left} steps more than there were`,
  );
  assert.ok(told.length > 0);
  return told;
}

function crossingClient(count: number): Client {
  const pick = picker();
  const rules = Array.from({ length: count }, () => {
    const length = pick(6, 7, 8, 9, 10, 11, 12, 13, 14);
    const segments = Array.from({ length }, () => pick("+", "a", "b", "+", "+b", "a*c"));
    const capabilities = pick(["deny"], ["read"], ["read", "list"], ["update"]);
    return { type: "item-rule", path: `/${segments.join("/")}${pick("", "/*")}`, capabilities };
  });
  return clientWith(rules);
}

function clientWith(rules: PlainRule[]): Client {
  const settings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" } as const;
  return buildClient({ roles: [{ name: "r", admin: false, rules }], claims: {}, time: 0, settings });
}

/** The same choices on every machine. */
function picker(): <T>(first: T, ...others: T[]) => T {
  let state = 1;
  return (first, ...others) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return others[((state >>> 16) % (others.length + 1)) - 1] ?? first;
  };
}
