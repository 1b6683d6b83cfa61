import assert from "node:assert/strict";
import { test } from "node:test";
import { completeAt } from "../../server/src/features/complete.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";
import { oneRule, readMarks } from "./marked-text.ts";

/** Expects these proposals, in this order, and the text after the first of them is taken. */
function expectCompletion(marked: string, labels: readonly string[], after: string | undefined): void {
  const { text, offset } = readMarks(marked);
  const completions = completeAt(readRulesFile(text), offset, ["own-rule"]);
  assert.deepEqual(
    completions.map(({ label }) => label),
    labels,
  );
  const [first] = completions;
  assert.equal(first && applyEdits(text, [first.edit]), after);
}

const ruleTypes = ["item-rule", "target-rule", "role-rule", "auth-method-rule", "sra-rule", "ara-rule", "own-rule"];

test("rule types, the usual ones and the user's own", () => {
  expectCompletion(oneRule('"rule-type": "<|>"'), ruleTypes, oneRule('"rule-type": "item-rule"'));
  expectCompletion(oneRule('"rule-type": "target<|>"'), ruleTypes, oneRule('"rule-type": "item-rule"'));
});

test("capabilities of the rule's type that are not there yet", () => {
  expectCompletion(
    oneRule('"capabilities": "[read, <|>]"'),
    ["list", "create", "update", "delete", "deny"],
    oneRule('"capabilities": "[read, list]"'),
  );
  expectCompletion(
    oneRule('"rule-type": "ara-rule", "capabilities": "[<|>]"'),
    ["allow_access"],
    oneRule('"rule-type": "ara-rule", "capabilities": "[allow_access]"'),
  );
});

test("a word under the cursor is replaced whole", () => {
  expectCompletion(
    oneRule('"capabilities": "[read, li<|>s, deny]"'),
    ["list", "create", "update", "delete"],
    oneRule('"capabilities": "[read, list, deny]"'),
  );
});

test("keys that the rule does not have yet", () => {
  expectCompletion(
    oneRule('"capabilities": "[read]", "<|>"'),
    ["rule-type", "ttl"],
    oneRule('"capabilities": "[read]", "rule-type"'),
  );
});

test("text that is not finished is completed too", () => {
  expectCompletion('{ "/a": [{ "rule-type": "<|>', ruleTypes, '{ "/a": [{ "rule-type": "item-rule');
  expectCompletion(
    '{ "/a": [{ "capabilities": "[read, <|>',
    ["list", "create", "update", "delete", "deny"],
    '{ "/a": [{ "capabilities": "[read, list',
  );
});

test("where nothing is known nothing is proposed", () => {
  expectCompletion('{ "/a<|>": [] }', [], undefined);
  expectCompletion(oneRule('"ttl": "<|>"'), [], undefined);
  expectCompletion("<|>", [], undefined);
});
