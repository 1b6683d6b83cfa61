// Runs every decision table of test/cases: each test of each table is a subtest of its own.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { type Client, prepareClient } from "../../server/src/evaluator/client.ts";
import { decide, decideCapabilities } from "../../server/src/evaluator/decide.ts";
import { explainDecision } from "../../server/src/evaluator/explain-decision.ts";
import { prepareIdentity } from "../../server/src/evaluator/prepare-identity.ts";
import { sentenceText } from "../../server/src/evaluator/sentence.ts";
import { capabilityNames } from "../../server/src/policy/capability-set.ts";
import { EMPTY_INVENTORY } from "../../server/src/policy/inventory.ts";
import { normalisePath } from "../../server/src/policy/path-pattern.ts";
import type { Role } from "../../server/src/policy/role.ts";
import type { DecisionTable, TableTest } from "./decision-table.ts";
import { readDecisionTable } from "./read-decision-table.ts";

const CASES = "test/cases";
const files = readdirSync(CASES).filter((name) => name.endsWith(".json"));

for (const file of files) {
  const table = readDecisionTable(readFileSync(`${CASES}/${file}`, "utf8"), file);
  describe(`${table.restsOn.join(", ")}: ${table.about}`, () => {
    for (const each of table.tests) test(each.name, () => checkTest(table, file, each));
  });
}

test("every table has tests, and says what they show", () => {
  for (const file of files) {
    const { tests, restsOn } = readDecisionTable(readFileSync(`${CASES}/${file}`, "utf8"), file);
    assert.ok(tests.length > 0 && restsOn.length > 0, file);
    assert.equal(new Set(tests.map(({ name }) => name)).size, tests.length, `${file} names two tests alike`);
  }
});

test("a table that is not as it should be is refused", () => {
  const table = (more: string): string => `{ "about": "x", "restsOn": [], "roles": {}, "tests": [${more}] }`;
  const refused: readonly [string, RegExp][] = [
    ["[]", /not a JSON object/],
    [`{ "about": "x", "tets": [] }`, /"tets" is not a key here/],
    [table(`{ "path": "/a" }`), /"expect" is missing/],
    [table(`{ "expect": { "effect": "denied" } }`), /"path" is missing/],
    [table(`{ "path": "/a", "expect": { "efect": "denied" } }`), /"efect" is not a key here/],
    [table(`{ "path": "/a", "at": "soon", "expect": { "effect": "denied" } }`), /"at" must be an ISO time/],
  ];
  for (const [text, message] of refused) assert.throws(() => readDecisionTable(text, "table.json"), message);
});

test("every fact and assumption that decisions can show has a table of its own, which is named after it", () => {
  const named = files.map((file) => {
    const [first = ""] = readDecisionTable(readFileSync(`${CASES}/${file}`, "utf8"), file).restsOn;
    assert.ok(file.startsWith(`${first.toLowerCase().replace(".", "-")}-`), `${file} does not begin with ${first}`);
    return first;
  });
  assert.deepEqual([...new Set(named)].sort(), [...SHOWN_BY_DECISIONS].sort());
});

test("the page on semantics tells of every other one why it has no table", () => {
  const page = readFileSync("docs/semantics.md", "utf8");
  const all = [...page.matchAll(/^\| ([FA][\d.]+) \|/gm)].map(([, id = ""]) => id);
  const without = page.split("\n").find((line) => line.includes("have no table")) ?? "";
  const told = [...without.matchAll(/\b[FA]\d+(\.\d+)?\b/g)].map(([id]) => id);
  assert.deepEqual([...new Set(told)].sort(), all.filter((id) => !SHOWN_BY_DECISIONS.includes(id)).sort());
});

const SHOWN_BY_DECISIONS = [
  ..."F1.3 F1.4 F1.5 F1.11 F3.1 F3.2 F3.3 F4.1 F4.2 F4.3 F4.4 F4.5 F4.6 F5.1 F5.2 F5.3 F5.4 F5.5 F5.6".split(" "),
  ..."F6.1 F6.2 F6.3 F6.4 F6.5 F6.6 F6.7 F6.8 F7.1 A1 A2 A3 A4 A5 A6 A7 A8 A9 A10 A11".split(" "),
];

function checkTest(table: DecisionTable, document: string, { path, ruleType, expect, ...rest }: TableTest): void {
  const client = clientOf(table, rest);
  const decision = decide(client, ruleType, path);
  const words = explainDecision(decision, document);
  assert.equal(decision.effect, expect.effect, words.headline);
  assert.deepEqual([...decision.capabilities].sort(), [...expect.capabilities].sort());
  const fast = decideCapabilities(client, ruleType, normalisePath(path));
  assert.deepEqual(capabilityNames(fast), decision.capabilities, "decideCapabilities says otherwise");
  if (expect.assumptions) assert.deepEqual(decision.assumptions, expect.assumptions);
  if (expect.headline !== undefined) assert.equal(words.headline, expect.headline);
  if (expect.because) assert.deepEqual(words.because.map(sentenceText), expect.because);
  if (expect.nearMisses) assert.deepEqual(words.nearMisses.map(sentenceText), expect.nearMisses);
}

function clientOf(
  table: DecisionTable,
  { as, at, appliedAt, assumptions }: Pick<TableTest, "as" | "at" | "appliedAt" | "assumptions">,
): Client {
  const { authMethod, claims } = as;
  if (authMethod === undefined) return prepareClient(rolesOf(table, as), { claims, assumptions, time: at, appliedAt });
  const { roles, authMethods } = table;
  const policy = { roles, authMethods, identities: [], inventory: EMPTY_INVENTORY, assumptions, notes: [] };
  return prepareIdentity(policy, { authMethod, claims }, { time: at, appliedAt });
}

function rolesOf({ roles }: DecisionTable, { roles: names }: TableTest["as"]): readonly Role[] {
  if (!names) return roles;
  return names.map((name) => {
    const role = roles.find((each) => each.name === name);
    assert.ok(role, `no role ${name} in the table`);
    return role;
  });
}
