// Safe fixes keep all access, or are not made; suppressions are written into any manifest.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Problem } from "../../server/src/checks/problem.ts";
import { runChecks } from "../../server/src/checks/run-checks.ts";
import { findSafeFixes } from "../../server/src/features/find-safe-fixes.ts";
import { writeSuppression } from "../../server/src/features/write-suppression.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";

/** @param beside another file of its role. */
function fixSafely(text: string, beside = "{}"): string {
  const file = readRulesFile(text);
  const problems = runChecks(file, { extraRuleTypes: [], syntax: "all" });
  const fix = findSafeFixes(file, problems, DEFAULT_ASSUMPTIONS, accessRulesOf(readRulesFile(beside), "beside"));
  return fix ? applyEdits(text, fix.edits) : text;
}

test("forms are put right, and what adds nothing goes, all together", () => {
  assert.equal(
    fixSafely('{ "/a/*": [{ "capabilities": ["READ"], "ttl": 30 }], "/b/*": [{ "capabilities": "update, read" }] }'),
    '{ "/a/*": [{ "capabilities": "[read]", "ttl": "30" }], "/b/*": [{ "capabilities": "[update, read]" }] }',
  );
  assert.equal(
    fixSafely('{ "/a/*": [{ "capabilities": "[read]" }], "/a/b": [{ "capabilities": "[read]" }] }'),
    '{ "/a/*": [{ "capabilities": "[read]" }] }',
  );
});

test("a fix that would change access is not made, however certain it looks, and the others are", () => {
  const misspelt = '{ "/a/*": [{ "capabilities": "[raed]" }] }';
  assert.equal(fixSafely(misspelt), misspelt);
  assert.equal(
    fixSafely('{ "/a/*": [{ "capabilities": "[raed]" }], "/b/*": [{ "capabilities": "read" }] }'),
    '{ "/a/*": [{ "capabilities": "[raed]" }], "/b/*": [{ "capabilities": "[read]" }] }',
  );
  const unclearDeny = '{ "/a/*": [{ "capabilities": "[read]" }], "/a/b/**": [{ "capabilities": "[deny]" }] }';
  assert.equal(fixSafely(unclearDeny), unclearDeny);
});

test("a fix that changes what the file denies is not made, though the file grants nothing there: another file may", () => {
  for (const text of [
    '{ "/t/x": [{ "type": "target-rule", "capabilities": "[deny]" }] }',
    '{ "/t/{{.g}}/*": [{ "capabilities": "[deny]" }] }',
    '{ "/q/w/**": [{ "capabilities": "[deny]" }] }',
    '{ "/t/*": [{ "capabilities": "[dney]" }] }',
    '{ "/t/*": [{ "rule-type": "item-rul", "capabilities": "[deny]" }] }',
  ])
    assert.equal(fixSafely(text), text);
  assert.equal(
    fixSafely('{ "/t/*": [{ "capabilities": "deny" }], "/t/x": [{ "capabilities": ["deny"] }] }'),
    '{ "/t/*": [{ "capabilities": "[deny]" }] }',
  );
});

test("no fix makes or removes a rule that another file of the role has, too: what applying both does is unknown", () => {
  const [two, one] = ['{ "/a/**": [{ "capabilities": "[read]" }] }', '{ "/a/*": [{ "capabilities": "[read]" }] }'];
  assert.equal(fixSafely(two), one);
  assert.equal(fixSafely(two, '{ "a/*": [{ "capabilities": "[update]" }] }'), two);
  assert.equal(fixSafely(two, '{ "/a/**": [{ "capabilities": "[update]" }] }'), two);
  assert.equal(fixSafely(two, '{ "/a/*": [{ "rule-type": "target-rule", "capabilities": "[list]" }] }'), one);
});

test("nothing to mend gives no fix", () => {
  for (const text of ["{}", "", '{ "/a/*": [{ "capabilities": "[read]" }] }'])
    assert.equal(findSafeFixes(readRulesFile(text), [], DEFAULT_ASSUMPTIONS), undefined);
});

test("a suppression is written into a manifest of any shape, and is read back", () => {
  for (const text of [
    "{}",
    "{\n}\n",
    '{\n  "roles": {}\n}\n',
    '{\r\n  "roles": {}\r\n}\r\n',
    '{ "suppress": [] }',
    '{ "suppress": [{ "check": "ttl-form", "reason": "x" }], "roles": {} }',
  ]) {
    const edit = writeSuppression(text, { check: "prefix-spills", file: "roles/a.json", path: '/a"b*' });
    const after = applyEdits(text, edit ? [edit] : []);
    assert.doesNotThrow(() => JSON.parse(after), after);
    const last = readManifest(after).suppressions.at(-1);
    assert.deepEqual(
      [last?.check.value, last?.file?.value, last?.path?.value],
      ["prefix-spills", "roles/a.json", '/a"b*'],
    );
    if (text.includes("\r\n")) assert.doesNotMatch(after, /[^\r]\n/);
  }
  assert.equal(writeSuppression("[]", { check: "ttl-form" }), undefined);
  assert.equal(writeSuppression('{ "suppress": 1 }', { check: "ttl-form" }), undefined);
});

test("no fix makes a key that is there already: of two equal ones the first would be lost", () => {
  for (const text of [
    '{ "/a/**": [{ "capabilities": "[read]" }], "/a/*": [{ "rule-type": "target-rule", "capabilities": "[list]" }] }',
    '{ "/a/**": [{ "capabilities": "[read]" }], "a/*": [{ "rule-type": "target-rule", "capabilities": "[list]" }] }',
    '{ "/a/**": [{ "capabilities": "[read]" }], "/a/***": [{ "rule-type": "target-rule", "capabilities": "[list]" }] }',
    '{ "/a/{{.x}}/{{.y}}": [{ "capabilities": "[read]" }], "/a/{{x}}/{{y}}": [{ "rule-type": "role-rule", "capabilities": "[list]" }] }',
    '{ "/a/*": [{ "ruleType": "item-rule", "ruleType": "item-rule", "capabilities": "[read]" }] }',
  ])
    assert.equal(fixSafely(text), text);
});

test("a fix that brings an error is not made, though access by the text stays the same", () => {
  const text = '{ "/a/**": [{ "capabilities": "[read]" }], "/a/*": [{ "capabilities": "[list]" }] }';
  const span = { start: text.indexOf("**"), end: text.indexOf("**") + 2 };
  const offer = (newText: string): Problem => ({
    code: "unclear-wildcard",
    severity: "warning",
    message: "",
    span,
    related: [],
    fixes: [{ title: "Change", edits: [{ span, newText }], preferred: true }],
  });
  assert.equal(findSafeFixes(readRulesFile(text), [offer("*")], DEFAULT_ASSUMPTIONS), undefined);
  assert.ok(findSafeFixes(readRulesFile(text), [offer("***")], DEFAULT_ASSUMPTIONS));
});

test("what a fix brings to rules whose equals are lost already counts too", () => {
  const text = `{
  "/a/*": [{ "capabilities": "[read]" }],
  "/a/*": [{ "capabilties": "[read]" }]
}`;
  assert.equal(fixSafely(text), text);
});
