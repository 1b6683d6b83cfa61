// A fix that makes a deny with a template act takes access from clients with some claim, and is not made unasked.

import assert from "node:assert/strict";
import { test } from "node:test";
import { runChecks } from "../../server/src/checks/run-checks.ts";
import { findSafeFixes } from "../../server/src/features/find-safe-fixes.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

function safeCodes(path: string, capabilities: string): string[] {
  const rules = { "/a/dev/*": [{ capabilities: "[read]" }], [path]: [{ capabilities }] };
  const file = readRulesFile(JSON.stringify(rules));
  const fix = findSafeFixes(file, runChecks(file, { extraRuleTypes: [], syntax: "all" }), DEFAULT_ASSUMPTIONS);
  return fix?.problems.map(({ code }) => code) ?? [];
}

test("neither where its template is put right, nor where its word is", () => {
  assert.deepEqual(safeCodes("/a/{{.team}}/*", "[deny]"), []);
  assert.deepEqual(safeCodes("/a/{{team}}/*", "[dny]"), []);
});

test("nor where no allow shares a path with it: another file may have one. Where it denies already, the fix is safe", () => {
  assert.deepEqual(safeCodes("/b/{{.team}}/*", "[deny]"), []);
  assert.deepEqual(safeCodes("/a/{{team}}/*", "[deny, read]"), ["deny-with-others"]);
});
