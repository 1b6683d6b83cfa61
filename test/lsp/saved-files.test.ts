// What is kept of saved files: a file that is only touched stays what it was.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { CancellationToken } from "vscode-languageserver/node";
import { createSavedFiles } from "../../server/src/lsp/workspace/saved-files.ts";
import { uriInFolder } from "../../server/src/lsp/workspace/uri-path.ts";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const wrong = '{ "/team/a": [{ "capabilities": "[raed]" }] }';
const file = { path: "a.json", uri: `${ROOT}/a.json` };

test("a file that is read again with the same text is the same object, and stands until then", async () => {
  let text: string | undefined = wrong;
  const reading = async (): Promise<{ text: string } | { missing: boolean; message: string }> =>
    text === undefined ? { missing: true, message: "gone" } : { text };
  const saved = createSavedFiles({ uriOf: uriInFolder, find: () => assert.fail(), read: reading }, ROOT);
  const need = (): Promise<void> => saved.need([file], CancellationToken.None);
  await need();
  const first = saved.get("a.json");
  saved.doubt("a.json");
  assert.equal(saved.get("a.json"), first);
  await need();
  assert.equal(saved.get("a.json"), first);
  text = "{}";
  await need();
  assert.equal(saved.get("a.json"), first, "nobody has doubted it");
  saved.doubt("a.json");
  await need();
  assert.equal(saved.get("a.json")?.rulesFile?.text, "{}");
  text = undefined;
  saved.doubt("a.json");
  await need();
  assert.equal(saved.get("a.json")?.reading.text, undefined);
  saved.forget("a.json");
  assert.equal(saved.get("a.json"), undefined);
});

test("a change that comes while a file is read is not lost", async () => {
  let release: (text: string) => void = () => undefined;
  const read = async (): Promise<{ text: string }> => ({
    text: await new Promise<string>((resolve) => (release = resolve)),
  });
  const saved = createSavedFiles({ uriOf: uriInFolder, find: () => assert.fail(), read }, ROOT);
  const first = saved.need([file], CancellationToken.None);
  saved.doubt("a.json");
  release("old");
  await first;
  const second = saved.need([file], CancellationToken.None);
  release("new");
  await second;
  assert.equal(saved.get("a.json")?.reading.text, "new");
});

test("a file that is only touched has no new findings", async () => {
  const manifest = `${ROOT}/policy-lens.json`;
  const files = { [manifest]: '{ "roles": { "r": { "rules": ["a.json"] } } }', [file.uri]: wrong };
  const editor = await editWorkspace({ files });
  const { items } = await editor.pullWorkspace();
  const told = editor.told.length;
  await editor.touch(manifest, file.uri);
  for (let tries = 0; tries < 100 && editor.reads.get(file.uri) !== 2; tries++) await delay(10);
  await delay(100);
  assert.equal(editor.reads.get(file.uri), 2);
  const again = await editor.pullWorkspace(items.map(({ uri, resultId = "" }) => ({ uri, value: resultId })));
  assert.deepEqual(new Set(again.items.map(({ kind }) => kind)), new Set(["unchanged"]));
  assert.equal(editor.told.length, told, "nobody is told to ask again");
  editor.close();
});
