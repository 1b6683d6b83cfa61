// Quick fixes over the protocol that do more than edit the document they are asked for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { editInMemory, textAfter } from "./editor.ts";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const rules = '{ "/self": [{ "rule-type": "search-rule", "capabilities": "[read]" }] }';
const uri = `${ROOT}/roles/app.akeyless.json`;
const onRuleType = "0:30";

test("the command that takes the place of an administrative rule is copied, for the role of the file", async () => {
  const manifest = JSON.stringify({ roles: { "dev/it's app": { rules: ["roles/*.json"] } } });
  const files = { [`${ROOT}/policy-lens.json`]: manifest, [uri]: rules };
  const editor = await editWorkspace({ files, options: { viewCommands: true } });
  await editor.workspaceFindings();
  await editor.open(uri, rules);
  const [fix] = await editor.fixes(uri, onRuleType);
  assert.equal(fix?.title, "Copy the command that sets --audit-access own, and remove the rule");
  assert.deepEqual(fix?.command, {
    title: "Copy",
    command: "policyLens.copyText",
    arguments: [`akeyless update-role --name 'dev/it'\\''s app' --audit-access own`],
  });
  assert.equal(textAfter(rules, fix, uri), "{}");
  assert.notEqual(fix?.isPreferred, true);
  editor.close();
});

test("without a manifest, or with the file in two roles, the name of the role is left to write", async () => {
  const twice = JSON.stringify({ roles: { a: { rules: ["roles/*.json"] }, b: { rules: ["roles/*.json"] } } });
  for (const manifests of [{}, { [`${ROOT}/policy-lens.json`]: twice }]) {
    const editor = await editWorkspace({ files: { ...manifests, [uri]: rules }, options: { viewCommands: true } });
    await editor.workspaceFindings();
    await editor.open(uri, rules);
    const [fix] = await editor.fixes(uri, onRuleType);
    assert.deepEqual(fix?.command?.arguments, ["akeyless update-role --name '<role>' --audit-access own"]);
    editor.close();
  }
});

test("an editor that cannot copy is not offered to", async () => {
  const editor = await editInMemory();
  await editor.open(uri, rules);
  assert.deepEqual(await editor.fixes(uri, onRuleType), []);
  editor.close();
});
