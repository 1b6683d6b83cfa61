// The switches of checks over the protocol: the person's settings, the team's manifest before them, and suppressions.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CodeAction, Diagnostic } from "vscode-languageserver";
import { editInMemory } from "./editor.ts";
import { editWorkspace, ROOT } from "./workspace-editor.ts";

const rules = '{ "/app*": [{ "rule-type": "item-rule", "capabilities": "[read]" }] }';
const told = (diagnostics: readonly Diagnostic[]): unknown[] =>
  diagnostics.map(({ code, severity }) => `${code} ${severity}`);
const appUri = `${ROOT}/roles/app.akeyless.json`;
const manifestUri = `${ROOT}/policy-lens.json`;

test("a setting changes the severity of a check, or turns it off, at once", async () => {
  const uri = "file:///project/app.akeyless.json";
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

test("a finding is accepted by an edit of the manifest, for its path, its file or everywhere", async () => {
  const files = { [manifestUri]: '{\n  "roles": { "app": { "rules": ["roles/*.json"] } }\n}\n', [appUri]: rules };
  const editor = await editWorkspace({ files });
  await editor.workspaceFindings();
  await editor.open(appUri, rules);
  const titles = (await editor.fixes(appUri, "0:6")).map(({ title }) => title);
  assert.deepEqual(titles.slice(1), [
    'Accept "prefix-spills" for "/app*", in the manifest',
    'Accept "prefix-spills" in this file, in the manifest',
    'Accept "prefix-spills" everywhere, in the manifest',
  ]);
  const [, action] = await editor.fixes(appUri, "0:6");
  const [edit] = action?.edit?.changes?.[manifestUri] ?? [];
  assert.equal(
    edit?.newText,
    ',\n  "suppress": [\n    { "check": "prefix-spills", "file": "roles/app.akeyless.json", "path": "/app*", "reason": "" }\n  ]',
  );
  assert.deepEqual(edit?.range.start, { line: 1, character: 51 });
  editor.close();
});

test("all safe fixes are one action of their own kind, given when asked for", async () => {
  const uri = "file:///project/app.akeyless.json";
  const editor = await editInMemory();
  await editor.open(uri, '{ "/a/*": [{ "capabilities": "read" }], "/a/b": [{ "capabilities": "[read]" }] }');
  const asked = await editor.connection.sendRequest<CodeAction[]>("textDocument/codeAction", {
    textDocument: { uri },
    range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
    context: { diagnostics: [], only: ["source.fixAll"] },
  });
  assert.deepEqual(
    asked.map(({ kind, title }) => [kind, title]),
    [["source.fixAll.policyLens", "Fix 2 problems without changing any access"]],
  );
  editor.close();
});

test("no safe fix makes a rule that another file of the role has, too", async () => {
  const files = {
    [appUri]: '{ "/app/**": [{ "capabilities": "[read]" }] }',
    [`${ROOT}/roles/other.akeyless.json`]: '{ "/app/*": [{ "capabilities": "[update]" }] }',
    [manifestUri]: JSON.stringify({ roles: { app: { rules: ["roles/*"] } } }),
  };
  const editor = await editWorkspace({ files });
  await editor.workspaceFindings();
  await editor.open(appUri, files[appUri] ?? "");
  const fixAll = (): Promise<CodeAction[]> =>
    editor.connection.sendRequest("textDocument/codeAction", {
      textDocument: { uri: appUri },
      range: { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } },
      context: { diagnostics: [], only: ["source.fixAll"] },
    });
  assert.deepEqual(await fixAll(), []);
  editor.saved.delete(`${ROOT}/roles/other.akeyless.json`);
  await editor.touch(`${ROOT}/roles/other.akeyless.json`);
  await editor.workspaceFindings();
  assert.equal((await fixAll()).length, 1);
  editor.close();
});

test("a deny is not called needless where another file of its role grants what it takes away", async () => {
  const deny = '{ "/prod/db": [{ "capabilities": "[deny]" }] }';
  const files = {
    [appUri]: deny,
    [`${ROOT}/roles/all.akeyless.json`]: '{ "/prod/*": [{ "capabilities": "[read]" }] }',
    [`${ROOT}/roles/alone.akeyless.json`]: deny,
    [manifestUri]: JSON.stringify({
      roles: { app: { rules: ["roles/app.*", "roles/all.*"] }, alone: { rules: ["roles/alone.*"] } },
    }),
  };
  const editor = await editWorkspace({ files });
  await editor.workspaceFindings();
  assert.deepEqual(told(await editor.findings(appUri)), []);
  assert.deepEqual(told(await editor.findings(`${ROOT}/roles/alone.akeyless.json`)), ["deny-protects-nothing 4"]);
  editor.close();
});
