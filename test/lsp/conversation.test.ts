// A whole conversation with the built server over stdio, message by message.

import assert from "node:assert/strict";
import { once } from "node:events";
import { test } from "node:test";
import { editOverStdio, textAfter } from "./editor.ts";

const uri = "file:///project/app.akeyless.json";

const text = `{
  "secret/foo": [{ "rule-type": "item-rule", "capabilities": "[read, lst]", "ttl": "30" }]
}
`;

test("an editor opens, edits, asks and leaves", async () => {
  const editor = await editOverStdio();
  const { capabilities } = editor.initialized;
  assert.equal(capabilities.hoverProvider, true);
  assert.equal(capabilities.positionEncoding, "utf-16");

  await editor.open(uri, text);
  const [finding, ...others] = await editor.findings(uri);
  assert.deepEqual(others, []);
  assert.equal(finding?.code, "unknown-capability");
  assert.deepEqual(finding?.range, { start: { line: 1, character: 69 }, end: { line: 1, character: 72 } });

  const fixes = await editor.fixes(uri, "1:70");
  assert.deepEqual(
    fixes.map(({ title, isPreferred }) => [title, isPreferred]),
    [['Change to "list"', true]],
  );
  assert.equal(textAfter(text, fixes[0], uri), text.replace("lst", "list"));

  await editor.change(uri, 2, "list", "1:69", "1:72");
  assert.deepEqual(
    (await editor.findings(uri)).map(({ code }) => code),
    ["redundant-list"],
  );

  const hover = await editor.hover(uri, "1:64");
  assert.match(JSON.stringify(hover?.contents), /`read`.*item-rule/);

  const answer = await editor.ask("policyLens/impersonate", { uri, path: "/secret/foo", ruleType: "item-rule" });
  assert.equal(answer.effect, "allowed");
  assert.deepEqual(answer.capabilities, ["list", "read"]);

  assert.equal(await editor.connection.sendRequest("shutdown"), null);
  await editor.connection.sendNotification("exit");
  const [code] = await once(editor.server, "exit");
  assert.equal(code, 0);
});

test("leaving without shutdown is exit code 1", async () => {
  const editor = await editOverStdio();
  await editor.connection.sendNotification("exit");
  const [code] = await once(editor.server, "exit");
  assert.equal(code, 1);
});

test("the server ends when its editor is gone", async () => {
  const editor = await editOverStdio();
  editor.server.stdin?.end();
  const [code] = await once(editor.server, "exit");
  assert.equal(code, 1);
});

test("after shutdown nothing more is answered", async () => {
  const editor = await editOverStdio();
  await editor.open(uri, text);
  await editor.connection.sendRequest("shutdown");
  await assert.rejects(editor.hover(uri, "1:5"), { code: -32600 });
  editor.close();
});

test("the code of a finding leads to its page in the package", async () => {
  const editor = await editOverStdio();
  await editor.open(uri, text);
  const [finding] = await editor.findings(uri);
  const href = finding?.codeDescription?.href;
  assert.match(href ?? "", /^file:.*\/docs\/checks\/unknown-capability\.md$/);
  editor.close();
});
