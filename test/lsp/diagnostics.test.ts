// Findings reach an editor in one of two ways, never in both, and only for rules files.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import type { Diagnostic } from "vscode-languageserver";
import { editInMemory } from "./editor.ts";

const uri = "file:///project/app.akeyless.json";
const wrong = '{ "/a/b": [{ "capabilities": "[raed]" }] }';
const right = '{ "/a/b": [{ "capabilities": "[read]" }] }';

const longerThanThePauseMs = 250;

const codes = (diagnostics: readonly Diagnostic[] | undefined): unknown[] | undefined =>
  diagnostics?.map(({ code }) => code);

test("an editor that pulls gets them when it asks, and nothing is sent to it", async () => {
  const editor = await editInMemory({ pull: true });
  assert.ok(editor.initialized.capabilities.diagnosticProvider);
  await editor.open(uri, wrong);
  assert.deepEqual(codes(await editor.findings(uri)), ["unknown-capability"]);
  await delay(longerThanThePauseMs);
  assert.deepEqual(editor.published, []);
  editor.close();
});

test("an editor that does not pull is sent them, once for several keystrokes, and none for a closed file", async () => {
  const editor = await editInMemory({ pull: false });
  assert.equal(editor.initialized.capabilities.diagnosticProvider, undefined);
  await editor.open(uri, "{");
  await editor.change(uri, 2, "{ ");
  await editor.change(uri, 3, wrong);
  await delay(longerThanThePauseMs);
  assert.deepEqual(
    editor.published.map(({ version, diagnostics }) => [version, codes(diagnostics)]),
    [[3, ["unknown-capability"]]],
  );
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  await delay(longerThanThePauseMs);
  assert.deepEqual(editor.published.at(-1)?.diagnostics, []);
  editor.close();
});

test("unchanged findings are not sent again; a reopened document is another one", async () => {
  const editor = await editInMemory();
  await editor.open(uri, wrong);
  const first = await editor.pull(uri);
  assert.equal((await editor.pull(uri, first.resultId)).kind, "unchanged");
  await editor.change(uri, 2, right);
  assert.equal((await editor.pull(uri, first.resultId)).kind, "full");
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri } });
  await editor.open(uri, right);
  assert.equal((await editor.pull(uri, first.resultId)).kind, "full");
  editor.close();
});

test("files that are no rules files are silent", async () => {
  const editor = await editInMemory({ pull: false, options: { notifications: true } });
  const other = "file:///project/package.json";
  await editor.open(other, '{ "name": "x", "capabilities": ["a"], "scripts": { "b": 1 ');
  await delay(longerThanThePauseMs);
  assert.deepEqual(
    editor.published.map(({ diagnostics }) => diagnostics),
    [[]],
  );
  assert.equal(await editor.hover(other, "0:4"), null);
  assert.deepEqual(await editor.fixes(other, "0:4"), []);
  await assert.rejects(editor.ask("policyLens/choices", { uri: other }), { code: -32803 });
  assert.deepEqual(editor.told, [{ method: "policyLens/documentState", params: { uri: other, isRulesFile: false } }]);
  editor.close();
});

test("a file becomes a rules file by its shape, and stays one while it is being edited", async () => {
  const editor = await editInMemory({ options: { notifications: true } });
  const other = "untitled:Untitled-1";
  await editor.open(other, "{}");
  assert.deepEqual(await editor.findings(other), []);
  await editor.change(other, 2, wrong);
  assert.deepEqual(codes(await editor.findings(other)), ["unknown-capability"]);
  await editor.change(other, 3, wrong.replace("}] }", "}], "));
  assert.deepEqual(codes(await editor.findings(other))?.includes("unknown-capability"), true);
  await editor.change(other, 4, '{ "name": "no longer" }');
  assert.deepEqual(await editor.findings(other), []);
  assert.deepEqual(
    editor.told.map(({ params }) => params),
    [false, true, false].map((isRulesFile) => ({ uri: other, isRulesFile })),
  );
  editor.close();
});

test("a manifest is no rules file, whatever stands in it", async () => {
  const editor = await editInMemory();
  const manifest = "file:///project/policy-lens.json";
  await editor.open(manifest, wrong);
  assert.deepEqual(await editor.findings(manifest), []);
  editor.close();
});

test("syntax errors are left to an editor that reads JSON itself, but not the comments that it allows", async () => {
  const text = `${right.slice(0, -1)}, } // note`;
  const all = await editInMemory();
  await all.open(uri, text);
  assert.deepEqual(codes(await all.findings(uri)), ["json-syntax", "json-syntax"]);
  const beside = await editInMemory({ options: { editorReadsJson: true } });
  await beside.open(uri, text, "json");
  assert.deepEqual(await beside.findings(uri), []);
  const commented = "file:///project/other.akeyless.json";
  await beside.open(commented, text, "jsonc");
  const findings = await beside.findings(commented);
  assert.deepEqual(codes(findings), ["json-syntax"]);
  assert.match(String(findings[0]?.message), /comment/);
  all.close();
  beside.close();
});

test("a finding says where it comes from, where it is described and what belongs to it", async () => {
  const editor = await editInMemory();
  await editor.open(uri, '{ "a": [{ "capabilities": "[read]" }], "/a": [{ "capabilities": "[list]" }] }');
  const [finding] = await editor.findings(uri);
  assert.equal(finding?.source, "policy-lens");
  assert.equal(finding?.code, "duplicate-path");
  assert.equal(finding?.codeDescription?.href, "https://example.invalid/duplicate-path");
  assert.deepEqual(finding?.relatedInformation?.[0]?.location, {
    uri,
    range: { start: { line: 0, character: 2 }, end: { line: 0, character: 5 } },
  });
  editor.close();
});
