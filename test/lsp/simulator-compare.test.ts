// What an edit changes, whatever document it is in: rules files that are new or gone, the manifest, exports and claims.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { EarlierText } from "../../server/src/features/simulator/earlier-snapshot.ts";
import type { ComparedAnswer, EarlierDocuments } from "../../server/src/lsp/simulator-protocol.ts";
import type { Editor } from "./editor.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const manifest = `${ROOT}/policy-lens.json`;
const first = `${ROOT}/role1.akeyless.json`;
const second = `${ROOT}/role2.akeyless.json`;

const client = { kind: "identity", name: "client1" } as const;

function policy(roles: object, claims: object = { groups: ["app"] }): object {
  return { roles, authMethods: { m: {} }, identities: { client1: { authMethod: "m", claims } } };
}

function rules(path: string, capability: string): string {
  return JSON.stringify({ [path]: [{ "rule-type": "item-rule", capabilities: [capability] }] });
}

const ONE = { role1: { rules: ["role*.akeyless.json"], associations: [{ authMethod: "m" }] } };

async function openPolicy(files: Readonly<Record<string, string>>): Promise<Editor> {
  const editor = await editWorkspace({ files });
  const text = files[first] ?? "";
  await editor.open(first, text);
  await manifestRead(editor, first);
  return editor;
}

function was(uri: string, text: string | object | undefined): EarlierText {
  const written = typeof text === "object" ? JSON.stringify(text) : text;
  return { uri, text: written, label: "HEAD", address: undefined };
}

/** What is told as `+ capabilities on pattern`, for one client and in every role. */
async function compare(editor: Editor, earlier: readonly EarlierText[], asked: object = client): Promise<string[]> {
  const answer = async (whose: object): Promise<ComparedAnswer> => {
    const answered = await editor.ask("policyLens/compare", { uri: first, ...whose, earlier });
    assert.ok(!("fault" in answered), JSON.stringify(answered));
    return answered;
  };
  const tell = ({ gained, lost, against }: ComparedAnswer): string[] => [
    ...gained.map(({ capabilities, pattern }) => `+ ${capabilities} on ${pattern}`),
    ...lost.map(({ capabilities, pattern }) => `- ${capabilities} on ${pattern}`),
    against,
  ];
  return [...tell(await answer({ client: asked })), "every role", ...tell(await answer({}))];
}

test("a rules file that is new gains what it permits", async () => {
  const files = {
    [manifest]: JSON.stringify(policy(ONE)),
    [first]: rules("/a", "read"),
    [second]: rules("/b", "delete"),
  };
  const editor = await openPolicy(files);
  const against = "Compared with role2.akeyless.json (not in HEAD).";
  const gained = ["+ list,delete on /b", against];
  assert.deepEqual(await compare(editor, [was(second, undefined)]), [...gained, "every role", ...gained]);
  assert.deepEqual(await compare(editor, []), [
    "Nothing that this policy is made of has been edited since.",
    "every role",
    "Nothing that this policy is made of has been edited since.",
  ]);
  editor.close();
});

test("what is lost in a role and what its holders lose with it are counted each, as the command counts them", async () => {
  const text = JSON.stringify({ "/a/*": [{ "rule-type": "item-rule", capabilities: ["read"] }] });
  const before = JSON.stringify({ "/a/*": [{ "rule-type": "item-rule", capabilities: ["read", "update"] }] });
  const nobody = { role1: { ...ONE.role1, associations: [] } };
  const editor = await openPolicy({ [manifest]: JSON.stringify(policy(nobody)), [first]: text });
  const earlier = [was(manifest, policy(ONE)), was(first, before)];
  const answer = await editor.ask("policyLens/compare", { uri: first, earlier });
  assert.ok(!("fault" in answer));
  const rows = answer.lost.map(({ capabilities, remarks }) => `${capabilities} ${remarks.join(" ")}`.trim());
  assert.deepEqual(rows, ["update", "list,read,update For m, every client."]);
  assert.equal(answer.summary, "0 gained, 4 lost.");
  editor.close();
});

test("a deny in a rules file that is gone is gained", async () => {
  const editor = await openPolicy({ [manifest]: JSON.stringify(policy(ONE)), [first]: rules("/a/*", "read") });
  const documents = await editor.ask("policyLens/earlierDocuments", {
    uri: first,
    changed: [second, `${ROOT}/notes.json`, "file:///elsewhere/role3.akeyless.json"],
  });
  assert.deepEqual(documents, { documents: [second], globs: [] });
  const gained = ["+ list,read on /a/x", "Compared with role2.akeyless.json (HEAD)."];
  assert.deepEqual(await compare(editor, [was(second, rules("/a/x", "deny"))]), [...gained, "every role", ...gained]);
  editor.close();
});

test("edits of the manifest are compared: the admin role, associations, roles and their files", async () => {
  const other = { rules: ["other.json"], associations: [{ authMethod: "m" }] };
  const files = {
    [manifest]: JSON.stringify(policy({ ...ONE, role2: { ...other, rules: [], admin: true } })),
    [first]: rules("/a", "read"),
  };
  const editor = await openPolicy(files);
  const before = was(manifest, policy({ ...ONE, role2: { ...other, admin: false, associations: [] } }));
  const told = await compare(editor, [before]);
  assert.ok(told.includes("Compared with policy-lens.json (HEAD)."));
  assert.ok(
    told.some((line) => line.startsWith("+ ") && line.endsWith("/*")),
    told.join("\n"),
  );
  const documents = (await editor.ask("policyLens/earlierDocuments", {
    ...{ uri: first, changed: [] },
    ...(before.text === undefined ? {} : { manifest: before.text }),
  })) as EarlierDocuments;
  assert.deepEqual(documents.globs, [{ folder: ROOT, glob: "other.json" }]);

  const withFile = was(manifest, policy({ ...ONE, role2: { ...other, associations: [{ authMethod: "m" }] } }));
  const lost = await compare(editor, [withFile, was(`${ROOT}/other.json`, rules("/b", "deny"))]);
  assert.ok(lost.includes("Compared with policy-lens.json (HEAD), other.json (HEAD)."));
  editor.close();
});

test("a client whose claims are others now is compared with what it was", async () => {
  const role1 = { rules: ["role*.akeyless.json"], associations: [{ authMethod: "m", subClaims: { groups: ["app"] } }] };
  const files = { [manifest]: JSON.stringify(policy({ role1 })), [first]: rules("/a", "read") };
  const editor = await openPolicy(files);
  const told = await compare(editor, [was(manifest, policy({ role1 }, { groups: ["none"] }))]);
  assert.deepEqual(told.slice(0, 2), [
    "+ list,read on /a",
    'Compared with policy-lens.json (HEAD). Before: Identity "client1", a client of auth method "m" with groups = none.',
  ]);
  const nobody = await compare(editor, [was(manifest, { roles: { role1 } })]);
  assert.match(nobody[0] ?? "", /^Compared with policy-lens.json \(HEAD\)\. Before: .* was not known then\.$/);
  editor.close();
});

test("a role of a file that is new had nothing, and one that has a new manifest had the same holders", async () => {
  const role = { kind: "role", name: "role1", claims: {} };
  const editor = await openPolicy({ [manifest]: JSON.stringify(policy(ONE)), [first]: rules("/a", "read") });
  const isNew = [was(manifest, undefined), was(first, undefined)];
  const told = await compare(editor, isNew, role);
  assert.equal(told[0], "+ list,read on /a");
  assert.match(told[1] ?? "", /There was no policy-lens.json: it counts as having been what it is now\.$/);
  editor.close();

  const loose = await editWorkspace({ files: { [first]: rules("/a", "read"), [second]: rules("/b", "read") } });
  await loose.open(first, rules("/a", "read"));
  for (let tries = 0; tries < 200; tries++) {
    const choices = await loose.ask("policyLens/clients", { uri: first });
    if (!("fault" in choices) && choices.roles.length === 2) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const asNew = await compare(loose, [was(second, undefined)], { ...role, name: "role2" });
  assert.equal(asNew[0], "+ list,read on /b");
  assert.match(asNew[1] ?? "", /Before: A client that holds role "role2" only, which was not known then\.$/);
  const found = await loose.ask("policyLens/earlierDocuments", {
    ...{ uri: first, changed: [`${ROOT}/gone.akeyless.json`, manifest, `${ROOT}/package.json`] },
  });
  assert.deepEqual(found, { documents: [`${ROOT}/gone.akeyless.json`, manifest], globs: [] });
  const without = await compare(loose, [was(manifest, policy(ONE))], role);
  assert.equal(
    without[0],
    "Compared with policy-lens.json (HEAD). There is no policy-lens.json any more: who held which role is not compared.",
  );
  loose.close();
});

test("an export of roles is compared as it was", async () => {
  const exported = `${ROOT}/roles.json`;
  const listRoles = (capability: string): string =>
    JSON.stringify({
      roles: [
        {
          role_name: "r",
          rules: { path_rules: [{ path: "/e", type: "item-rule", capabilities: [capability] }] },
          role_auth_methods_assoc: [{ auth_method_name: "m", auth_method_sub_claims: {} }],
        },
      ],
    });
  const files = {
    [manifest]: JSON.stringify({ ...policy(ONE), exports: { roles: "roles.json" } }),
    [first]: rules("/a", "read"),
    [exported]: listRoles("read"),
  };
  const editor = await openPolicy(files);
  const choices = await editor.ask("policyLens/clients", { uri: first });
  assert.deepEqual("fault" in choices ? [] : choices.documents, [first, manifest, exported]);
  for (let tries = 0; tries < 200; tries++) {
    const known = await editor.ask("policyLens/clients", { uri: first });
    if (!("fault" in known) && known.roles.includes("r")) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const told = await compare(editor, [was(exported, listRoles("delete"))]);
  assert.deepEqual(told.slice(0, 2), ["+ read on /e", "- delete on /e"]);
  editor.close();
});

test("what a client may do as before is told of every capability, and not of parts that may be others", async () => {
  const text = '{ "/ops/*": [{ "capabilities": "[delete, read]" }], "/x/*": [{ "capabilities": "[read]" }] }';
  const editor = await openPolicy({ [manifest]: JSON.stringify(policy(ONE)), [first]: text });
  const unchanged = async (earlier: string): Promise<unknown> => {
    const answer = await editor.ask("policyLens/compare", { uri: first, client, earlier: [was(first, earlier)] });
    assert.ok(!("fault" in answer));
    return answer.unchanged?.map(({ capabilities, pattern }) => `${capabilities} on ${pattern}`);
  };
  assert.deepEqual(await unchanged('{ "/ops/*": [{ "capabilities": "[delete]" }] }'), ["list,delete on /ops/*"]);
  assert.deepEqual(await unchanged('{ "/ops/*": [{ "capabilities": "[update]" }] }'), ["list on /ops/*"]);
  assert.deepEqual(await unchanged(text), ["list,read,delete on /ops/*", "list,read on /x/*"]);
  assert.deepEqual(await unchanged('{ "/ops/*": [{ "capabilities": "[deny]" }] }'), []);
  editor.close();
});

test("claims in a file of their own are compared as they were", async () => {
  const role1 = { rules: ["role*.akeyless.json"], associations: [{ authMethod: "m", subClaims: { groups: ["app"] } }] };
  const claims = `${ROOT}/claims.json`;
  const files = {
    [manifest]: JSON.stringify({
      roles: { role1 },
      identities: { client1: { authMethod: "m", claimsFile: "claims.json" } },
    }),
    [first]: rules("/a", "read"),
    [claims]: '{ "groups": ["app"] }',
  };
  const editor = await openPolicy(files);
  for (let tries = 0; tries < 200; tries++) {
    const known = await editor.ask("policyLens/clients", { uri: first });
    if (!("fault" in known) && known.identities[0]?.claims["groups"]) break;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  const told = await compare(editor, [was(claims, '{ "groups": ["none"] }')]);
  assert.equal(told[0], "+ list,read on /a");
  assert.match(told[1] ?? "", /^Compared with claims\.json \(HEAD\)\. Before: .* with groups = none\.$/);
  editor.close();
});
