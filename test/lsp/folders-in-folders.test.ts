// The folders of the workspace: inside each other, where both know the same documents and one answer is given of each,
// and spelled in several ways.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const inner = `${ROOT}/t`;
const manifest = `${inner}/policy-lens.json`;
const text = JSON.stringify({ roles: { r: { rules: ["../x.json"] } } });

for (const folders of [
  [ROOT, inner],
  [inner, ROOT],
]) {
  test(`a document has the same findings alone and with all others, with ${folders.join(" before ")}`, async () => {
    const editor = await editWorkspace({ files: { [manifest]: text }, folders });
    await editor.open(manifest, text);
    await delay(200);
    const ids = new Set<unknown>();
    for (let times = 0; times < 3; times++) {
      const { items } = await editor.pullWorkspace();
      const ofAll = items.find(({ uri }) => uri === manifest);
      const alone = await editor.pull(manifest);
      for (const report of [ofAll, alone]) {
        assert.equal(report?.kind, "full");
        assert.deepEqual(report?.kind === "full" && report.items.map(({ code }) => code), ["outside-folder"]);
        ids.add(report?.resultId);
      }
    }
    assert.equal(ids.size, 1);
    editor.close();
  });
}

test("a folder is the same with and without a slash at its end", async () => {
  const uri = `${ROOT}/a.akeyless.json`;
  const files = { [uri]: '{ "/a/*": [{ "capabilities": "[raed]" }] }' };
  const editor = await editWorkspace({ files, folders: [`${ROOT}/`, ROOT] });
  assert.deepEqual(Object.keys(await editor.workspaceFindings()), [uri]);
  await editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
    event: { added: [], removed: [{ uri: ROOT, name: "project" }] },
  });
  assert.deepEqual(await editor.workspaceFindings(), {});
  editor.close();
});

test("a folder that is deleted, or lies in one that is, has no files any more", async () => {
  const uri = `${inner}/n/a.akeyless.json`;
  for (const gone of [inner, ROOT]) {
    const files = { [uri]: '{ "/a/*": [{ "capabilities": "[raed]" }] }' };
    const editor = await editWorkspace({ files, folders: [inner] });
    assert.deepEqual(Object.keys(await editor.workspaceFindings()), [uri]);
    editor.saved.clear();
    await editor.touch(gone);
    await delay(50);
    assert.deepEqual(await editor.workspaceFindings(), {});
    editor.close();
  }
});
