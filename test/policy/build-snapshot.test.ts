// A snapshot says what belongs together, and after a change keeps what has not changed: by identity.

import assert from "node:assert/strict";
import { test } from "node:test";
import { buildSnapshot, type SnapshotFiles } from "../../server/src/policy/build-snapshot.ts";
import { filesOfManifest } from "../../server/src/policy/files-of-manifest.ts";
import type {
  FileState,
  ManifestDocument,
  NamedFileKind,
  NamedFileValues,
} from "../../server/src/policy/policy-snapshot.ts";
import { readAuthMethodExport } from "../../server/src/policy/read-auth-method-export.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";
import { readRoleExport } from "../../server/src/policy/read-role-export.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { indexLines } from "../../server/src/text/line-index.ts";

const app = readRulesFile('{ "/app/*": [{ "capabilities": "[read]" }] }');
const ops = readRulesFile('{ "/ops/*": [{ "capabilities": "[read]" }], "/ops/x": [{ "capabilities": "[deny]" }] }');
const edited = readRulesFile('{ "/ops/*": [{ "capabilities": "[list]" }] }');

function manifestOf(content: object, path = "policy-lens.json"): ManifestDocument {
  const text = JSON.stringify(content);
  const manifest = readManifest(text, `mem:/${path}`);
  return {
    path,
    document: `mem:/${path}`,
    text,
    manifest,
    lines: indexLines(text),
    files: filesOfManifest(manifest, path),
  };
}

function filesOf(
  manifest: ManifestDocument | undefined,
  rules: Readonly<Record<string, typeof app>>,
  states: Readonly<Record<string, FileState<NamedFileValues[NamedFileKind]>>> = {},
): SnapshotFiles {
  const rulesFiles = new Map(Object.entries(rules).map(([path, file]) => [path, { document: `mem:/${path}`, file }]));
  const unreadable = { is: "unreadable", missing: true, message: "There is no such file." } as const;
  const stateOf = <Kind extends NamedFileKind>(_kind: Kind, path: string): FileState<NamedFileValues[Kind]> =>
    (states[path] ?? { ...unreadable, document: `mem:/${path}` }) as FileState<NamedFileValues[Kind]>;
  return { folder: "mem:/", manifest, rulesFiles, unread: new Map(), stateOf };
}

test("without a manifest every rules file is a role, and its rules stand in its document", () => {
  const { policy, rolesOf } = buildSnapshot(filesOf(undefined, { "roles/app.akeyless.json": app }), 1);
  assert.deepEqual(
    policy.roles.map(({ name, rules }) => [name, rules.map(({ source }) => source.document)]),
    [["app", ["mem:/roles/app.akeyless.json"]]],
  );
  assert.deepEqual(rolesOf("mem:/roles/app.akeyless.json"), policy.roles);
  assert.deepEqual(rolesOf("mem:/elsewhere.json"), []);
});

test("a file may belong to several roles, and a role have several files", () => {
  const manifest = manifestOf({ roles: { all: { rules: ["*.json"] }, app: { rules: ["app.json"] }, none: {} } });
  const { policy, rolesOf, rulesFiles } = buildSnapshot(filesOf(manifest, { "app.json": app, "ops.json": ops }), 1);
  const names = (document: string): string[] => rolesOf(document).map(({ name }) => name);
  assert.deepEqual(names("mem:/app.json"), ["all", "app"]);
  assert.deepEqual(names("mem:/ops.json"), ["all"]);
  assert.deepEqual(
    policy.roles.map(({ rules }) => rules.length),
    [3, 1, 0],
  );
  assert.equal(rulesFiles.get("mem:/ops.json"), ops);
});

test("the same input gives the same snapshot; an edit of one file leaves the other roles what they were", () => {
  const manifest = manifestOf({
    roles: { app: { rules: ["app.json"], associations: [{ authMethod: "x" }] }, ops: { rules: ["ops.json"] } },
  });
  const before = buildSnapshot(filesOf(manifest, { "app.json": app, "ops.json": ops }), 1);
  assert.equal(buildSnapshot(filesOf(manifest, { "app.json": app, "ops.json": ops }), 2, before), before);
  const after = buildSnapshot(filesOf(manifest, { "app.json": app, "ops.json": edited }), 2, before);
  assert.equal(after.version, 2);
  assert.equal(after.policy.roles[0], before.policy.roles[0]);
  assert.notEqual(after.policy.roles[1], before.policy.roles[1]);
  assert.deepEqual(
    after.policy.roles[1]?.rules.map(({ capabilities }) => capabilities),
    [["list"]],
  );
  assert.equal(after.policy.authMethods, before.policy.authMethods);
  assert.equal(after.faults, before.faults);
});

test("a snapshot made of the one before is the same as one made anew", () => {
  const manifests = [
    undefined,
    manifestOf({ roles: { all: { rules: "*.json" } } }),
    manifestOf({ roles: { ops: { rules: "ops.json", admin: true } } }),
  ];
  const contents = [{ "app.json": app }, { "app.json": app, "ops.json": ops }, { "ops.json": edited }, {}];
  const inputs = manifests.flatMap((manifest) => contents.map((content) => filesOf(manifest, content)));
  const plain = ({ policy, faults }: ReturnType<typeof buildSnapshot>): string => JSON.stringify({ policy, faults });
  for (const first of inputs) {
    for (const second of inputs) {
      const made = buildSnapshot(second, 2, buildSnapshot(first, 1));
      assert.equal(plain(made), plain(buildSnapshot(second, 2)));
    }
  }
});

test("exports join with the manifest, and nothing is said of auth methods that cannot be known", () => {
  const manifest = manifestOf({
    roles: { app: { associations: [{ authMethod: "missing" }] } },
    exports: { roles: "roles.json", authMethods: "methods.json" },
  });
  const read = <T extends NamedFileValues[NamedFileKind]>(path: string, value: T): FileState<T> => ({
    is: "read",
    document: `mem:/${path}`,
    value,
  });
  const roles = read("roles.json", readRoleExport('{"roles":[{"role_name":"old"}]}', "mem:/roles.json"));
  const methods = (next: string): string =>
    JSON.stringify({ auth_methods: [{ auth_method_name: "okta" }], next_page: next });
  const whole = read("methods.json", readAuthMethodExport(methods(""), "mem:/methods.json"));
  const cut = read("methods.json", readAuthMethodExport(methods("p2"), "mem:/methods.json"));
  const pending = { is: "being read", document: "mem:/methods.json" } as const;
  const codes = (state: FileState<NamedFileValues[NamedFileKind]>): string[] =>
    buildSnapshot(filesOf(manifest, {}, { "roles.json": roles, "methods.json": state }), 1).faults.map(
      ({ code }) => code,
    );
  assert.deepEqual(codes(whole), ["unknown-auth-method"]);
  assert.deepEqual(codes(cut), ["cut-short-export"]);
  assert.deepEqual(codes(pending), []);
  const { policy } = buildSnapshot(filesOf(manifest, {}, { "roles.json": roles, "methods.json": whole }), 1);
  assert.deepEqual(
    policy.roles.map(({ name }) => name),
    ["app", "old"],
  );
});

test("a rules file that cannot be read is a fault of the manifest that names it", () => {
  const manifest = manifestOf({ roles: { app: { rules: ["*.json", "none/*.json"] } } });
  const files = {
    ...filesOf(manifest, {}),
    unread: new Map([
      ["app.json", "It is not valid UTF-8."],
      ["soon.json", undefined],
    ]),
  };
  assert.deepEqual(
    buildSnapshot(files, 1).faults.map(({ severity, message }) => [severity, message]),
    [
      ["warning", 'No file matches "none/*.json". Correct the path, or write the rules file.'],
      ["error", '"app.json" cannot be read: It is not valid UTF-8.'],
    ],
  );
});
