// What stands in the text over the protocol: lines above paths, hints behind them for the chosen client, hovers.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeLens, InlayHint } from "vscode-languageserver";
import type { Editor } from "./editor.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const uri = `${ROOT}/role1.akeyless.json`;
const text = `{
  "/path/to/folder/*": [{ "rule-type": "item-rule", "capabilities": "[read, create]" }],
  "/path/to/folder/topSecret": [{ "rule-type": "item-rule", "capabilities": "[deny]" }],
  "/sessions/*": [{ "rule-type": "sra-rule", "capabilities": "[request_access]", "ttl": "30" }]
}
`;
const manifest = JSON.stringify({
  roles: { role1: { rules: ["*.akeyless.json"], associations: [{ authMethod: "idp" }] } },
  identities: { client1: { authMethod: "idp" } },
});

async function openText(options: object = {}): Promise<Editor> {
  const files = { [`${ROOT}/policy-lens.json`]: manifest, [uri]: text };
  const editor = await editWorkspace({ files, options: { viewCommands: true, ...options } });
  await editor.open(uri, text);
  await manifestRead(editor, uri);
  return editor;
}

async function lensTitles(editor: Editor): Promise<string[]> {
  const lenses = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  const resolved = await Promise.all(
    lenses.map((lens) => editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens)),
  );
  return resolved.map(({ range, command }) => `${range.start.line} ${command?.title}`);
}

function hints(editor: Editor, endLine = 5): Promise<InlayHint[]> {
  const range = { start: { line: 0, character: 0 }, end: { line: endLine, character: 0 } };
  return editor.connection.sendRequest("textDocument/inlayHint", { textDocument: { uri }, range });
}

test("above each path stands what it permits, for how many, and the way to the simulator", async () => {
  const editor = await openText();
  assert.deepEqual(await lensTitles(editor), [
    "1 list, read, create, except where denied",
    "1 2 clients",
    "1 Impersonate",
    "2 denied by line 3",
    "2 0 clients",
    "2 Impersonate",
    "3 request_access, expires 30 minutes after applying",
    "3 2 clients",
    "3 Impersonate",
  ]);
  editor.close();
});

test("above a path stands, too, that it is denied or granted for some claim values", async () => {
  const uri = `${ROOT}/teams.akeyless.json`;
  const text = `{
    "/team/{{g}}/*": [{ "capabilities": "[read]" }],
    "/team/ops/*": [{ "capabilities": "[deny]" }],
    "/own/{{g}}": [{ "capabilities": "[deny]" }],
    "/own/a": [{ "capabilities": "[read]" }],
    "/own/b/*": [{ "capabilities": "[read]" }],
    "/new/{{g}}/*": [{ "capabilities": "[]" }],
    "/new/x/*": [{ "capabilities": "[read]" }]
  }`;
  const editor = await editWorkspace({ files: {}, options: { viewCommands: true } });
  await editor.open(uri, text);
  const lenses = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
  const titles = await Promise.all(
    lenses.map(
      async (lens) => (await editor.connection.sendRequest<CodeLens>("codeLens/resolve", lens)).command?.title,
    ),
  );
  assert.deepEqual(
    titles.filter((title) => title !== "Impersonate"),
    [
      "list, read, except where denied",
      "denied by line 3",
      "denied by line 4",
      "list, read, except where denied",
      "list, read",
      "for some claim values only",
      "list, read",
    ],
  );
  editor.close();
});

test("how many clients get a path is told in large policies too, and follows an edit", async () => {
  const paths = Array.from({ length: 10_000 }, (_, at) => `"/app${at}/*": [{ "capabilities": "[read]" }]`);
  const large = `{\n"/*": [{ "capabilities": "[list]" }],\n${paths.join(",\n")}\n}\n`;
  const holders = Array.from({ length: 20 }, (_, at) => `group${at}`);
  const associations = holders.map((groups) => ({ authMethod: "idp", subClaims: { groups } }));
  const identities = Object.fromEntries(
    holders.map((groups) => [groups, { authMethod: "idp", claims: { groups: [groups] } }]),
  );
  const files = {
    [`${ROOT}/policy-lens.json`]: JSON.stringify({
      roles: { role1: { rules: ["role1.akeyless.json"], associations } },
      identities,
    }),
    [uri]: large,
  };
  const editor = await editWorkspace({ files, options: { settings: { codeLens: { access: false } } } });
  await editor.open(uri, large);
  await manifestRead(editor, uri);
  const title = async (index: number): Promise<string | undefined> => {
    const lenses = await editor.connection.sendRequest<CodeLens[]>("textDocument/codeLens", { textDocument: { uri } });
    return (await editor.connection.sendRequest<CodeLens>("codeLens/resolve", lenses[index])).command?.title;
  };
  assert.equal(await title(0), "40 clients");
  assert.equal(await title(5000), "40 clients");
  await editor.change(uri, 2, "deny", "1:27", "1:31");
  assert.equal(await title(5000), "0 clients");
  editor.close();
});

test("each of the lines can be switched off", async () => {
  const editor = await openText({ settings: { codeLens: { clients: false, impersonate: false } } });
  assert.equal((await lensTitles(editor)).length, 3);
  editor.close();
});

test("in a file of thousands of paths the line that tells what a path permits leads to the simulator alone", async () => {
  const paths = Array.from({ length: 5000 }, (_, at) => `"/app${at}/*": [{ "capabilities": "[read]" }]`);
  const editor = await editWorkspace({ files: {}, options: { viewCommands: true } });
  await editor.open(uri, `{\n${paths.join(",\n")}\n}\n`);
  const ask = (): Promise<CodeLens[]> =>
    editor.connection.sendRequest("textDocument/codeLens", { textDocument: { uri } });
  const lenses = await ask();
  assert.equal(lenses.length, paths.length);
  const last = await editor.connection.sendRequest<CodeLens>("codeLens/resolve", lenses.at(-1));
  assert.equal(last.range.start.line, paths.length);
  assert.equal(last.command?.title, "list, read");
  assert.deepEqual(last.command.command, "policyLens.impersonate");
  assert.ok(JSON.stringify(lenses).length < 120 * paths.length);
  editor.close();
});

test("behind each path in sight stands what the chosen client gets, until nobody is chosen", async () => {
  const editor = await openText();
  assert.deepEqual(await hints(editor), []);
  await editor.connection.sendNotification("policyLens/chooseClient", {
    client: { kind: "identity", name: "client1" },
  });
  assert.deepEqual(
    (await hints(editor)).map(({ position, label }) => [position.line, label]),
    [
      [1, "list, read, create, except where denied"],
      [2, "denied by line 3"],
      [3, "request_access, expires 30 minutes after applying"],
    ],
  );
  assert.equal((await hints(editor, 1)).length, 0);
  await editor.connection.sendNotification("policyLens/chooseClient", {});
  assert.deepEqual(await hints(editor), []);
  editor.close();
});

test("behind a path with a template stands what the chosen client's values make of it", async () => {
  const text = `{
    "/team/{{g}}/*": [{ "capabilities": "[read]" }],
    "/team/ops/*": [{ "capabilities": "[deny]" }],
    "/box/{{h}}/*": [{ "capabilities": "[read]" }],
    "/none/{{i}}/*": [{ "capabilities": "[read]" }],
    "/odd/{{j}}": [{ "capabilities": "[read]" }],
    "/one/{{h}}": [{ "capabilities": "[read]" }]
  }`;
  const claims = { g: ["dev", "ops"], h: ["a", "b"], j: ["a/b"] };
  const policy = JSON.stringify({
    roles: { role1: { rules: ["*.akeyless.json"], associations: [{ authMethod: "idp" }] } },
    identities: { client1: { authMethod: "idp", claims } },
  });
  const editor = await editWorkspace({ files: { [`${ROOT}/policy-lens.json`]: policy, [uri]: text } });
  await editor.open(uri, text);
  await manifestRead(editor, uri);
  await editor.connection.sendNotification("policyLens/chooseClient", {
    client: { kind: "identity", name: "client1" },
  });
  assert.deepEqual(
    (await hints(editor, 8)).map(({ label }) => label),
    ["differs by claim value", "denied by line 3", "list, read", "not granted", "uncertain", "list, read"],
  );
  editor.close();
});

test("the hover of a path tells who gets it", async () => {
  const editor = await openText();
  const hover = await editor.hover(uri, "1:6");
  assert.match(JSON.stringify(hover?.contents), /Who gets it: idp, every client; client1/);
  const nobody = await editor.hover(uri, "2:6");
  assert.doesNotMatch(JSON.stringify(nobody?.contents), /Who gets it/);
  editor.close();
});
