// What a client may do where its rules are made to cross each other: most of it cannot be decided in time, and that is
// said soon. Which questions these are must not depend on the machine.

import assert from "node:assert/strict";
import { cpuUsage } from "node:process";
import { test } from "node:test";
import type { Client } from "../../server/src/evaluator/client.ts";
import { decideCapabilities } from "../../server/src/evaluator/decide.ts";
import { effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import { buildClient } from "../oracle/build-client.ts";
import type { PlainRule } from "../oracle/policy-meaning.ts";

/** Several times what it takes, and a third of what it took when each question had a budget of its own alone. */
const MOST_SECONDS = 8;

test("thousands of rules that cross each other are told within one budget, what is not reached as not decided", () => {
  const client = crossingClient(3_000);
  const before = cpuUsage();
  const told = effectiveAccess(client);
  const { user, system } = cpuUsage(before);
  assert.ok((user + system) / 1e6 < MOST_SECONDS, `${(user + system) / 1e6} s`);
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
  const client = clientWith(rules);
  const before = cpuUsage();
  const told = effectiveAccess(client);
  const { user, system } = cpuUsage(before);
  assert.ok((user + system) / 1e6 < MOST_SECONDS, `${(user + system) / 1e6} s`);
  for (const { witness, region } of told) assert.ok(witness !== undefined || !region.exact);
});

test("a hundred such rules are still decided fully", () => {
  for (const { witness } of effectiveAccess(crossingClient(100))) assert.notEqual(witness, undefined);
});

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
