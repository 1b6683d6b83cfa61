import assert from "node:assert/strict";
import { test } from "node:test";
import { runChecks } from "../../server/src/checks/run-checks.ts";
import { findFixes } from "../../server/src/features/find-fixes.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";
import { readMarks } from "./marked-text.ts";

/** Expects these fixes at the marks, each with the text after it. */
function expectFixes(marked: string, expected: readonly (readonly [title: string, after: string])[]): void {
  const { text, span } = readMarks(marked);
  const problems = runChecks(readRulesFile(text), { extraRuleTypes: [], syntax: "all" });
  assert.deepEqual(
    findFixes(problems, span).map(({ title, edits }) => [title, applyEdits(text, edits)]),
    expected,
  );
}

const listOf = (capabilities: string): string => `{ "/a": [{ "capabilities": "[${capabilities}]" }] }`;

test("a fix is offered at both ends of its problem and not beside it", () => {
  const fix = ['Change to "list"', listOf("read, list")] as const;
  expectFixes(listOf("read, <|>lst"), [fix]);
  expectFixes(listOf("read, lst<|>"), [fix]);
  expectFixes(listOf("<|read, lst|>"), [fix]);
  expectFixes(listOf("read<|>, lst"), []);
});

test("several problems of a kind are offered one fix together", () => {
  expectFixes(listOf("<|>lst, raed"), [
    ['Change to "list"', listOf("list, raed")],
    ['Fix all 2 of "unknown-capability" in this file', listOf("list, read")],
  ]);
});

test("without problems there is nothing to mend", () => {
  expectFixes(`<|${listOf("read")}|>`, []);
});
