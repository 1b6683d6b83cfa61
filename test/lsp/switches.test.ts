// The switches of checks over the protocol: the person's settings, the team's manifest before them, and suppressions.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Diagnostic } from "vscode-languageserver";
import { editInMemory } from "./editor.ts";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const rules = '{ "/app*": [{ "rule-type": "item-rule", "capabilities": "[read]" }] }';
const told = (diagnostics: readonly Diagnostic[]): unknown[] =>
  diagnostics.map(({ code, severity }) => `${code} ${severity}`);
const appUri = `${ROOT}/roles/app.akeyless.json`;
const manifestUri = `${ROOT}/policy-lens.json`;

test("a setting changes the severity of a check, or turns it off, at once", async () => {
  const uri = "file:///work/app.akeyless.json";
  const editor = await editInMemory({ options: { settings: { checks: { "prefix-spills": "error" } } } });
  await editor.open(uri, rules);
  assert.deepEqual(told(await editor.findings(uri)), ["prefix-spills 1"]);
  await editor.connection.sendNotification("workspace/didChangeConfiguration", {
    settings: { policyLens: { checks: { "prefix-spills": "off" } } },
  });
  assert.deepEqual(await editor.findings(uri), []);
  assert.deepEqual(await editor.fixes(uri, "0:6"), []);
  editor.close();
});

test("the manifest stands before the settings, and its suppressions take findings away", async () => {
  const manifest = (checks: object, suppress: object[]) =>
    JSON.stringify({ roles: { app: { rules: ["roles/*.json"] } }, checks, suppress });
  const reason = "The names are old.";
  const files = { [manifestUri]: manifest({ "prefix-spills": "warning" }, []), [appUri]: rules };
  const editor = await editWorkspace({ files, options: { settings: { checks: { "prefix-spills": "off" } } } });
  await editor.workspaceFindings();
  assert.deepEqual(told(await editor.findings(appUri)), ["prefix-spills 2"]);
  await editor.open(manifestUri, files[manifestUri] ?? "");
  await editor.change(manifestUri, 2, manifest({ "prefix-spills": "warning" }, [{ check: "prefix-spills", reason }]));
  while ((await editor.findings(appUri)).length > 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(told(await editor.findings(manifestUri)), []);
  await editor.change(manifestUri, 3, manifest({}, [{ check: "prefix-spils", reason }]));
  while ((await editor.findings(manifestUri)).length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
  assert.deepEqual(told(await editor.findings(manifestUri)), ["unknown-check 2"]);
  editor.close();
});

test("a finding that only shows in the workspace stands at its place, and names places in other files", async () => {
  const files = {
    [manifestUri]: JSON.stringify({ roles: { app: { rules: ["roles/*.json"] } } }),
    [appUri]: '{ "/app/db": [{ "capabilities": "[read]" }] }',
    [`${ROOT}/roles/all.akeyless.json`]: '{ "/app/*": [{ "capabilities": "[read]" }] }',
  };
  const editor = await editWorkspace({ files });
  await editor.workspaceFindings();
  const [finding] = await editor.findings(appUri);
  assert.equal(finding?.code, "adds-nothing");
  assert.match(String(finding?.message), /line 1 of all\.akeyless\.json/);
  assert.equal(finding?.relatedInformation?.[0]?.location.uri, `${ROOT}/roles/all.akeyless.json`);
  editor.close();
});
