// Names that stand twice in a manifest, with a leading slash and without (F5.1), and files whose names differ by their
// endings alone: nothing is lost in silence, and all commands see the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folderWith, runCli } from "./run-cli.ts";

const rules = (path: string): string =>
  JSON.stringify({ [path]: [{ "rule-type": "item-rule", capabilities: "[read]" }] });
const FOR_M = [{ authMethod: "m" }];
const R = { rules: ["r.json"], associations: FOR_M };
const S = { rules: ["s.json"], associations: FOR_M };

function workspace(folder: string, manifest: object): Record<string, string> {
  return {
    [`${folder}/policy-lens.json`]: JSON.stringify(manifest),
    [`${folder}/r.json`]: rules("/a/*"),
    [`${folder}/s.json`]: rules("/b/*"),
  };
}

test("a role that stands twice is one with both", async () => {
  const folder = folderWith({
    ...workspace("once", { roles: { r: R } }),
    ...workspace("first", { roles: { "/r": S, r: R } }),
    ...workspace("last", { roles: { r: R, "/r": S } }),
  });
  const told =
    /policy-lens\.json:1:\d+ The role "\/?r" stands here already, as "\/?r"\. What is said of it in both places counts together/;
  for (const name of ["first", "last"]) {
    const { code, out, err } = await runCli(["diff", "once", name, "--fail-on", "any"], { folder });
    assert.equal(code, 1);
    assert.match(out, /^Gained\n {2}\+ list, read {2}on \/b\/\*[^\n]*\n[^\n]*\n\n2 gained, 0 lost\.\n$/);
    assert.match(err, told);
    const asked = ["impersonate", "--manifest", `${name}/policy-lens.json`, "--role", "/r"];
    const { out: held } = await runCli(asked, { folder });
    for (const path of ["/a/*", "/b/*"]) assert.ok(held.includes(`  ${path}  `), held);
    const check = await runCli(["check", name], { folder });
    assert.match(check.out, /The role "\/?r" stands here already/);
    assert.equal(check.code, 1);
  }
  const same = await runCli(["diff", "first", "last"], { folder });
  assert.equal(same.out, "No change in access.\n");
});

test("who holds a role by the same association twice is told once", async () => {
  const rule = { path: "/a/*", type: "item-rule", capabilities: ["read"] };
  const exported = (role_name: string): object => ({
    role_name,
    rules: { path_rules: [rule] },
    role_auth_methods_assoc: [{ auth_method_name: "m", auth_method_sub_claims: { g: "a" } }],
  });
  const byA = (authMethod: string, g: unknown = "a"): object => ({ authMethod, subClaims: { g } });
  const folder = folderWith({
    ...workspace("nobody", { roles: { r: { rules: "r.json", associations: [] } } }),
    ...workspace("keys", {
      roles: { "/r": { ...R, associations: [byA("m")] }, r: { rules: [], associations: [byA("m")] } },
    }),
    ...workspace("one", { roles: { r: { ...R, associations: [byA("m"), byA("/m"), byA("m", ["a"])] } } }),
    ...workspace("export", { exports: { roles: "e.json" } }),
    "export/e.json": JSON.stringify({ roles: [exported("/r"), exported("r")] }),
    ...workspace("b-and-c", { roles: { r: { ...R, associations: [byA("m", "b"), byA("m", "c")] } } }),
    ...workspace("all", { roles: { r: { ...R, associations: [byA("m", "a, b"), byA("m", "a, c")] } } }),
  });
  for (const name of ["keys", "one", "export"]) {
    const asked = ["who-can", "read", "/*", "--manifest", `${name}/policy-lens.json`];
    const { out } = await runCli(asked, { folder });
    assert.equal(out.match(/m, g = a/g)?.length, 1, out);
    const { out: data } = await runCli([...asked, "--format", "json"], { folder });
    assert.equal((JSON.parse(data) as { readonly answers: readonly unknown[] }).answers.length, 1);
  }
  for (const [before, after] of [
    ["nobody", "keys"],
    ["nobody", "one"],
    ["one", "nobody"],
    ["b-and-c", "all"],
  ] as const) {
    const { out } = await runCli(["diff", before, after], { folder });
    assert.equal(out.match(/for m, g = a$/gm)?.length, 1, out);
  }
});

test("what one of the two places says counts where the other says nothing", async () => {
  const admin = workspace("one", { roles: { r: { admin: true }, "/r": { admin: false, associations: FOR_M } } });
  const folder = folderWith({
    ...admin,
    ...workspace("other", { roles: { r: { admin: true, associations: FOR_M } } }),
  });
  const { out } = await runCli(["diff", "one", "other"], { folder });
  assert.equal(out, "No change in access.\n");
});

test("of an auth method that stands twice the last counts, and an answer that may be another one fails", async () => {
  const roles = { r: { ...R, associations: [{ authMethod: "m", subClaims: { g: "a" } }] } };
  const methods = (first: string, last: string): object => ({
    roles,
    authMethods: { m: { kind: first }, "/m": { kind: last } },
  });
  const folder = folderWith({
    ...workspace("key", methods("oidc", "api_key")),
    ...workspace("oidc", methods("api_key", "oidc")),
  });
  const ask = (name: string): ReturnType<typeof runCli> =>
    runCli(["who-can", "read", "/a/*", "--manifest", `${name}/policy-lens.json`], { folder });
  const [key, oidc] = [await ask("key"), await ask("oidc")];
  assert.match(key.out, /^Nobody/);
  assert.match(oidc.out, /m, g = a/);
  for (const { err, code } of [key, oidc]) {
    assert.match(err, /The auth method "\/m" stands here already, as "m"\. Only what stands last of it counts/);
    assert.equal(code, 2);
  }
});

test("files of one folder whose names differ by their endings are two roles", async () => {
  const folder = folderWith({
    "b/a.akeyless.json": rules("/a/*"),
    "a/a.akeyless.json": rules("/a/*"),
    "a/a.file-rules.json": rules("/b/*"),
  });
  const { out } = await runCli(["diff", "b", "a"], { folder });
  assert.match(out, /on \/b\/\* \(item-rule\) in role a\.file-rules\.json/);
});
