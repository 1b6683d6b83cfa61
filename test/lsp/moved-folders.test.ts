// Folders that come and go as one: the editor says nothing of the files in them.

import assert from "node:assert/strict";
import { test } from "node:test";
import { until } from "./until.ts";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const manifestUri = `${ROOT}/policy-lens.json`;
const wrong = '{ "/team/a": [{ "capabilities": "[raed]" }] }';

test("a folder that is moved in brings its rules files, of which the editor says nothing", async () => {
  const editor = await editWorkspace({ files: {} });
  assert.deepEqual(await editor.workspaceFindings(), {});
  for (const path of ["v1/a.akeyless.json", "notes.json", "LICENSE"]) editor.saved.set(`${ROOT}/roles/${path}`, wrong);
  await editor.touch(`${ROOT}/roles`);
  const found = { [`${ROOT}/roles/v1/a.akeyless.json`]: ['unknown-capability "raed"'] };
  await until(async () => Object.keys(await editor.workspaceFindings()).length > 0);
  assert.deepEqual(await editor.workspaceFindings(), found);
  for (const uri of [...editor.saved.keys()]) editor.saved.delete(uri);
  await editor.touch("file:///");
  await until(async () => Object.keys(await editor.workspaceFindings()).length === 0);
  editor.saved.set(`${ROOT}/roles/v1/a.akeyless.json`, wrong);
  await editor.touch(ROOT);
  await until(async () => Object.keys(await editor.workspaceFindings()).length > 0);
  assert.deepEqual(await editor.workspaceFindings(), found);
  editor.close();
});

test("a folder that is moved in brings the exports that a manifest names", async () => {
  const manifest = '{ "exports": { "items": "exports/v1.2/items.json" } }';
  const editor = await editWorkspace({ files: { [manifestUri]: manifest } });
  await until(async () => Object.keys(await editor.workspaceFindings()).length > 0);
  assert.deepEqual((await editor.workspaceFindings())[manifestUri], ['missing-file "exports/v1.2/items.json"']);
  editor.saved.set(`${ROOT}/exports/v1.2/items.json`, '{ "items": [] }');
  await editor.touch(`${ROOT}/exports`);
  await until(async () => (await editor.workspaceFindings())[manifestUri] === undefined);
  editor.close();
});
