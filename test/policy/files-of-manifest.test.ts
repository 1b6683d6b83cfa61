import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseRulesFiles, filesOfManifest, resolvePath } from "../../server/src/policy/files-of-manifest.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";

test("paths lead from the manifest's folder, and never out of the root", () => {
  assert.equal(resolvePath("team", "a.json"), "team/a.json");
  assert.equal(resolvePath("team", "./x//a.json"), "team/x/a.json");
  assert.equal(resolvePath("team/deep", "../../a.json"), "a.json");
  assert.equal(resolvePath("", "a/../b.json"), "b.json");
  for (const path of ["../../a.json", "/etc/passwd", "C:\\a.json", "C:/a.json", "file:///a.json", "a\\b.json"]) {
    assert.equal(resolvePath("team", path), undefined, path);
  }
});

test("a manifest in a folder names files beside it, above it, and none outside", () => {
  const manifest = readManifest(
    JSON.stringify({
      roles: {
        a: { rules: ["../shared/*.json", "own/**", "own/x.json", "../../out/*.json", "x/../../y.json"] },
        b: {},
      },
      exports: { items: "../exports/items.json", roles: "../../roles.json" },
      identities: { alice: { claimsFile: "alice.json" } },
    }),
  );
  const files = filesOfManifest(manifest, "team/policy-lens.json");
  assert.deepEqual(
    files.outside.map(({ value }) => value),
    ["../../out/*.json", "x/../../y.json", "../../roles.json"],
  );
  assert.deepEqual(
    files.exports.map(({ kind, path }) => [kind, path]),
    [["items", "exports/items.json"]],
  );
  assert.deepEqual(
    files.claims.map(({ path }) => path),
    ["team/alice.json"],
  );
  const paths = [
    "team/own/x.json",
    "shared/b.json",
    "shared/a.json",
    "shared/deep/c.json",
    "own/x.json",
    "team/b.json",
  ];
  const [a, b] = manifest.roles;
  assert.ok(a && b);
  assert.deepEqual(chooseRulesFiles(files, a, paths), ["shared/a.json", "shared/b.json", "team/own/x.json"]);
  assert.deepEqual(chooseRulesFiles(files, b, paths), []);
});

test("the names of folders are not read as globs", () => {
  const manifest = readManifest('{ "roles": { "a": { "rules": "*.json" } } }');
  const files = filesOfManifest(manifest, "[team] {1}/policy-lens.json");
  const [role] = manifest.roles;
  assert.ok(role);
  assert.deepEqual(chooseRulesFiles(files, role, ["[team] {1}/a.json", "t/a.json"]), ["[team] {1}/a.json"]);
});

test("a wide glob takes no manifest, export or file of claims for a rules file", () => {
  const manifest = readManifest(
    JSON.stringify({
      roles: { a: { rules: "**/*.json" } },
      exports: { roles: "roles.json" },
      identities: { alice: { claimsFile: "alice.json" } },
    }),
  );
  const files = filesOfManifest(manifest, "policy-lens.json");
  const [role] = manifest.roles;
  assert.ok(role);
  const paths = ["a.json", "alice.json", "policy-lens.json", "roles.json", "team/policy-lens.json", "team/roles.json"];
  assert.deepEqual(chooseRulesFiles(files, role, paths), ["a.json", "team/roles.json"]);
});

test("nothing outside the workspace folder is named, wherever that lies below the root", () => {
  const manifest = readManifest(
    JSON.stringify({
      roles: { a: { rules: ["../shared/*.json", "*.json", "../../out/*.json"] } },
      exports: { items: "../items.json", roles: "../../roles.json" },
    }),
  );
  const files = filesOfManifest(manifest, "home/me/team/policy-lens.json", "home/me");
  assert.deepEqual(
    files.outside.map(({ value }) => value),
    ["../../out/*.json", "../../roles.json"],
  );
  assert.deepEqual(
    files.exports.map(({ path }) => path),
    ["home/me/items.json"],
  );
  assert.deepEqual(
    files.rules.map(({ folder, glob }) => [folder, glob]),
    [
      ["home/me", "shared/*.json"],
      ["home/me/team", "*.json"],
    ],
  );
  const [role] = manifest.roles;
  assert.ok(role);
  const paths = ["home/me/shared/a.json", "home/me/team/b.json", "home/me/c.json", "shared/d.json"];
  assert.deepEqual(chooseRulesFiles(files, role, paths), paths.slice(0, 2));
});
