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

const manifestUri = `${ROOT}/policy-lens.json`;
const itemsUri = `${ROOT}/items.json`;
const plain = '{ "/app/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }] }';

test("findings at the manifest and at an export are accepted in the manifest, by the name of what they are about", async () => {
  const manifest = `{
  "roles": { "app": { "rules": ["roles/*.json"], "associations": [{ "authMethod": "key" }] } },
  "authMethods": {
    "key": { "kind": "api_key" }
  },
  "exports": { "items": "items.json" }
}
`;
  const items = '{ "items": [\n{ "item_name": "/lonely", "item_type": "STATIC_SECRET" },\n{ "item_name": "/app/a" }] }';
  const files = { [manifestUri]: manifest, [uri]: plain, [itemsUri]: items };
  const editor = await editWorkspace({ files });
  await editor.open(manifestUri, manifest);
  await editor.open(itemsUri, items);
  while ((await editor.findings(itemsUri)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  const atKey = await editor.fixes(manifestUri, "3:6");
  assert.deepEqual(
    atKey.map(({ title, diagnostics }) => [title, diagnostics?.length]),
    [
      ['Accept "api-key-auth-method" for "key", in the manifest', 1],
      ['Accept "api-key-auth-method" in this file, in the manifest', 1],
      ['Accept "api-key-auth-method" everywhere, in the manifest', 1],
    ],
  );
  const [byName] = atKey;
  const [edit] = byName?.edit?.changes?.[manifestUri] ?? [];
  assert.match(
    edit?.newText ?? "",
    /\{ "check": "api-key-auth-method", "file": "policy-lens\.json", "path": "key", "reason": "" \}/,
  );
  const [lonely] = await editor.fixes(itemsUri, "1:3");
  assert.equal(lonely?.title, 'Accept "root-level-item" for "/lonely", in the manifest');
  assert.deepEqual(await editor.fixes(itemsUri, "2:3"), []);
  const accepted = textAfter(manifest, lonely, manifestUri);
  await editor.change(manifestUri, 2, accepted);
  while ((await editor.findings(itemsUri)).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  editor.close();
});

test("what the manifest says of checks in vain has fixes, and cannot be accepted", async () => {
  const manifest = `{
  "roles": { "app": { "rules": ["roles/*.json"] } },
  "checks": { "ttl-from": "warning" },
  "suppress": [{ "check": "ttl-form", "reason": "old" }]
}
`;
  const editor = await editWorkspace({ files: { [manifestUri]: manifest, [uri]: plain } });
  await editor.open(manifestUri, manifest);
  while ((await editor.findings(manifestUri)).length < 2) await new Promise((resolve) => setTimeout(resolve, 10));
  const named = await editor.fixes(manifestUri, "2:16");
  assert.deepEqual(
    named.map(({ title }) => title),
    ['Change to "ttl-form"'],
  );
  assert.match(textAfter(manifest, named[0], manifestUri), /"checks": \{ "ttl-form": "warning" \}/);
  const vain = await editor.fixes(manifestUri, "3:20");
  assert.deepEqual(
    vain.map(({ title }) => title),
    ["Remove the suppression"],
  );
  assert.match(textAfter(manifest, vain[0], manifestUri), /"suppress": \[\]/);
  editor.close();
});

test("documents that are open and no part of any policy have nothing to mend", async () => {
  const editor = await editInMemory();
  await editor.open("file:///elsewhere/package.json", "{}");
  assert.deepEqual(await editor.fixes("file:///elsewhere/package.json", "0:0"), []);
  assert.deepEqual(await editor.fixes("file:///elsewhere/none.json", "0:0"), []);
  editor.close();
});
