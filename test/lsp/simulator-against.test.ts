// What is said of the texts with which today's are compared: which they are, and what of them is left out.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { AskedClient } from "../../server/src/features/simulator/choose-client.ts";
import type { EarlierText } from "../../server/src/features/simulator/earlier-snapshot.ts";
import type { Editor } from "./editor.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const manifest = `${ROOT}/policy-lens.json`;
const first = `${ROOT}/role1.akeyless.json`;

function rules(path: string, capability: string): string {
  return JSON.stringify({ [path]: [{ "rule-type": "item-rule", capabilities: [capability] }] });
}

const ONE = { role1: { rules: ["role*.akeyless.json"], associations: [{ authMethod: "m" }] } };

function policy(more: object = {}): string {
  return JSON.stringify({ roles: ONE, authMethods: { m: {} }, ...more });
}

async function openPolicy(more: Readonly<Record<string, string>> = {}): Promise<Editor> {
  const files = { [manifest]: policy(), [first]: rules("/a", "read"), ...more };
  const editor = await editWorkspace({ files });
  await editor.open(first, files[first] ?? "");
  await manifestRead(editor, first);
  return editor;
}

function was(uri: string, text: string | undefined): EarlierText {
  return { uri, text, label: "HEAD", address: undefined };
}

/** The summary, and what it is compared with. */
async function compare(
  editor: Editor,
  earlier: readonly EarlierText[],
  client?: AskedClient,
): Promise<[string, string]> {
  const answer = await editor.ask("policyLens/compare", { uri: first, earlier, ...(client ? { client } : {}) });
  assert.ok(!("fault" in answer), JSON.stringify(answer));
  return [answer.summary, answer.against];
}

const PROVED = "No change in access.";
const FOUND = "No change in access was found.";

test("of an earlier text with errors it is told that rules may be lost", async () => {
  const editor = await openPolicy();
  assert.deepEqual(await compare(editor, [was(first, rules("/a", "read").replace("capabilities", "capabilites"))]), [
    "2 gained, 0 lost.",
    "Compared with role1.akeyless.json (HEAD). Parts of role1.akeyless.json (HEAD) may be lost to errors in it.",
  ]);
  editor.close();
});

test("of an earlier manifest, export or claims with errors it is told, and no change is not called proved", async () => {
  const [exported, claims] = [`${ROOT}/ro.json`, `${ROOT}/claims.json`];
  const identities = { client1: { authMethod: "m", claimsFile: "claims.json" } };
  const written = policy({ exports: { roles: "ro.json" }, identities });
  const editor = await openPolicy({ [manifest]: written, [exported]: '{"roles":[]}', [claims]: "{}" });
  for (const [name, uri, text, summary] of [
    ["policy-lens.json", manifest, written.slice(0, -1), FOUND],
    ["policy-lens.json", manifest, "", undefined],
    ["policy-lens.json", manifest, '{ "roles": {', undefined],
    ["ro.json", exported, '{"roles":[]', FOUND],
    ["claims.json", claims, "{", FOUND],
  ] as const) {
    const told = await compare(editor, [was(uri, text)]);
    assert.equal(told[1], `Compared with ${name} (HEAD). Parts of ${name} (HEAD) may be lost to errors in it.`);
    if (summary !== undefined) assert.equal(told[0], summary);
  }
  assert.deepEqual(await compare(editor, [was(exported, '{ "roles": [] }')]), [
    PROVED,
    "Compared with ro.json (HEAD).",
  ]);
  editor.close();
});

test("of an export that is cut short on one side it is told on which", async () => {
  const exported = `${ROOT}/ro.json`;
  const [whole, cut] = ['{"roles":[]}', '{"roles":[],"next_page":"q"}'];
  const client = { kind: "auth-method", name: "m", claims: {} } as const;
  const note = "The export of roles is cut short: it names a next page. What is missing there is not counted.";
  for (const [now, then, side] of [
    [whole, cut, "Before"],
    [cut, whole, "After"],
  ] as const) {
    const editor = await openPolicy({ [manifest]: policy({ exports: { roles: "ro.json" } }), [exported]: now });
    const told = [FOUND, `Compared with ro.json (HEAD). ${side}: ${note}`];
    assert.deepEqual(await compare(editor, [was(exported, then)]), told);
    assert.deepEqual(await compare(editor, [was(exported, then)], client), told);
    const ofRole = await compare(editor, [was(exported, then)], { ...client, kind: "role", name: "role1" });
    assert.deepEqual(ofRole, [PROVED, "Compared with ro.json (HEAD)."]);
    editor.close();
  }
});

test("a manifest that was elsewhere is called another one, and one of other files is none of the policy", async () => {
  const moved = `${ROOT}/old/policy-lens.json`;
  const editor = await openPolicy();
  const documents = await editor.ask("policyLens/earlierDocuments", { uri: first, changed: [moved, manifest] });
  assert.deepEqual(documents, { documents: [moved], globs: [] });
  assert.deepEqual(await compare(editor, [was(manifest, undefined), was(moved, policy())]), [
    FOUND,
    "Compared with policy-lens.json (not in HEAD). Another policy-lens.json held then: of what files a role was made and who held it is not compared.",
  ]);
  assert.deepEqual(await compare(editor, [was(moved, policy())]), [
    PROVED,
    "Nothing that this policy is made of has been edited since.",
  ]);
  editor.close();
});

test("files of the same name are told apart by their paths", async () => {
  const editor = await openPolicy();
  const files = ["x/rules.json", "y%20z/rules.json", "role1.akeyless.json"];
  const earlier = files.map((path) => was(`${ROOT}/${path}`, rules("/a", "read")));
  assert.deepEqual(await compare(editor, earlier), [
    PROVED,
    "Compared with x/rules.json (HEAD), y z/rules.json (HEAD), role1.akeyless.json (HEAD).",
  ]);
  editor.close();
});

test("of many documents some are named", async () => {
  const editor = await openPolicy();
  const many = Array.from({ length: 12 }, (_, at) => was(`${ROOT}/role${at}%20b.akeyless.json`, rules("/a", "read")));
  const [, against] = await compare(editor, many);
  assert.match(against, /^Compared with role0 b\.akeyless\.json \(HEAD\), .*role9 b.* \(HEAD\), 2 more\.$/);
  editor.close();
});
