// Whatever the other side sends, the server answers with an error or not at all, and goes on.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { editInMemory, spawnServer } from "./editor.ts";

const uri = "file:///app.akeyless.json";
const text = '{ "a/b": [{ "capabilities": "[read]" }] }';

const INVALID_PARAMS = -32602;

const wrong: readonly unknown[] = [
  undefined,
  null,
  [],
  [1, "two"],
  {},
  { textDocument: null },
  { textDocument: { uri: 7 } },
  { textDocument: { uri }, position: { line: "0", character: 0 }, range: { start: { line: 0, character: 0 } } },
  { textDocument: { uri }, position: { line: -1, character: 0 }, range: null },
  { uri, path: 3 },
  { uri: 3 },
];

for (const method of [
  "textDocument/hover",
  "textDocument/completion",
  "textDocument/codeAction",
  "policyLens/impersonate",
]) {
  test(`${method} refuses wrong parameters`, async () => {
    const editor = await editInMemory();
    await editor.open(uri, text);
    for (const params of wrong) {
      await assert.rejects(
        editor.connection.sendRequest(method, params),
        { code: INVALID_PARAMS },
        JSON.stringify(params) ?? "no parameters",
      );
    }
    assert.ok(await editor.hover(uri, "0:30"));
    editor.close();
  });
}

test("wrong notifications change nothing and are logged once", async () => {
  const editor = await editInMemory();
  await editor.open(uri, text);
  const changes = [
    { textDocument: { uri, version: 2 }, contentChanges: [{ text: "[" }, { text: "x", range: { start: 1 } }] },
    { textDocument: { uri, version: 2 }, contentChanges: "everything" },
    { textDocument: { uri, version: "two" }, contentChanges: [{ text: "" }] },
    { textDocument: { uri, version: 2 }, contentChanges: [{ text: null }] },
  ];
  for (const params of changes) await editor.connection.sendNotification("textDocument/didChange", params);
  await editor.connection.sendNotification("textDocument/didOpen", { textDocument: { uri } });
  await editor.connection.sendNotification("textDocument/didClose", undefined);
  await editor.connection.sendNotification("workspace/didChangeConfiguration", [null]);
  assert.deepEqual(await editor.findings(uri), []);
  assert.equal(editor.logged.filter((line) => line.startsWith("textDocument/didChange failed")).length, 1);
  editor.close();
});

test("changes of a document that was never opened are ignored, and logged in one line", async () => {
  const editor = await editInMemory();
  await editor.change("file:///unknown.akeyless.json", 2, "{}");
  assert.deepEqual(await editor.findings("file:///unknown.akeyless.json"), []);
  assert.equal(await editor.hover("file:///unknown.akeyless.json", "0:0"), null);
  assert.deepEqual(editor.logged, [
    "textDocument/didChange failed for file:///unknown.akeyless.json: The document is not open.",
  ]);
  editor.close();
});

test("unknown methods are refused", async () => {
  const editor = await editInMemory();
  await assert.rejects(editor.connection.sendRequest("textDocument/flyToTheMoon", {}), { code: -32601 });
  editor.close();
});

test("a second initialize is refused", async () => {
  const editor = await editInMemory();
  await assert.rejects(editor.connection.sendRequest("initialize", { capabilities: {} }), { code: -32600 });
  editor.close();
});

test("nothing is answered after the shutdown, a new initialize neither", async () => {
  const editor = await editInMemory();
  await editor.connection.sendRequest("shutdown");
  for (const method of ["initialize", "textDocument/hover", "textDocument/flyToTheMoon"]) {
    await assert.rejects(editor.connection.sendRequest(method, { capabilities: {} }), { code: -32600 });
  }
  editor.close();
});

test("initialize takes parameters of any shape", async () => {
  const editor = await editInMemory({
    capabilities: { textDocument: "all", workspace: [1] },
    options: JSON.parse('{ "settings": 7, "editorReadsJson": "yes", "checkPages": {}, "notifications": 1 }'),
  });
  await editor.open(uri, text.replace("read", "raed"));
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.deepEqual(
    editor.published.map(({ diagnostics }) => diagnostics.map(({ code }) => code)),
    [["unknown-capability"]],
  );
  assert.match(editor.logged.join("\n"), /"policyLens" must be an object/);
  editor.close();
});

test("bytes that are no messages, and requests too soon, do not end the server", async () => {
  const server = spawnServer();
  const send = (body: string): void => {
    server.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  };
  send("{ this is not JSON");
  send("null");
  send('"text"');
  send("[]");
  send('{"jsonrpc":"2.0"}');
  send('{"jsonrpc":"2.0","method":"$/cancelRequest"}');
  send('{"jsonrpc":"2.0","id":1,"method":"textDocument/hover"}');
  send('{"jsonrpc":"2.0","id":3,"method":"textDocument/flyToTheMoon","params":{}}');
  send('{"jsonrpc":"2.0","id":2,"method":"initialize","params":{"processId":null,"capabilities":{}}}');
  let answers = "";
  while (!answers.includes('"serverInfo"')) answers += String((await once(server.stdout, "data"))[0]);
  assert.match(answers, /"id":1,"error":\{"code":-32002/);
  assert.match(answers, /"id":3,"error":\{"code":-32002/);
  server.kill();
});
