// Parts of a workspace that are lost by the way they are written: what is left is answered, and the exit code says that
// it may not be all.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type CliRun, folderWith, runCli } from "./run-cli.ts";

const RULES = '{ "/a/*": [{ "capabilities": "[read]" }] }';
const ROLE = { rules: ["a.akeyless.json"], associations: [{ authMethod: "m" }] };

const whoCan = (files: Readonly<Record<string, string>>): Promise<CliRun> =>
  runCli(["who-can", "read", "/*"], { folder: folderWith({ "a.akeyless.json": RULES, ...files }) });

const ofManifest = (manifest: object): Promise<CliRun> => whoCan({ "policy-lens.json": JSON.stringify(manifest) });

describe("what a manifest loses", () => {
  const lossy: Readonly<Record<string, object>> = {
    "a misspelt key": { rolse: { r: ROLE } },
    "exports of a wrong type": { roles: { r: ROLE }, exports: { roles: ["p1.json", "p2.json"] } },
    "rules of a wrong type": { roles: { r: { ...ROLE, rules: {} } } },
    "a role that is none": { roles: { r: "a.akeyless.json" } },
    "an association without an auth method": { roles: { r: { ...ROLE, associations: [{ subClaims: {} }] } } },
    "an assumption that does not exist": { roles: { r: ROLE }, assumptions: { "cross-role-deny": "local" } },
    "claims that are no text": { roles: { r: ROLE }, identities: { x: { authMethod: "m", claims: { n: 5 } } } },
  };
  for (const [what, manifest] of Object.entries(lossy)) {
    test(`${what} is told, with exit code 2`, async () => {
      const run = await ofManifest(manifest);
      assert.match(run.err, /^policy-lens\.json:1:\d+ /);
      assert.equal(run.code, 2);
    });
  }

  const role = JSON.stringify(ROLE);
  const twice: Readonly<Record<string, string>> = {
    roles: `{"roles":{"r":${role}},"roles":{}}`,
    r: `{"roles":{"r":${role},"r":{}}}`,
    rules: `{"roles":{"r":{"rules":["a.akeyless.json"],"rules":[],"associations":[{"authMethod":"m"}]}}}`,
    associations: `{"roles":{"r":{"rules":[],"associations":[{"authMethod":"m"}],"associations":[]}}}`,
    subClaims: `{"roles":{"r":{"associations":[{"authMethod":"m","subClaims":{"g":"a"},"subClaims":{}}]}}}`,
    g: `{"roles":{"r":{"associations":[{"authMethod":"m","subClaims":{"g":"a","g":"b"}}]}}}`,
    authMethods: `{"roles":{"r":${role}},"authMethods":{"m":{"kind":"saml"}},"authMethods":{}}`,
    kind: `{"roles":{"r":${role}},"authMethods":{"m":{"kind":"api_key","kind":"saml"}}}`,
    claims: `{"roles":{"r":${role}},"identities":{"x":{"authMethod":"m","claims":{"g":"a"},"claims":{}}}}`,
    "cross-role-deny": `{"roles":{"r":${role}},"assumptions":{"cross-role-deny":"wins","cross-role-deny":"local"}}`,
  };
  for (const [key, manifest] of Object.entries(twice)) {
    test(`${key} standing twice is told at the second, with exit code 2`, async () => {
      const run = await whoCan({ "policy-lens.json": manifest });
      const place = `policy-lens.json:1:${manifest.lastIndexOf(`"${key}"`) + 1}`;
      assert.ok(run.err.includes(`${place} "${key}" stands twice; only what stands last is read.`), run.err);
      assert.equal(run.code, 2);
    });
  }

  test("what stands twice and changes no answer is told, with exit code 0", async () => {
    const exports = `"exports":{"items":"i.json","items":"i.json"}`;
    const decided = `"checks":{"x":"off","x":"off"},"suppress":[],"suppress":[{"check":"a","check":"b"}]`;
    const run = await whoCan({
      "policy-lens.json": `{"roles":{"r":${role}},${exports},${decided},"owner":1,"owner":2}`,
      "i.json": '{"items":[]}',
    });
    assert.equal(run.err.match(/ stands twice;/g)?.length, 5);
    assert.equal(run.code, 0);
  });

  test("what changes no answer is told, with exit code 0", async () => {
    const more = { owner: "nobody", checks: { x: 5 }, suppress: [{ chekc: "x" }] };
    const run = await ofManifest({ roles: { r: ROLE }, ...more });
    assert.equal(run.err.trimEnd().split("\n").length, 4);
    assert.equal(run.code, 0);
  });

  test("an export that is never read is told, with exit code 0", async () => {
    for (const exports of [
      { items: 5 },
      { itemss: "i.json" },
      { targest: "t.json" },
      { targets: ["t.json"] },
      { items: "/i.json" },
    ]) {
      const run = await ofManifest({ roles: { r: ROLE }, exports });
      assert.match(run.err, /^policy-lens\.json:1:\d+ [^\n]*\n$/);
      assert.match(run.out, /m, every client/);
      assert.equal(run.code, 0);
    }
    for (const exports of [{ roels: "r.json" }, { authMethods: 5 }, 5]) {
      assert.equal((await ofManifest({ roles: { r: ROLE }, exports })).code, 2);
    }
  });

  test("comments and commas lose nothing", async () => {
    const run = await whoCan({ "policy-lens.json": `{ "roles": { "r": ${JSON.stringify(ROLE)}, } } // here` });
    assert.equal(run.err.trimEnd().split("\n").length, 2);
    assert.equal(run.code, 0);
  });
});

describe("what an export loses", () => {
  const role = { role_name: "r", rules: { path_rules: [{ path: "/a/*", type: "item-rule", capabilities: ["read"] }] } };

  const ofExport = (text: string, kind = "roles"): Promise<CliRun> =>
    whoCan({ "policy-lens.json": JSON.stringify({ exports: { [kind]: "e.json" } }), "e.json": text });

  test("an export nested too deeply is told, with exit code 2", async () => {
    const deep = `${"[".repeat(100_000)}${"]".repeat(100_000)}`;
    const run = await ofExport(`{"roles":[${JSON.stringify(role)}],"more":${deep}}`);
    assert.match(run.err, /^e\.json:1:\d+ This JSON is nested too deeply to be read\.$/m);
    assert.equal(run.code, 2);
  });

  test("what stands first of two equal keys is told as lost, with exit code 2", async () => {
    const found = JSON.stringify(role);
    for (const [key, text] of [
      ["path_rules", `{"roles":[${found.replace('"path_rules":', '"path_rules":[],"path_rules":')}]}`],
      [
        "g",
        `{"roles":[],"roles":[{"role_name":"r","role_auth_methods_assoc":[{"auth_method_name":"m","auth_method_sub_claims":{"g":5,"g":"a"}}]}]}`,
      ],
    ] as const) {
      const run = await ofExport(text);
      assert.ok(run.err.includes(`e.json:1:${text.lastIndexOf(`"${key}"`) + 1} "${key}" stands twice`), run.err);
      assert.equal(run.code, 2);
      if (key === "path_rules") assert.match(run.out, /\/a\/\*/);
    }
  });

  const others: Readonly<Record<string, readonly [kind: string, content: object]>> = {
    "an error": ["roles", { error: "unauthorized" }],
    "an empty object": ["roles", {}],
    "a list that is wrapped": ["roles", { result: { roles: [role] } }],
    "auth methods as roles": ["roles", { auth_methods: [{ auth_method_name: "m" }], next_page: "" }],
    "roles as auth methods": ["authMethods", { roles: [role] }],
    "one role as auth methods": ["authMethods", role],
  };
  for (const [what, [kind, content]] of Object.entries(others)) {
    test(`${what} is told at its beginning, with exit code 2`, async () => {
      const list = kind === "roles" ? "roles" : "auth_methods";
      for (const padding of ["", " ".repeat(100_001)]) {
        const run = await ofExport(JSON.stringify(content) + padding, kind);
        assert.match(run.err, new RegExp(`^e\\.json:1:1 This export has no list "${list}"\\.$`, "m"));
        assert.equal(run.code, 2);
      }
      const folder = folderWith({
        "policy-lens.json": JSON.stringify({ exports: { [kind]: "e.json" } }),
        "e.json": JSON.stringify(content),
      });
      assert.match((await runCli(["check", "."], { folder })).out, /e\.json:1:1 .*This export has no list/);
    });
  }

  test("an empty list is an empty account", async () => {
    for (const empty of ["[]", "null"]) {
      const run = await ofExport(`{"roles":${empty},"next_page":""}`);
      assert.deepEqual([run.code, run.err], [0, ""]);
    }
  });

  test("a list is read beside a name that is null", async () => {
    for (const padding of ["", " ".repeat(100_001)]) {
      const run = await ofExport(JSON.stringify({ role_name: null, roles: [role] }) + padding);
      assert.match(run.out, /\/a\/\*/);
      assert.equal(run.code, 0);
    }
  });
});

test("claims of a file are told, answered and judged as those of the manifest", async () => {
  const claims = { g: null, n: 5, team: "a" };
  const folder = folderWith({
    "a.akeyless.json": RULES,
    "claims.json": JSON.stringify({ sub_claims: claims }),
    "policy-lens.json": JSON.stringify({ roles: { r: ROLE }, identities: { x: { authMethod: "m", claims } } }),
  });
  const byFile = ["--auth-method", "m", "--claims-file", "claims.json"];
  for (const who of [["--as", "x"], byFile]) {
    const run = await runCli(["impersonate", "--path", "/a/x", ...who], { folder });
    assert.match(run.out, /with team = a:\nAllowed/);
    assert.match(run.err, /"n" must be a string or an array of strings\.$/m);
    assert.equal(run.code, 2);
  }
});

test("sub-claims of a claims file that are no object, and what a key twice loses, are told with exit code 2", async () => {
  const ROLES = { r: { ...ROLE, associations: [{ authMethod: "m", subClaims: { g: "a" } }] } };
  const cases: readonly (readonly [text: string, told: RegExp, client: RegExp])[] = [
    ['{"sub_claims":["g"]}', /:1:15 "sub_claims" must be an object\.$/m, /^(?!.*sub_claims = )/s],
    ['{"sub_claims":"g"}', /:1:15 "sub_claims" must be an object\.$/m, /^(?!.*sub_claims = )/s],
    ['{"g":"b","g":"a"}', /:1:10 "g" stands twice; only what stands last is read\./, /with g = a:/],
    ['{"sub_claims":{"g":"b","g":"a"}}', /:1:24 "g" stands twice; only what stands last/, /with g = a:/],
    ['{"sub_claims":{"g":"b"},"sub_claims":{"g":"a"}}', /:1:25 "sub_claims" stands twice;/, /with g = a:/],
  ];
  for (const [text, told, client] of cases) {
    const identities = { x: { authMethod: "m", claimsFile: "claims.json" } };
    const folder = folderWith({
      "a.akeyless.json": RULES,
      "claims.json": text,
      "policy-lens.json": JSON.stringify({ roles: ROLES, identities }),
    });
    for (const who of [
      ["--as", "x"],
      ["--auth-method", "m", "--claims-file", "claims.json"],
    ]) {
      const run = await runCli(["impersonate", "--path", "/a/x", ...who], { folder });
      assert.match(run.err, told);
      assert.match(run.out, client);
      assert.equal(run.code, 2);
    }
  }
});

test("no sub-claims in a claims file are none", async () => {
  const folder = folderWith({
    "a.akeyless.json": RULES,
    "claims.json": '{"sub_claims":null}',
    "policy-lens.json": JSON.stringify({ roles: { r: ROLE } }),
  });
  const run = await runCli(["impersonate", "--path", "/a/x", "--auth-method", "m", "--claims-file", "claims.json"], {
    folder,
  });
  assert.deepEqual([run.code, run.err], [0, ""]);
});
