// What features and checks are told of a workspace: which policy a document belongs to, at once after an edit.

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { createDocumentStore, type DocumentStore } from "../../server/src/lsp/document-store.ts";
import type { FileAccess } from "../../server/src/lsp/workspace/file-access.ts";
import { pathInFolder, uriInFolder } from "../../server/src/lsp/workspace/uri-path.ts";
import { createWorkspace, type Workspace } from "../../server/src/lsp/workspace/workspace.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readGlob } from "../../server/src/policy/match-glob.ts";

const root = "mem:/project";
const rules = (path: string, word = "read"): string => `{ "${path}": [{ "capabilities": "[${word}]" }] }`;

interface Place {
  readonly workspace: Workspace;
  readonly documents: DocumentStore;
  readonly files: Map<string, string>;
  readonly changes: { readonly uris: readonly string[]; readonly byEdit: boolean }[];
  edit(uri: string, text: string): void;
}

async function openPlace(content: Readonly<Record<string, string>>, folders = [root]): Promise<Place> {
  const files = new Map(Object.entries(content).map(([path, text]) => [`${root}/${path}`, text]));
  const documents = createDocumentStore();
  const access: FileAccess = {
    uriOf: uriInFolder,
    find: async ({ folder, below, globs }) => ({
      uris: [...files.keys()].filter((uri) => {
        const path = pathInFolder(uriInFolder(folder, below), uri);
        return path !== undefined && globs.some((glob) => readGlob(glob)(path));
      }),
      complete: true,
    }),
    read: async ({ uri }) => {
      const text = files.get(uri);
      return text === undefined ? { missing: true, message: "There is no such file." } : { text };
    },
  };
  const workspace = createWorkspace({
    access,
    documents: {
      textOf: documents.textOf,
      isOpen: (uri) => documents.get(uri) !== undefined,
      isRulesFile: (uri) => documents.get(uri)?.isRulesFile === true,
      fileOf: (uri) => documents.get(uri)?.file,
      openUris: () => documents.all().map(({ uri }) => uri),
    },
    assumptions: () => DEFAULT_ASSUMPTIONS,
    rulesFileGlobs: () => ["**/*.akeyless.json"],
    startProgress: () => ({ report: () => undefined, end: () => undefined }),
    warn: (message) => assert.fail(message),
  });
  const changes: Place["changes"] = [];
  workspace.onChange((uris, byEdit) => changes.push({ uris, byEdit }));
  documents.recogniseBy(["**/*.akeyless.json"], workspace.namesRulesFile);
  workspace.addFolders(folders);
  await workspace.settled();
  const edit = (uri: string, text: string): void => {
    const version = documents.get(uri)?.version;
    if (version === undefined) documents.open(uri, "json", 1, text);
    else documents.change(uri, version + 1, [{ text }]);
    workspace.documentChanged(uri);
  };
  return { workspace, documents, files, changes, edit };
}

const uriOf = (path: string): string => `${root}/${path}`;
const roleNames = ({ workspace }: Place, path: string): string[] | undefined =>
  workspace.policyOf(uriOf(path))?.policy.roles.map(({ name }) => name);

test("a file belongs to the nearest manifest above it, or to one that names it, or to none", async () => {
  const place = await openPlace({
    "policy-lens.json": '{ "roles": { "outer": { "rules": ["a.akeyless.json"] } } }',
    "a.akeyless.json": rules("/a"),
    "team/policy-lens.json": '{ "roles": { "inner": { "rules": ["*.json", "../shared/x.json"] } } }',
    "team/b.akeyless.json": rules("/b"),
    "shared/x.json": rules("/x"),
    "README.json": "{}",
  });
  assert.deepEqual(roleNames(place, "a.akeyless.json"), ["outer"]);
  assert.deepEqual(roleNames(place, "team/b.akeyless.json"), ["inner"]);
  assert.deepEqual(roleNames(place, "team/policy-lens.json"), ["inner"]);
  assert.equal(place.workspace.policyOf(uriOf("README.json")), undefined);
  assert.equal(place.workspace.policyOf("mem:/elsewhere/a.akeyless.json"), undefined);
  const inner = place.workspace.policyOf(uriOf("team/policy-lens.json"));
  assert.deepEqual([...(inner?.rulesFiles.keys() ?? [])], [uriOf("shared/x.json"), uriOf("team/b.akeyless.json")]);
  assert.deepEqual(
    inner?.rolesOf(uriOf("shared/x.json")).map(({ name }) => name),
    ["inner"],
  );
  place.workspace.dispose();
});

test("an edit counts at once, without a word from anybody, and leaves the other roles the same objects", async () => {
  const place = await openPlace({ "a.akeyless.json": rules("/a"), "b.akeyless.json": rules("/b") });
  const [a, b] = [uriOf("a.akeyless.json"), uriOf("b.akeyless.json")];
  const before = place.workspace.policyOf(a);
  assert.equal(place.workspace.policyOf(b), before);
  place.edit(a, rules("/a", "list"));
  const after = place.workspace.policyOf(a);
  assert.ok(before && after && after.version > before.version);
  assert.deepEqual(after.rolesOf(a)[0]?.rules[0]?.capabilities, ["list"]);
  assert.equal(after.rolesOf(b)[0], before.rolesOf(b)[0]);
  assert.deepEqual(before.rolesOf(a)[0]?.rules[0]?.capabilities, ["read"], "what somebody holds does not change");
  assert.equal(place.workspace.policyOf(a), after);
  place.workspace.dispose();
});

test("listeners hear of changed policies only, and whether an edit made them so", async () => {
  const place = await openPlace({
    "one/policy-lens.json": '{ "roles": { "one": { "rules": "*.json" } } }',
    "one/a.akeyless.json": rules("/a"),
    "two/policy-lens.json": '{ "roles": { "two": { "rules": "*.json" } } }',
    "two/b.akeyless.json": rules("/b"),
  });
  const a = uriOf("one/a.akeyless.json");
  place.edit(a, rules("/a"));
  await place.workspace.settled();
  place.changes.length = 0;
  place.edit(a, rules("/a", "list"));
  place.edit(a, rules("/a", "deny"));
  await delay(200);
  assert.deepEqual(place.changes, [{ uris: [uriOf("one/policy-lens.json"), a], byEdit: true }]);
  place.files.set(uriOf("two/c.akeyless.json"), rules("/c"));
  place.workspace.fileChanged(uriOf("two/c.akeyless.json"), true);
  await place.workspace.settled();
  assert.deepEqual(place.changes.at(-1), {
    uris: ["two/policy-lens.json", "two/b.akeyless.json", "two/c.akeyless.json"].map(uriOf),
    byEdit: false,
  });
  place.workspace.fileChanged(uriOf("two/other.txt"), true);
  await place.workspace.settled();
  assert.equal(place.changes.length, 2);
  place.workspace.dispose();
});

test("what was open and is closed is again what is saved", async () => {
  const place = await openPlace({ "a.akeyless.json": rules("/a") });
  const a = uriOf("a.akeyless.json");
  place.edit(a, rules("/a", "list"));
  place.files.set(a, rules("/a", "update"));
  place.documents.close(a);
  place.workspace.documentChanged(a);
  await place.workspace.settled();
  assert.deepEqual(place.workspace.policyOf(a)?.rolesOf(a)[0]?.rules[0]?.capabilities, ["update"]);
  place.workspace.dispose();
});

test("a new document that is not saved yet is part of its folder", async () => {
  const place = await openPlace({ "policy-lens.json": '{ "roles": { "new": { "rules": "new/*.json" } } }' });
  const uri = uriOf("new/a.json");
  place.edit(uri, rules("/a"));
  await place.workspace.settled();
  const policy = place.workspace.policyOf(uri);
  assert.equal(policy?.rolesOf(uri)[0]?.name, "new");
  assert.deepEqual(policy?.faults, []);
  place.workspace.dispose();
});

test("folders inside folders: what the innermost knows nothing of belongs to the one around it", async () => {
  const manifest = '{ "roles": { "r": { "rules": ["in/d.json"] } }, "exports": { "items": "in/items.json" } }';
  const place = await openPlace(
    { "policy-lens.json": manifest, "in/d.json": rules("/d"), "in/items.json": "{}", "in/e.json": "{}" },
    [root, `${root}/in`],
  );
  for (const path of ["in/d.json", "in/items.json"]) assert.equal(place.workspace.policyOf(uriOf(path))?.folder, root);
  assert.equal(place.workspace.policyOf(uriOf("in/e.json")), undefined);
  assert.equal(place.workspace.namesRulesFile(uriOf("in/d.json")), true);
  place.workspace.dispose();
});

test("folders inside folders: the innermost speaks, and removing it gives its files back", async () => {
  const place = await openPlace({ "in/a.akeyless.json": rules("/a") }, [root, `${root}/in`]);
  const a = uriOf("in/a.akeyless.json");
  assert.equal(place.workspace.policyOf(a)?.folder, `${root}/in`);
  place.workspace.removeFolders([`${root}/in`]);
  assert.equal(place.workspace.policyOf(a)?.folder, root);
  place.workspace.removeFolders([root]);
  assert.equal(place.workspace.policyOf(a), undefined);
  assert.deepEqual(place.changes.at(-1), { uris: [a], byEdit: false });
});
