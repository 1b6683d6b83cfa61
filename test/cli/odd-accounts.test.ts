// Exports and manifests in which names are missing, empty or written twice, or sub-claims are none: nobody is let in by
// what could not be read, and nothing is lost in silence.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { type CliRun, folderWith, runCli } from "./run-cli.ts";

const grant = (path: string): object => ({
  path_rules: [{ path, type: "item-rule", capabilities: ["read"] }],
});
const forM = [{ auth_method_name: "m" }];

interface Account {
  readonly roles?: readonly object[];
  readonly methods?: readonly object[];
  readonly manifest?: object;
}

function folderOf({ roles, methods, manifest = {} }: Account): string {
  const exports = { ...(roles && { roles: "roles.json" }), ...(methods && { authMethods: "methods.json" }) };
  return folderWith({
    "policy-lens.json": JSON.stringify({ exports, ...manifest }),
    "roles.json": JSON.stringify({ roles: roles ?? [] }),
    "methods.json": JSON.stringify({ auth_methods: methods ?? [] }),
  });
}

const run = (account: Account, ...args: string[]): Promise<CliRun> => runCli(args, { folder: folderOf(account) });
const whoCan = (account: Account): Promise<CliRun> => run(account, "who-can", "read", "/*");

describe("roles of one name, or without one", () => {
  const roles = [
    { role_name: "dev/app", rules: grant("/a/*"), role_auth_methods_assoc: forM },
    { role_name: "/dev/app", rules: grant("/b/*"), role_auth_methods_assoc: forM },
    { rules: grant("/c/*"), role_auth_methods_assoc: forM },
    { role_name: "", rules: grant("/d/*"), role_auth_methods_assoc: forM },
  ];

  test("all of them count, and it is told", async () => {
    const { out, err, code } = await run(
      { roles, manifest: { identities: { x: { authMethod: "m" } }, exports: { roles: "roles.json" } } },
      "impersonate",
      "--as",
      "x",
    );
    for (const path of ["/a/*", "/b/*", "/c/*", "/d/*"]) assert.ok(out.includes(`  ${path}  `), path);
    assert.match(err, /^roles\.json:1:\d+ The role "\/dev\/app" stands here already\. /m);
    assert.equal(err.match(/A role without a "role_name"/g)?.length, 2);
    assert.equal(code, 0);
  });

  test("a comparison sees both", async () => {
    const after = [{ ...roles[1], rules: grant("/c/*") }, roles[0]];
    const folder = folderWith({
      "e1.json": JSON.stringify({ roles: roles.slice(0, 1) }),
      "e2.json": JSON.stringify({ roles: after }),
    });
    const { out } = await runCli(["diff", "e1.json", "e2.json"], { folder });
    assert.match(out, /Gained[\s\S]*\/c\/\*/);
  });

  test("an auth method of one name counts once, and the answer may depend on which", async () => {
    const open = { auth_method_name: "m", access_info: { rules_type: "oidc" } };
    const gone = { auth_method_name: "/m", access_info: { rules_type: "oidc", access_expires: 5 } };
    const twice = await whoCan({ roles, methods: [gone, open] });
    assert.match(twice.err, /^methods\.json:1:\d+ The auth method "m" stands here already\. /m);
    assert.equal(twice.code, 2);
    assert.equal((await whoCan({ roles, methods: [open, open] })).code, 0);
  });
});

describe("names and ids that are empty", () => {
  const held = (association: object): object[] => [
    { role_name: "r", rules: grant("/a/*"), role_auth_methods_assoc: [association] },
  ];

  test("an empty access id joins nothing", async () => {
    const roles = held({ auth_method_name: "dev/okta", auth_method_access_id: "" });
    const methods = [{ auth_method_name: "dev/other", auth_method_access_id: "" }];
    const { out } = await whoCan({ roles, methods });
    assert.match(out, /dev\/okta, every client/);
    assert.doesNotMatch(out, /dev\/other/);
  });

  test("an auth method without a name leaves an association its own, and is the one that is meant", async () => {
    const roles = held({ auth_method_name: "dev/k8s", auth_method_access_id: "p-1" });
    assert.match((await whoCan({ roles, methods: [{ auth_method_access_id: "p-1" }] })).out, /dev\/k8s, every client/);
    const gone = { auth_method_access_id: "p-1", access_info: { access_expires: 5 } };
    assert.match((await whoCan({ roles, methods: [gone] })).out, /Nobody/);
  });

  test("an association that is known by its access id alone is called by it", async () => {
    const { out, code } = await whoCan({ roles: held({ auth_method_access_id: "p-1" }), methods: [] });
    assert.match(out, /p-1, every client/);
    assert.equal(code, 0);
  });

  test("nobody is matched on an empty name", async () => {
    const identities = { none: {}, empty: { authMethod: "" }, slash: { authMethod: "/" } };
    for (const association of [{}, { auth_method_name: "" }, { auth_method_name: "/" }]) {
      const account = { roles: held(association), manifest: { identities, exports: { roles: "roles.json" } } };
      const { out, err, code } = await whoCan(account);
      for (const name of Object.keys(identities)) assert.equal(out.includes(name), false, name);
      assert.match(err, /^roles\.json:1:\d+ An association without an auth method/m);
      assert.equal(code, 2);
      const checked = await run(account, "check", ".");
      assert.equal(checked.out.match(/has no "authMethod": nobody knows which roles it holds\./g)?.length, 3);
    }
  });

  test("nor by an association of the manifest", async () => {
    const roles = { r: { admin: true, associations: [{ authMethod: "/" }] } };
    const { out, code } = await whoCan({ manifest: { roles, identities: { none: { authMethod: "/" } } } });
    assert.equal(out.includes("none"), false);
    assert.equal(code, 2);
  });
});

describe("sub-claims that cannot be read", () => {
  const odd = ["g=a", ["g=a"], '{"g":"a"}', { g: 5 }, { g: null }, true];

  for (const subClaims of odd) {
    test(`${JSON.stringify(subClaims)} lets nobody in, in the manifest and in an export`, async () => {
      const association = { authMethod: "m", subClaims };
      const manifest = { roles: { r: { associations: [association] } }, exports: { roles: "roles.json" } };
      const exported = { role_name: "r", rules: grant("/a/*") };
      const inExport = { auth_method_name: "m", auth_method_sub_claims: subClaims };
      for (const account of [
        { roles: [exported], manifest },
        { roles: [{ ...exported, role_auth_methods_assoc: [inExport] }] },
      ]) {
        for (const claims of [[], ["--claim", "g=a"], ["--claim", "g=b"]]) {
          const { out, err, code } = await run(
            account,
            "impersonate",
            "--auth-method",
            "m",
            ...claims,
            "--path",
            "/a/x",
          );
          assert.match(out, /^Not granted:/m);
          assert.match(err, /must be .* Until then the association gives the role to nobody\.$/m);
          assert.equal(code, 2);
        }
      }
    });
  }

  test("sub-claims that are null are none", async () => {
    const roles = [
      { role_name: "r", rules: grant("/a/*"), role_auth_methods_assoc: [{ ...forM[0], auth_method_sub_claims: null }] },
    ];
    const { out, code } = await whoCan({ roles });
    assert.match(out, /m, every client/);
    assert.equal(code, 0);
  });
});

describe("what the manifest says of a role that an export has, too", () => {
  const exported = { role_name: "r", rules: { admin: true, ...grant("/a/*") }, role_auth_methods_assoc: forM };
  const ask = (said: object): Promise<CliRun> => {
    const manifest = { roles: { r: said }, exports: { roles: "roles.json" } };
    return run({ roles: [exported], manifest }, "impersonate", "--role", "r", "--path", "/a/x");
  };
  const who = (said: object): Promise<CliRun> =>
    whoCan({ roles: [exported], manifest: { roles: { r: said }, exports: { roles: "roles.json" } } });

  test("stands instead of it also where it says that there is nothing", async () => {
    const none = await ask({ admin: false, rules: [] });
    assert.match(none.out, /^Not granted:/m);
    assert.match(none.err, /^Role "r": it has no rules by the manifest; those of the export \(1\) do not count\.$/m);
    assert.match(none.err, /^Role "r": it is no admin role by the manifest, though the export says so\.$/m);
    const nobody = await who({ associations: [] });
    assert.match(nobody.out, /nobody yet/);
    assert.match(nobody.err, /^Role "r": nobody holds it by the manifest; the associations of the export \(1\) /m);
  });

  test("an admin role that is none by the export, and only that, is told", async () => {
    const plain = { ...exported, rules: { admin: false, ...grant("/a/*") } };
    const asAdmin = (role: object, admin: boolean): Promise<CliRun> =>
      run(
        { roles: [role], manifest: { roles: { r: { admin } }, exports: { roles: "roles.json" } } },
        "impersonate",
        "--role",
        "r",
        "--path",
        "/b",
      );
    const { out, err } = await asAdmin(plain, true);
    assert.match(out, /^Allowed: .* delete on /m);
    assert.equal(err, 'Role "r": it is an admin role by the manifest, though it is none by the export.\n');
    assert.equal((await asAdmin(plain, false)).err, "");
    assert.equal((await asAdmin(exported, true)).err, "");
  });

  test("and where what it says cannot be read", async () => {
    const { out, code } = await who({ associations: [{ authMethod: 5 }] });
    assert.doesNotMatch(out, /m, every client/);
    assert.equal(code, 2);
  });

  test("what it does not say is the export's", async () => {
    for (const said of [{}, { associations: null }]) {
      const { out, err, code } = await who(said);
      assert.match(out, /m, every client/);
      assert.deepEqual([err, code], ["", 0]);
    }
  });

  test("in a comparison with the export, too", async () => {
    const folder = folderWith({
      "e.json": JSON.stringify({ roles: [exported] }),
      "policy-lens.json": JSON.stringify({
        roles: { r: { admin: false, rules: "a.akeyless.json", associations: [] } },
      }),
      "a.akeyless.json": '{ "/a/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }] }',
    });
    const { out } = await runCli(["diff", "e.json", "policy-lens.json"], { folder });
    assert.match(out, /Lost/);
  });
});
