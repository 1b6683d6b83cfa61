// The workspace over the protocol: findings of files that nobody has opened, and what makes them others.

import assert from "node:assert/strict";
import { test } from "node:test";
import { CancellationTokenSource, ProgressType, type WorkspaceDiagnosticReport } from "vscode-languageserver/node";
import { until } from "./until.ts";
import { editWorkspace, ROOT, type WorkspaceEditor } from "./workspace-editor.ts";

const manifestUri = `${ROOT}/policy-lens.json`;
const appUri = `${ROOT}/roles/app.akeyless.json`;
const opsUri = `${ROOT}/roles/ops.json`;

const wrong = '{ "/team/a": [{ "capabilities": "[raed]" }] }';
const right = '{ "/team/a": [{ "capabilities": "[read]" }] }';

const manifest = JSON.stringify({
  roles: {
    app: { rules: ["roles/app.akeyless.json"], associations: [{ authMethod: "okta", subClaims: { groups: "app" } }] },
    ops: { rules: ["roles/ops.json"], associations: [{ authMethod: "otka", subClaims: { groups: "ops" } }] },
  },
  authMethods: { okta: { kind: "saml2", forceSubClaims: true } },
});

const files = { [manifestUri]: manifest, [appUri]: wrong, [opsUri]: wrong, [`${ROOT}/package.json`]: wrong };

const refreshes = (editor: WorkspaceEditor): number =>
  editor.told.filter(({ method }) => method === "workspace/diagnostic/refresh").length;

test("rules files are found by name and by the manifest, and the manifest has findings of its own", async () => {
  const editor = await editWorkspace({ files });
  assert.deepEqual(await editor.workspaceFindings(), {
    [manifestUri]: ['unknown-auth-method "otka"'],
    [appUri]: ['unknown-capability "raed"'],
    [opsUri]: ['unknown-capability "raed"'],
  });
  assert.deepEqual([...editor.reads.keys()].sort(), [manifestUri, appUri, opsUri].sort());
  editor.close();
});

test("what the client has is neither computed nor sent again, and what is gone is taken away", async () => {
  const editor = await editWorkspace({ files });
  const { items } = await editor.pullWorkspace();
  const previous = items.flatMap(({ uri, resultId }) => (resultId ? [{ uri, value: resultId }] : []));
  assert.equal(previous.length, 3);
  const again = await editor.pullWorkspace(previous);
  assert.deepEqual(
    again.items.map(({ kind }) => kind),
    ["unchanged", "unchanged", "unchanged"],
  );
  const refreshed = refreshes(editor);
  editor.saved.delete(appUri);
  editor.saved.set(opsUri, right);
  await editor.touch(appUri, opsUri);
  await until(() => refreshes(editor) > refreshed);
  let after = await editor.pullWorkspace(previous);
  // The two files may be read one after the other, each with a refresh of its own.
  await until(async () => {
    after = await editor.pullWorkspace(previous);
    return after.items.filter(({ kind }) => kind === "full").length >= 2;
  });
  const byUri = new Map(after.items.map((item) => [item.uri, item]));
  for (const uri of [appUri, opsUri]) {
    const item = byUri.get(uri);
    assert.equal(item?.kind, "full");
    assert.deepEqual(item?.kind === "full" && item.items, []);
  }
  editor.close();
});

test("an edit that moves lines without moving offsets gives the findings anew", async () => {
  const spaced = manifest.replace("{", "{ ");
  const editor = await editWorkspace({ files: { ...files, [manifestUri]: spaced } });
  const lineOf = async (previous: readonly { uri: string; value: string }[]): Promise<number | undefined> => {
    const { items } = await editor.pullWorkspace(previous);
    const report = items.find(({ uri }) => uri === manifestUri);
    return report?.kind === "full" ? report.items[0]?.range.start.line : undefined;
  };
  const { items } = await editor.pullWorkspace();
  const previous = items.flatMap(({ uri, resultId }) => (resultId ? [{ uri, value: resultId }] : []));
  assert.equal(await lineOf(previous), undefined);
  editor.saved.set(manifestUri, spaced.replace("{ ", "{\n"));
  await editor.touch(manifestUri);
  let line: number | undefined;
  await until(async () => {
    line = await lineOf(previous);
    return line !== undefined;
  });
  assert.equal(line, 1);
  editor.close();
});

test("every file is read once, however often it is asked about, and again when it changes", async () => {
  const editor = await editWorkspace({ files });
  await editor.workspaceFindings();
  await editor.workspaceFindings();
  await editor.open(manifestUri, manifest);
  await editor.change(manifestUri, 2, manifest.replace("otka", "okta"));
  await until(async () => (await editor.workspaceFindings())[manifestUri] === undefined);
  assert.deepEqual([...editor.reads.values()], [1, 1, 1]);
  editor.saved.set(appUri, right);
  await editor.touch(appUri);
  await until(async () => (await editor.workspaceFindings())[appUri] === undefined);
  assert.deepEqual([editor.reads.get(appUri), editor.reads.get(opsUri)], [2, 1]);
  editor.close();
});

test("a file that only the manifest calls a rules file is one in the editor too", async () => {
  const noShape = '{ "/team/a": 1 }';
  const editor = await editWorkspace({ files: { ...files, [opsUri]: noShape }, options: { notifications: true } });
  await editor.open(opsUri, noShape);
  await until(() =>
    editor.told.some(({ params }) => JSON.stringify(params) === JSON.stringify({ uri: opsUri, isRulesFile: true })),
  );
  const findings = await editor.findings(opsUri);
  assert.deepEqual(
    findings.map(({ code }) => code),
    ["invalid-structure"],
  );
  editor.close();
});

test("the working text of the manifest counts, and names files while it is being written", async () => {
  const editor = await editWorkspace({ files: { [manifestUri]: "{}", [opsUri]: wrong } });
  assert.deepEqual(await editor.workspaceFindings(), {});
  await editor.open(manifestUri, "{}");
  await editor.change(
    manifestUri,
    2,
    '{ "roles": { "ops": { "rules": ["roles/*.json", "rolse/*.json", "../x.json"] } } }',
  );
  await until(async () => (await editor.workspaceFindings())[opsUri] !== undefined);
  assert.deepEqual(await editor.workspaceFindings(), {
    [manifestUri]: ['missing-file "rolse/*.json"', 'outside-folder "../x.json"'],
    [opsUri]: ['unknown-capability "raed"'],
  });
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: manifestUri } });
  await until(async () => Object.keys(await editor.workspaceFindings()).length === 0);
  editor.close();
});

test("what a manifest names and nobody can read is said where it is named", async () => {
  const editor = await editWorkspace({
    files: {
      [manifestUri]: JSON.stringify({
        exports: { roles: "exports/roles.json", items: "exports/items.json", targets: "/etc/targets.json" },
        identities: { alice: { authMethod: "okta", claimsFile: "alice.json" } },
      }),
      [`${ROOT}/exports/roles.json`]: '{ "roles": [{ "role_name": 7 }], "next_page": "more" }',
      [`${ROOT}/alice.json`]: "[]",
    },
  });
  await until(async () => Object.keys(await editor.workspaceFindings()).length === 3);
  assert.deepEqual(await editor.workspaceFindings(), {
    [manifestUri]: ['missing-file "exports/items.json"', 'outside-folder "/etc/targets.json"'],
    [`${ROOT}/exports/roles.json`]: ['invalid-export "role_name"', "cut-short-export"],
    [`${ROOT}/alice.json`]: ["invalid-export"],
  });
  assert.ok([...editor.reads.keys()].every((uri) => uri.startsWith(`${ROOT}/`)));
  editor.close();
});

test("an editor that reads JSON judges the form of an open manifest itself, and nobody that of a closed one", async () => {
  const editor = await editWorkspace({
    files: { [manifestUri]: '{ "rolse": {}, "exports": { "roles": "no.json" } }' },
    options: { editorReadsJson: true },
  });
  await until(async () => (await editor.workspaceFindings())[manifestUri]?.length === 2);
  await editor.open(manifestUri, editor.saved.get(manifestUri) ?? "");
  await until(async () => (await editor.findings(manifestUri)).length === 1);
  const [finding] = await editor.findings(manifestUri);
  assert.equal(finding?.code, "missing-file");
  editor.close();
});

test("with a deleted folder all its files are gone", async () => {
  const editor = await editWorkspace({ files });
  assert.ok((await editor.workspaceFindings())[appUri]);
  editor.saved.delete(appUri);
  editor.saved.delete(opsUri);
  await editor.touch(`${ROOT}/roles`);
  await until(async () => (await editor.workspaceFindings())[appUri] === undefined);
  assert.deepEqual(await editor.workspaceFindings(), {
    [manifestUri]: [
      'missing-file "roles/app.akeyless.json"',
      'missing-file "roles/ops.json"',
      'unknown-auth-method "otka"',
    ],
  });
  editor.close();
});

test("many findings come in parts, for a client that takes parts, and none is lost", async () => {
  const long = "x".repeat(500);
  const many = Object.fromEntries(
    Array.from({ length: 120 }, (_, at) => {
      const rules = Array.from({ length: 10 }, (_unused, rule) => [
        `/team/${long}/${rule}`,
        [{ capabilities: "[raed]" }],
      ]);
      return [`${ROOT}/${at}.akeyless.json`, JSON.stringify(Object.fromEntries(rules))];
    }),
  );
  const editor = await editWorkspace({ files: many });
  const parts: string[][] = [];
  editor.connection.onProgress(new ProgressType<WorkspaceDiagnosticReport>(), "part", ({ items }) => {
    parts.push(items.map(({ uri }) => uri));
  });
  const last = await editor.connection.sendRequest<WorkspaceDiagnosticReport>("workspace/diagnostic", {
    previousResultIds: [],
    partialResultToken: "part",
  });
  const rest = last.items.map(({ uri }) => uri);
  assert.ok(parts.length > 0);
  assert.deepEqual([...parts.flat(), ...rest].sort(), Object.keys(many).sort());
  const source = new CancellationTokenSource();
  const cancelled = editor.connection.sendRequest<WorkspaceDiagnosticReport>(
    "workspace/diagnostic",
    { previousResultIds: [] },
    source.token,
  );
  await editor.connection.sendRequest("textDocument/diagnostic", { textDocument: { uri: appUri } });
  source.cancel();
  const given = await cancelled.then(
    ({ items }) => items.length,
    () => 0,
  );
  assert.ok(given < 120, `${given} reports after the cancellation`);
  editor.close();
});

test("folders come and go with their findings", async () => {
  const other = "file:///other%20place";
  const otherUri = `${other}/b.akeyless.json`;
  const editor = await editWorkspace({ files: { ...files, [otherUri]: wrong } });
  assert.equal((await editor.workspaceFindings())[otherUri], undefined);
  const change = (added: string[], removed: string[]): Promise<void> =>
    editor.connection.sendNotification("workspace/didChangeWorkspaceFolders", {
      event: {
        added: added.map((uri) => ({ uri, name: uri })),
        removed: removed.map((uri) => ({ uri, name: uri })),
      },
    });
  await change([other], []);
  await until(async () => (await editor.workspaceFindings())[otherUri] !== undefined);
  assert.ok((await editor.workspaceFindings())[appUri]);
  await change([], [ROOT]);
  await until(async () => (await editor.workspaceFindings())[appUri] === undefined);
  assert.deepEqual(Object.keys(await editor.workspaceFindings()), [otherUri]);
  editor.close();
});

test("an editor that does not pull is sent the findings of files that are not open", async () => {
  const editor = await editWorkspace({ files, pull: false });
  const latest = (uri: string): unknown[] | undefined =>
    editor.published.findLast((sent) => sent.uri === uri)?.diagnostics.map(({ code }) => code);
  await until(() => latest(appUri)?.length === 1 && latest(manifestUri)?.length === 1);
  assert.deepEqual(latest(appUri), ["unknown-capability"]);
  assert.equal(editor.published.filter(({ uri }) => uri === appUri).length, 1);
  await editor.open(appUri, right);
  await until(() => latest(appUri)?.length === 0);
  await editor.connection.sendNotification("textDocument/didClose", { textDocument: { uri: appUri } });
  await until(() => latest(appUri)?.length === 1);
  editor.saved.delete(appUri);
  await editor.touch(appUri);
  await until(() => latest(appUri)?.length === 0);
  editor.close();
});

test("the server watches manifests, JSON files and what the settings name", async () => {
  const editor = await editWorkspace({ files, options: { settings: { files: ["**/*.rules"] } } });
  await until(() => editor.watched.length > 0);
  assert.deepEqual(editor.watched, ["**/policy-lens.json", "**/*.json", "**/*.jsonc", "**/*.rules", "**/*"]);
  editor.close();
});
