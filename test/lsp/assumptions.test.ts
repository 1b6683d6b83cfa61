// What the manifest assumes holds for every answer about its files.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Editor } from "./editor.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const uri = `${ROOT}/app.akeyless.json`;
const text = `{
  "/app/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }],
  "/app/*/secret": [{ "rule-type": "item-rule", "capabilities": "[deny]" }]
}
`;

async function openWith(manifest: object): Promise<Editor> {
  const editor = await editWorkspace({
    files: { [`${ROOT}/policy-lens.json`]: JSON.stringify(manifest), [uri]: text },
  });
  await editor.open(uri, text);
  await manifestRead(editor, uri);
  return editor;
}

const roles = { app: { rules: ["*.akeyless.json"] } };
const question = { uri, path: "/app/db/secret", ruleType: "item-rule" };

test("an unclear deny does not protect unless the manifest says that its wildcard is one", async () => {
  const unclear = await openWith({ roles });
  assert.equal((await unclear.ask("policyLens/impersonate", question)).verdict, "allowed");
  assert.doesNotMatch(JSON.stringify((await unclear.hover(uri, "1:5"))?.contents), /denies/);
  unclear.close();
  const wildcard = await openWith({ roles, assumptions: { "inner-star": "wildcard" } });
  assert.equal((await wildcard.ask("policyLens/impersonate", question)).verdict, "denied");
  assert.match(JSON.stringify((await wildcard.hover(uri, "1:5"))?.contents), /Line 3.*denies a part/);
  wildcard.close();
});
