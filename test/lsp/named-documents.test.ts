// An open document that manifest or settings call a rules file is one exactly as long as they do, whatever it was before.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { editWorkspace, ROOT, type WorkspaceEditor } from "./workspace-editor.ts";

const manifest = `${ROOT}/policy-lens.json`;
const manifestOf = (rules: string[], exports = {}): string => JSON.stringify({ roles: { r: { rules } }, exports });
const RULES = '{ "/a/*": [{ "rule-type": "item-rul", "capabilities": "[read]" }] }';

/** Waits until the findings of the workspace are these, and tells them where they never are. */
async function expectFindings(editor: WorkspaceEditor, wanted: Record<string, readonly string[]>): Promise<void> {
  const codes = async (): Promise<Record<string, string[]>> =>
    Object.fromEntries(
      Object.entries(await editor.workspaceFindings()).map(([uri, found]) => [
        uri.slice(ROOT.length + 1),
        found.map((line) => line.split(" ")[0] ?? ""),
      ]),
    );
  for (let tries = 0; tries < 100 && JSON.stringify(await codes()) !== JSON.stringify(wanted); tries++) await delay(20);
  assert.deepEqual(await codes(), wanted);
}

const statesOf = (editor: WorkspaceEditor, uri: string): boolean[] =>
  editor.told
    .filter(({ method, params }) => method === "policyLens/documentState" && JSON.stringify(params).includes(uri))
    .map(({ params }) => JSON.stringify(params).includes("true"));

test("a document beside a manifest that loses the shape of a rules file is none any more", async () => {
  const editor = await editWorkspace({ files: { [manifest]: "{}" } });
  const uri = `${ROOT}/x.json`;
  await editor.open(uri, RULES);
  await expectFindings(editor, { "x.json": ["unknown-rule-type"] });
  await editor.change(uri, 2, '{ "a": 1 }');
  await expectFindings(editor, {});
  editor.close();
});

test("a document that the settings name no longer is no rules file any more", async () => {
  const editor = await editWorkspace({ files: { [manifest]: "{}" } });
  const uri = `${ROOT}/a.akeyless.json`;
  await editor.open(uri, "[1]");
  await expectFindings(editor, { "a.akeyless.json": ["invalid-structure"] });
  const settings = { policyLens: { files: ["**/d.json"] } };
  await editor.connection.sendNotification("workspace/didChangeConfiguration", { settings });
  await expectFindings(editor, {});
  await delay(200);
  const answer = await editor.ask("policyLens/clients", { uri });
  assert.ok("fault" in answer || !answer.hasManifest, JSON.stringify(answer));
  editor.close();
});

test("a document that the manifest names no longer is no rules file any more, and the editor is told", async () => {
  const files = { [manifest]: manifestOf(["d.json"]), [`${ROOT}/d.json`]: '{ "a": 1 }' };
  const editor = await editWorkspace({ files, options: { notifications: true } });
  await editor.open(`${ROOT}/d.json`, '{ "a": 1 }');
  await expectFindings(editor, { "d.json": ["invalid-structure"] });
  editor.saved.set(manifest, '{ "roles": {} }');
  await editor.touch(manifest);
  await expectFindings(editor, {});
  assert.equal(statesOf(editor, "d.json").at(-1), false);
  editor.saved.set(manifest, manifestOf(["d.json"]));
  await editor.touch(manifest);
  await expectFindings(editor, { "d.json": ["invalid-structure"] });
  assert.equal(statesOf(editor, "d.json").at(-1), true);
  editor.close();
});

test("a document that comes to be named as an export is checked as one", async () => {
  const items = '{ "items": [{ "item_name": "/x/y" }], "next_page": "p" }';
  const files = { [manifest]: manifestOf(["*.json"]), [`${ROOT}/items.json`]: items };
  const editor = await editWorkspace({ files });
  await editor.open(`${ROOT}/items.json`, items);
  await expectFindings(editor, { "items.json": ["invalid-structure", "unknown-key", "invalid-structure"] });
  editor.saved.set(manifest, manifestOf(["*.json"], { items: "items.json" }));
  await editor.touch(manifest);
  await expectFindings(editor, { "items.json": ["cut-short-export"], "policy-lens.json": ["missing-file"] });
  editor.close();
});

test("a file that a role names by its path is its rules file, also where another manifest takes it for an export", async () => {
  const editor = await editWorkspace({
    files: {
      [manifest]: manifestOf(["*.json"], { items: "t/b.json" }),
      [`${ROOT}/t/policy-lens.json`]: manifestOf(["b.json"]),
      [`${ROOT}/t/b.json`]: RULES,
      [`${ROOT}/c.json`]: RULES,
    },
  });
  const { "t/policy-lens.json": inner, ...found } = Object.fromEntries(
    Object.entries(await editor.workspaceFindings()).map(([uri, lines]) => [uri.slice(ROOT.length + 1), lines]),
  );
  assert.equal(inner, undefined);
  assert.deepEqual(found["t/b.json"], ['unknown-rule-type "item-rul"']);
  editor.close();
});
