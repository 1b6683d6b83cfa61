// Text that is not JSON: what a missing quote lets look like a comment is nobody's to delete without asking.

import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import type { Fix } from "../../server/src/checks/problem.ts";
import { runChecks } from "../../server/src/checks/run-checks.ts";
import { findSafeFixes } from "../../server/src/features/find-safe-fixes.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";

const SYNTAXES = ["all", "only-comments"] as const;

function offersOf(text: string, syntax: (typeof SYNTAXES)[number] = "all"): { title: string; preferred: boolean }[] {
  const problems = runChecks(readRulesFile(text), { extraRuleTypes: [], syntax });
  return problems.flatMap(({ fixes }) => fixes).map(({ title, preferred }: Fix) => ({ title, preferred }));
}

function fixSafely(text: string, syntax: (typeof SYNTAXES)[number] = "all"): string {
  const file = readRulesFile(text);
  const fix = findSafeFixes(file, runChecks(file, { extraRuleTypes: [], syntax }), DEFAULT_ASSUMPTIONS);
  return fix ? applyEdits(text, fix.edits) : text;
}

describe("a path that lacks a quote is no comment", () => {
  const texts = [
    '{\n  "/q/x": [{ "capabilities": "[read]" }],\n  /app/*": [{ "capabilities": "[deny]" },\n    { "rule-type":"target-rule", "capabilities": "[read]" }],\n  "/x/*/b": [{ "capabilities": "[update, read]" }]\n}',
    "{'/a/*':[{'capabilities':'[read]'}]}",
    `{ '/*': [{ "capabilities": "read" }] }`,
    '{\n  //app/x": [{ "capabilities": "read" }],\n  "/b": [{ "capabilities": "read" }]\n}',
    '{\n  //app/x: [{ "capabilities": "read" }],\n  "/b": [{ "capabilities": "read" }]\n}',
    '{\n  /*": [{ "capabilities": "read" }],\n  "/b": [{ "capabilities": "read" }]\n}',
    '{\n  /*: [{ "capabilities": "read" }],\n  "/b": [{ "capabilities": "read" }]\n}',
    '{ "/b": [{ "capabilities": https://read }] }',
  ];
  for (const text of texts) {
    it(JSON.stringify(text), () => {
      for (const syntax of SYNTAXES) {
        assert.equal(fixSafely(text, syntax), text);
        assert.deepEqual(
          offersOf(text, syntax).filter(({ title }) => /^Remove the comment/.test(title)),
          [],
        );
      }
    });
  }
});

test("a comment beside bare words is removed only when asked for", () => {
  const text = "{ // note\n  a: [] }";
  assert.equal(fixSafely(text), text);
  const removal = offersOf(text).find(({ title }) => title === "Remove the comment");
  assert.deepEqual(removal, { title: "Remove the comment", preferred: false });
});

test("where JSON is at fault, nothing else is made either", () => {
  for (const text of [
    'x {"/a/b":[{"capabilities":"[reed]","ttl":30}]}',
    '{ "/a": [{ "capabilities": "read" }] "/b": [] }',
    '{ "/a": [{ "capabilities": "read" }], "/b": [',
  ])
    assert.equal(fixSafely(text), text);
});

test("beside a lone quote nothing is offered as certain", () => {
  for (const text of [
    '{ "/a": [{ "capabilities": [read, list]" }] }',
    `{ "/a": [{ "capabilities": [read, list]' }] }`,
    '{ "/a": [{ "capabilities": ["read", "list], "ttl": "3" "rule-type": "item-rule" }] }',
  ])
    assert.deepEqual(
      offersOf(text).filter(({ preferred }) => preferred),
      [],
      text,
    );
});

test("quotes are offered only where nothing else is missing", () => {
  for (const text of [
    'x {"/a":[]}',
    "{ /a: [] }",
    "{ '/a b': [] }",
    '{ "/a": foo bar }',
    '{ "/a": `read` }',
    "{ ': [] }",
  ])
    assert.deepEqual(
      offersOf(text).filter(({ title }) => title.startsWith("Change to")),
      [],
      text,
    );
  assert.deepEqual(offersOf('{ a: [], "b": no, "c": [yes, \'maybe so\'] }').slice(0, 3), [
    { title: 'Change to "a"', preferred: true },
    { title: 'Change to "no"', preferred: true },
    { title: 'Change to "yes"', preferred: true },
  ]);
});

test("comments and commas before a bracket go together with other fixes", () => {
  const text = '{\n  // "/b": [],\n  "/a": [{ "capabilities": "read", } /* and "list" */], // do\n}\n';
  // Edits that touch wait for the next time.
  assert.equal(fixSafely(fixSafely(text)), '{\n  "/a": [{ "capabilities": "[read]" }]\n}\n');
  assert.equal(fixSafely(text, "only-comments"), '{\n  "/a": [{ "capabilities": "[read]", }],\n}\n');
});

test("a byte order mark is no fault, and places count it", () => {
  const text = '{\n  "/a": [{ "capabilities": "read" }],\n  "/b": [{ "capabilities": "[list]", "ttl": "30" }]\n}\n';
  const marked = readRulesFile(`\ufeff${text}`);
  assert.deepEqual(marked.json.faults, []);
  assert.deepEqual(
    marked.rules.map(({ node }) => node.span.start),
    readRulesFile(text).rules.map(({ node }) => node.span.start + 1),
  );
  assert.equal(fixSafely(`\ufeff${text}`), `\ufeff${text.replace("read", "[read]")}`);
  const edited = `\ufeff${text.replace("list", "read, list")}`;
  assert.deepEqual(readRulesFile(edited, marked).json, readRulesFile(edited).json);
  assert.equal(readRulesFile(`{ \ufeff"/a": [] }`).json.faults.length, 1);
});
