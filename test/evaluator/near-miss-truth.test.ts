// Near misses say nothing of a rule that is not so, and assumptions are named where an uncertain rule rests on them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import type { Decision } from "../../server/src/evaluator/decision.ts";
import { explainDecision } from "../../server/src/evaluator/explain-decision.ts";
import { sentenceText } from "../../server/src/evaluator/sentence.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readRoleExport } from "../../server/src/policy/read-role-export.ts";

interface ExportedRule {
  readonly path: string;
  readonly type: string;
  readonly capabilities: readonly string[];
  readonly ttl?: number;
  readonly start_time?: number;
}

function decideFor(claims: Readonly<Record<string, string[]>>, rules: readonly ExportedRule[], type: string): Decision {
  const { roles } = readRoleExport(JSON.stringify({ role_name: "r", rules: { path_rules: rules } }), "r.json");
  const circumstances = { assumptions: DEFAULT_ASSUMPTIONS, time: 10_000, appliedAt: 10_000 };
  const client = prepareClient(roles, { ...circumstances, claims: new Map(Object.entries(claims)) });
  return decide(client, type, "/a/x");
}

function nearMissesOf(decision: Decision): string[] {
  return explainDecision(decision, "r.json").nearMisses.map(sentenceText);
}

const item = { path: "/{{team}}/x", type: "item-rule" };
const expired = { ...item, capabilities: ["read"], ttl: 1, start_time: 60 };

test("an expired rule matches only for who has the claim that it needs", () => {
  assert.deepEqual(nearMissesOf(decideFor({ team: ["a"] }, [expired], "item-rule")), [
    'Line 1 (read) does not count: "/{{team}}/x" matches, but the rule expired at 1970-01-01 00:02 UTC.',
  ]);
  assert.deepEqual(nearMissesOf(decideFor({}, [expired], "item-rule")), []);
});

test("an unclear deny is not behind the answer for who lacks the claim that it needs", () => {
  const rules = [
    { ...item, path: "/*", capabilities: ["read"] },
    { ...item, path: "/{{team}}/+*", capabilities: ["deny"] },
  ];
  assert.deepEqual(decideFor({ team: ["a"] }, rules, "item-rule").assumptions, ["A6"]);
  assert.deepEqual(decideFor({}, rules, "item-rule").assumptions, []);
});

test("A8 is named where it is uncertain whether items are denied, or whether a session is allowed", () => {
  const session = (path: string) => ({ path, type: "ara-rule", capabilities: ["allow_access"] });
  const deny = { ...item, capabilities: ["deny"] };
  const odd = { team: ["a/b"] };
  assert.deepEqual(decideFor(odd, [session("/*"), deny], "ara-rule").assumptions, ["A8"]);
  const allOfA = { ...deny, path: "/a/*" };
  assert.deepEqual(decideFor(odd, [session("/{{team}}/x"), allOfA], "ara-rule").assumptions, ["A7", "A8"]);
  assert.deepEqual(decideFor({}, [session("/*"), deny], "ara-rule").assumptions, []);
});
