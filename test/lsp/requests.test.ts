// What is answered beside findings: fixes, impersonation, choices; and how requests are cancelled.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource } from "vscode-languageserver/node";
import { editInMemory, textAfter } from "./editor.ts";

const uri = "file:///project/role1.akeyless.json";

const role = `{
  "/path/to/folder/*": [{ "capabilities": "[read, create, update]" }],
  "/path/to/folder/topSecret": [{ "capabilities": "[deny]" }],
  "foo/+/+/bar/*": [{ "rule-type": "target-rule", "capabilities": "[read]" }]
}`;

test("impersonate answers with sentences that lead to the deciding lines", async () => {
  const editor = await editInMemory();
  await editor.open(uri, role);
  const answer = await editor.ask("policyLens/impersonate", {
    uri,
    path: "path/to/folder/topSecret",
    ruleType: "item-rule",
  });
  assert.equal(answer.effect, "denied");
  assert.equal(answer.path, "/path/to/folder/topSecret");
  assert.equal(answer.headline, "Denied: nothing may be done on /path/to/folder/topSecret (item-rule).");
  assert.deepEqual(answer.because[0]?.[0], {
    label: "Line 3",
    uri,
    range: { start: { line: 2, character: 32 }, end: { line: 2, character: 60 } },
  });
  editor.close();
});

test("the answer follows the text", async () => {
  const editor = await editInMemory();
  await editor.open(uri, role);
  await editor.change(uri, 2, "", "2:0", "3:0");
  const answer = await editor.ask("policyLens/impersonate", {
    uri,
    path: "/path/to/folder/topSecret",
    ruleType: "item-rule",
  });
  assert.deepEqual([answer.effect, answer.capabilities], ["allowed", ["list", "read", "create", "update"]]);
  editor.close();
});

test("the choices are the file's own first", async () => {
  const editor = await editInMemory();
  await editor.open(uri, role);
  const { paths, ruleTypes } = await editor.ask("policyLens/choices", { uri });
  assert.deepEqual(paths, [
    { path: "/path/to/folder/*", exact: false },
    { path: "/path/to/folder/topSecret", exact: true },
    { path: "/foo/+/+/bar/*", exact: false },
  ]);
  assert.deepEqual(
    ruleTypes.slice(0, 3).map(({ name, inFile }) => [name, inFile]),
    [
      ["item-rule", true],
      ["target-rule", true],
      ["role-rule", false],
    ],
  );
  editor.close();
});

test("one fix mends all problems of a kind", async () => {
  const editor = await editInMemory();
  const text = '{ "/a": [{ "capabilities": "[raed]" }], "/b": [{ "capabilities": "[lsit, read]" }] }';
  await editor.open(uri, text);
  const fixes = await editor.fixes(uri, "0:30");
  assert.deepEqual(
    fixes.map(({ title, kind }) => [title, kind]),
    [
      ['Change to "read"', "quickfix"],
      ['Fix all 2 of "unknown-capability" in this file', "quickfix"],
    ],
  );
  assert.equal(textAfter(text, fixes[1], uri), text.replace("raed", "read").replace("lsit", "list"));
  editor.close();
});

test("edits name the version they are for, where the editor understands that", async () => {
  const editor = await editInMemory({ capabilities: { workspace: { workspaceEdit: { documentChanges: true } } } });
  await editor.open(uri, '{ "/a": [{ "capabilities": "[raed]" }] }');
  const [fix] = await editor.fixes(uri, "0:30");
  assert.equal(fix?.edit?.changes, undefined);
  assert.deepEqual(fix?.edit?.documentChanges?.[0], {
    textDocument: { uri, version: 1 },
    edits: [{ range: { start: { line: 0, character: 29 }, end: { line: 0, character: 33 } }, newText: "read" }],
  });
  editor.close();
});

test("a cancelled request is answered as cancelled", async () => {
  const editor = await editInMemory();
  await editor.open(uri, role);
  const source = new CancellationTokenSource();
  const request = editor.connection.sendRequest(
    "textDocument/hover",
    { textDocument: { uri }, position: { line: 1, character: 5 } },
    source.token,
  );
  source.cancel();
  await assert.rejects(request, { code: -32800 });
  assert.ok(await editor.hover(uri, "1:5"));
  editor.close();
});

test("an answer belongs to the text that was asked about", async () => {
  const editor = await editInMemory();
  await editor.open(uri, role);
  const answer = editor.hover(uri, "1:45");
  await editor.change(uri, 2, "{}");
  assert.match(JSON.stringify((await answer)?.contents), /`read`/);
  editor.close();
});
