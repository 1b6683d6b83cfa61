// The simulator's requests over the protocol: the seeds' story, from a manifest and a rules file as they are being typed.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CustomRequests } from "../../server/src/lsp/protocol.ts";
import type { Editor } from "./editor.ts";
import { editWorkspace, manifestRead, ROOT } from "./workspace-editor.ts";

const rules = `${ROOT}/role1.akeyless.json`;
const manifest = `${ROOT}/policy-lens.json`;

const rulesText = `{
  "/path/to/folder/*": [
    { "rule-type": "item-rule", "capabilities": "[read, create, update]" }
  ],
  "/path/to/folder/topSecret": [
    { "rule-type": "item-rule", "capabilities": "[deny]" }
  ]
}
`;

const manifestText = JSON.stringify({
  roles: {
    role1: {
      rules: ["role1.akeyless.json"],
      associations: [{ authMethod: "idp", subClaims: { groups: ["app", "sre*"] } }],
    },
    role2: { rules: [], associations: [{ authMethod: "idp", subClaims: { groups: ["admins"] } }] },
  },
  authMethods: { idp: { kind: "saml2" } },
  identities: { client1: { authMethod: "idp", claims: { groups: ["app"] } } },
});

const client = { kind: "identity", name: "client1" } as const;

async function openStory(): Promise<Editor> {
  const files = { [manifest]: manifestText, [rules]: rulesText };
  const editor = await editWorkspace({ files, options: { notifications: true } });
  await editor.open(rules, rulesText);
  for (let tries = 0; tries < 200; tries++) {
    const choices = await editor.ask("policyLens/clients", { uri: rules });
    if (!("fault" in choices) && choices.hasManifest) return editor;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  editor.close();
  throw new Error("The manifest was not read.");
}

function answered<T extends object>(answer: T): Exclude<T, { fault: string }> {
  assert.ok(!("fault" in answer), JSON.stringify(answer));
  return answer as Exclude<T, { fault: string }>;
}

function textOf(sentence: readonly (string | { label: string })[]): string {
  return sentence.map((part) => (typeof part === "string" ? part : part.label)).join("");
}

async function ask<M extends keyof CustomRequests>(
  editor: Editor,
  method: M,
  params: CustomRequests[M]["params"],
): Promise<Exclude<CustomRequests[M]["answer"], { fault: string }>> {
  return answered((await editor.ask(method, params)) as CustomRequests[M]["answer"] & object) as Exclude<
    CustomRequests[M]["answer"],
    { fault: string }
  >;
}

test("who can be asked for, with the sub-claims that associations look at", async () => {
  const editor = await openStory();
  const choices = await ask(editor, "policyLens/clients", { uri: rules });
  assert.deepEqual(
    choices.identities.map(({ name }) => name),
    ["client1"],
  );
  assert.deepEqual(choices.authMethods, [
    { name: "idp", kind: "saml2", keys: [{ key: "groups", values: ["app", "admins"] }] },
  ]);
  assert.deepEqual(choices.roles, ["role1", "role2"]);
  assert.equal(choices.hasInventory, false);
  editor.close();
});

test("what a client holds by which association, and why not the rest", async () => {
  const editor = await openStory();
  const { title, held, notHeld } = await ask(editor, "policyLens/roles", { uri: rules, client });
  assert.equal(title, 'Identity "client1", a client of auth method "idp" with groups = app');
  assert.deepEqual(held, [{ role: "role1", admin: false, why: "by idp, groups = app or sre*" }]);
  assert.deepEqual(notHeld, [{ role: "role2", admin: false, why: "groups lacks admins." }]);
  editor.close();
});

test("one path with its reasons, their places, and the command line", async () => {
  const editor = await openStory();
  const question = { uri: rules, client, path: "path/to/folder/topSecret", ruleType: "item-rule" };
  const denied = await ask(editor, "policyLens/decidePath", question);
  assert.equal(denied.effect, "denied");
  assert.equal(
    textOf(denied.because[0] ?? []),
    'Line 6 denies everything: "/path/to/folder/topSecret" is exactly this path.',
  );
  const [link] = denied.because[0] ?? [];
  assert.ok(typeof link === "object");
  assert.deepEqual([link.uri, link.range.start], [rules, { line: 5, character: 4 }]);
  assert.equal(
    denied.command,
    "policy-lens impersonate --manifest policy-lens.json --as client1 --path path/to/folder/topSecret --rule-type item-rule",
  );

  await editor.change(rules, 2, "list", "5:50", "5:54");
  const allowed = await ask(editor, "policyLens/decidePath", question);
  assert.deepEqual(allowed.capabilities, ["list", "read", "create", "update"]);
  editor.close();
});

test("there is no command line where its options cannot say what is asked", async () => {
  const editor = await openStory();
  const commandOf = async (path: string, key: string): Promise<string> => {
    const whose = { kind: "auth-method", name: "idp", claims: { [key]: ["v"] } } as const;
    const asked = { uri: rules, client: whose, path, ruleType: "item-rule" };
    return (await ask(editor, "policyLens/decidePath", asked)).command;
  };
  assert.match(await commandOf("/a", "g"), / --claim g=v --path \/a /);
  for (const [path, key] of [
    ["", "g"],
    ["/a", ""],
    ["/a", "=ls"],
    ["/a", "a=b"],
  ] as const) {
    assert.equal(await commandOf(path, key), "");
  }
  editor.close();
});

test("everything as a tree of patterns, filtered and paged", async () => {
  const editor = await openStory();
  const params = { uri: rules, client, basis: "objects", toggled: [], offset: 0, limit: 100, earlier: [] } as const;
  const none = { text: "", capability: undefined, ruleType: undefined, only: "all" } as const;
  const all = await ask(editor, "policyLens/access", { ...params, filter: none });
  assert.equal(all.basis, "patterns");
  assert.deepEqual(all.columns, ["list", "read", "create", "update"]);
  assert.deepEqual(
    all.rows.map(({ depth, label, exceptions, status }) => [depth, label, exceptions, status]),
    [
      [0, "item-rule", "", undefined],
      [1, "/path/to/folder", "", undefined],
      [2, "*", "except /path/to/folder/topSecret", "allowed"],
      [2, "topSecret", "", "denied"],
    ],
  );
  const denied = await ask(editor, "policyLens/access", { ...params, filter: { ...none, only: "denied" } });
  assert.deepEqual([denied.shown, denied.all], [1, 2]);
  const folded = await ask(editor, "policyLens/access", { ...params, filter: none, toggled: [all.rows[1]?.key ?? ""] });
  assert.equal(folded.total, 2);
  const page = await ask(editor, "policyLens/access", { ...params, filter: none, offset: 2, limit: 1 });
  assert.deepEqual([page.total, page.rows.map(({ label }) => label)], [4, ["*"]]);
  editor.close();
});

test("removing the deny gains exactly what it denied, for the client and in the role", async () => {
  const editor = await openStory();
  const earlier = [{ uri: rules, text: rulesText, label: "HEAD", address: undefined }];
  const same = await ask(editor, "policyLens/compare", { uri: rules, client, earlier });
  assert.deepEqual([same.summary, same.gained, same.lost], ["No change in access.", [], []]);

  await editor.change(rules, 2, "", "3:3", "6:3");
  for (const asked of [{ client }, {}]) {
    const { summary, gained, lost } = await ask(editor, "policyLens/compare", { uri: rules, ...asked, earlier });
    assert.equal(summary, "4 gained, 0 lost.");
    assert.deepEqual(lost, []);
    assert.deepEqual(
      gained.map(({ pattern, witness, capabilities }) => [pattern, witness, capabilities]),
      [["/path/to/folder/topSecret", "/path/to/folder/topSecret", ["list", "read", "create", "update"]]],
    );
    assert.equal(
      textOf(gained[0]?.before[0] ?? []),
      'Line 6 of role1.akeyless.json (HEAD) denies everything: "/path/to/folder/topSecret" is exactly this path.',
    );
  }
  const changed = await ask(editor, "policyLens/access", {
    ...{ uri: rules, client, basis: "patterns", toggled: [], offset: 0, limit: 10, earlier },
    filter: { text: "", capability: undefined, ruleType: undefined, only: "changed" },
  });
  assert.deepEqual(changed.rows.at(-1)?.change, "gained");
  editor.close();
});

test("who can, on which part", async () => {
  const editor = await openStory();
  const question = { uri: rules, capability: "read", pattern: "/path/*", ruleType: "item-rule" };
  const { holders } = await ask(editor, "policyLens/whoCan", question);
  assert.deepEqual(
    holders.map(({ who, kind, pattern }) => [who, kind, pattern]),
    [
      ["idp, groups = app or sre*", "association", "/path/to/folder/* except /path/to/folder/topSecret"],
      ["client1", "identity", "/path/to/folder/* except /path/to/folder/topSecret"],
    ],
  );
  const wrong = await editor.ask("policyLens/whoCan", { ...question, capability: "allow_access" });
  assert.deepEqual(wrong, { fault: '"allow_access" does not exist on item-rule.' });
  editor.close();
});

test("what is asked anew before its turn is not computed", async () => {
  const editor = await openStory();
  const ask = (path: string): Promise<unknown> =>
    editor.ask("policyLens/decidePath", { uri: rules, client, path, ruleType: "item-rule" });
  const answers = await Promise.allSettled(Array.from({ length: 100 }, (_, at) => ask(`/path/to/folder/${at}`)));
  const rejected = answers.filter((answer) => answer.status === "rejected");
  assert.equal(answers.at(-1)?.status, "fulfilled");
  // Those that have had their turn before the next question was read are answered.
  assert.ok(rejected.length >= 50, `${rejected.length} of 100`);
  for (const { reason } of rejected) assert.match(String(reason), /Asked anew meanwhile/);
  editor.close();
});

test("an edit is told once typing pauses, and questions without an answer say why", async () => {
  const editor = await openStory();
  await editor.change(rules, 2, "list", "5:50", "5:54");
  const isTold = (): boolean =>
    editor.told.some(
      ({ method, params }) =>
        method === "policyLens/policyChanged" && (params as { uris: string[] }).uris.includes(rules),
    );
  while (!isTold()) await new Promise((resolve) => setTimeout(resolve, 10));
  const gone = await editor.ask("policyLens/roles", { uri: rules, client: { kind: "identity", name: "nobody" } });
  assert.deepEqual(gone, { fault: 'There is no identity "nobody" any more.' });
  const none = await editor.ask("policyLens/clients", { uri: "file:///elsewhere/x.json" });
  assert.match("fault" in none ? none.fault : "", /^The document is closed or no rules file, and belongs to no policy/);
  const strange = { uri: rules, client: { kind: "ghost", name: "x" } } as never;
  await assert.rejects(editor.ask("policyLens/roles", strange), /cannot be "ghost"/);
  editor.close();
});

test("claims are read as describe-sub-claims prints them", async () => {
  const editor = await openStory();
  const text = '{"sub_claims":{"groups":["app","x"],"email":["a@b.c"]}}';
  assert.deepEqual(await editor.ask("policyLens/readClaims", { text }), {
    claims: { groups: ["app", "x"], email: ["a@b.c"] },
    faults: [],
  });
  editor.close();
});

test("rule types of the settings can be asked about, with every capability", async () => {
  const text = '{ "/foo/*": [{ "rule-type": "foo-rule", "capabilities": "[read]" }] }';
  const files = { [manifest]: manifestText, [rules]: text };
  const editor = await editWorkspace({ files, options: { settings: { ruleTypes: ["foo-rule"] } } });
  await editor.open(rules, text);
  await manifestRead(editor, rules);
  const { ruleTypes } = await ask(editor, "policyLens/clients", { uri: rules });
  const [item, foo] = ["item-rule", "foo-rule"].map((wanted) => ruleTypes.find(({ name }) => name === wanted));
  assert.ok(item && foo);
  assert.ok(foo.capabilities.includes("request_access"));
  assert.ok(!item.capabilities.includes("deny") && !foo.capabilities.includes("deny"));
  const question = { uri: rules, capability: "read", pattern: "/foo/*", ruleType: "foo-rule" };
  const { holders } = await ask(editor, "policyLens/whoCan", question);
  assert.deepEqual(
    holders.map(({ who, pattern }) => [who, pattern]),
    [
      ["idp, groups = app or sre*", "/foo/*"],
      ["client1", "/foo/*"],
    ],
  );
  const unknown = await editor.ask("policyLens/whoCan", { ...question, ruleType: "bar-rule" });
  assert.deepEqual(unknown, { fault: '"read" does not exist on bar-rule.' });
  editor.close();
});

test("rules are written in known forms only", async () => {
  const editor = await openStory();
  for (const form of ["commands", "powershell-commands", "terraform", "role-export"] as const) {
    const { text, count } = await ask(editor, "policyLens/writeRules", { uri: rules, form });
    assert.ok(text.length > 0);
    assert.equal(count, 2);
  }
  for (const form of ["constructor", "toString", ""]) {
    const params = { uri: rules, form } as never;
    await assert.rejects(editor.ask("policyLens/writeRules", params), /The parameter "form" cannot be/);
  }
  editor.close();
});
