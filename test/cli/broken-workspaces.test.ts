// Workspaces that are incomplete, broken or hostile: what can be read is, the rest is said, and nothing is guessed.

import assert from "node:assert/strict";
import { symlinkSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { DecisionReport } from "../../server/src/cli/decision-report.ts";
import type { WhoCanReport } from "../../server/src/cli/who-can-report.ts";
import { type CliRun, folderWith, runCli } from "./run-cli.ts";

const RULES = '{ "/a/*": [{ "capabilities": "[read]" }] }';
const ask = (folder: string, ...args: string[]): Promise<CliRun> =>
  runCli(["impersonate", "--path", "/a/x", "--format", "json", ...args], { folder });
const effectOf = ({ out }: CliRun): string => (JSON.parse(out) as DecisionReport).effect;

describe("a workspace where something is missing", () => {
  const manifest = JSON.stringify({
    roles: {
      app: { rules: ["app.akeyless.json"], associations: [{ authMethod: "okta" }] },
      gone: { rules: ["gone/*.json"], associations: [{ authMethod: "okta", subClaims: { g: "x" } }] },
    },
    identities: {
      alice: { authMethod: "okta", claims: { g: "y" } },
      bob: { authMethod: "okta", claims: { g: "x" } },
      eve: { authMethod: "okta", claimsFile: "eve.json" },
      nobody: { claims: { g: "x" } },
    },
    exports: { items: "not-there.json" },
  });
  const folder = folderWith({ "policy-lens.json": manifest, "app.akeyless.json": RULES });

  test("answers in full where the answer does not depend on it, and says what is missing", async () => {
    const run = await ask(folder, "--as", "alice");
    assert.deepEqual([run.code, effectOf(run)], [0, "allowed"]);
    assert.match(run.err, /^policy-lens\.json:1:\d+ There is no rules file "gone\/\*\.json"\.\n/m);
    assert.equal(run.err.includes("not-there.json"), false, "inventories play no part");
  });

  test("answers with exit code 2 where it does", async () => {
    const run = await ask(folder, "--as", "bob");
    assert.deepEqual([run.code, effectOf(run)], [2, "allowed"]);
    const eve = await ask(folder, "--as", "eve");
    assert.equal(eve.code, 2);
    assert.match(eve.err, /^policy-lens\.json:1:\d+ There is no file or folder "eve\.json"\.$/m);
  });

  test("does not answer for an identity without an auth method", async () => {
    const run = await ask(folder, "--as", "nobody");
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.match(run.err, /The manifest does not say the auth method of identity "nobody"\.\n$/);
  });

  test("cannot say who can", async () => {
    const run = await runCli(["who-can", "read", "/a/*", "--format", "json"], { folder });
    assert.equal(run.code, 2);
    assert.equal((JSON.parse(run.out) as WhoCanReport).answers[0]?.role, "app");
  });

  test("tells the manifest that is named and not there", async () => {
    const run = await ask(folder, "--as", "alice", "--manifest", "none.json");
    assert.deepEqual(run, { code: 2, out: "", err: 'There is no file or folder "none.json".\n' });
  });

  test("a folder without manifest and rules files answers nothing", async () => {
    const run = await ask(folderWith({ "readme.json": "{}" }), "--role", "x");
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.match(run.err, /^There is no policy-lens\.json here or above, and no rules file below this folder\.\n$/);
  });
});

describe("a workspace where something is broken", () => {
  test("a manifest cut short is told at its place, and its roles that can be read are", async () => {
    const folder = folderWith({
      "policy-lens.json": '{ "roles": { "app": { "rules": ["a.akeyless.json"] } },\n  "identities": {',
      "a.akeyless.json": RULES,
    });
    const run = await ask(folder, "--role", "app");
    assert.deepEqual([run.code, effectOf(run)], [2, "allowed"]);
    assert.match(run.err, /^policy-lens\.json:2:\d+ /);
  });

  test("fields of a wrong type are told and left out, and the answer may depend on them", async () => {
    const folder = folderWith({
      "policy-lens.json":
        '{ "roles": { "app": { "rules": "a.akeyless.json", "admin": "yes" } }, "identites": {}, "exports": [] }',
      "a.akeyless.json": RULES,
    });
    const run = await ask(folder, "--role", "app");
    assert.deepEqual([run.code, effectOf(run)], [2, "allowed"]);
    assert.match(run.err, /^policy-lens\.json:1:\d+ "admin" must be true or false\.$/m);
    assert.match(run.err, /^policy-lens\.json:1:\d+ "identites" is not a key here .* Did you mean "identities"\?$/m);
  });

  test("a rules file that is no JSON is told, and what of it can be read is used", async () => {
    const run = await ask(folderWith({ "a.akeyless.json": RULES.replace("}]", "]") }), "--role", "a");
    assert.equal(run.code, 2);
    assert.match(run.err, /^a\.akeyless\.json:1:\d+ /);
  });

  test("comments in a rules file lose nothing", async () => {
    const run = await ask(folderWith({ "a.akeyless.json": `// rules\n${RULES}` }), "--role", "a");
    assert.deepEqual([run.code, effectOf(run)], [0, "allowed"]);
    assert.match(run.err, /^a\.akeyless\.json:1:1 /);
  });

  test("an export that is something else is told", async () => {
    const folder = folderWith({
      "policy-lens.json": '{ "exports": { "roles": "roles.json" }, "roles": { "a": { "rules": "a.akeyless.json" } } }',
      "roles.json": "Error: no token",
      "a.akeyless.json": RULES,
    });
    const run = await ask(folder, "--role", "a");
    assert.deepEqual([run.code, effectOf(run)], [2, "allowed"]);
    assert.match(run.err, /^roles\.json:1:1 /);
  });

  test("an export that is cut short is told, and times beyond the calendar do no harm", async () => {
    const rule = { path: "/a/*", type: "item-rule", capabilities: ["read"], ttl: 5, start_time: 1e300 };
    const folder = folderWith({
      "policy-lens.json": '{ "exports": { "roles": "roles.json" } }',
      "roles.json": JSON.stringify({ roles: [{ role_name: "r", rules: { path_rules: [rule] } }], next_page: "more" }),
    });
    const run = await ask(folder, "--role", "r");
    assert.deepEqual([run.code, effectOf(run)], [0, "allowed"]);
    assert.match(run.err, /The export of roles is cut short/);
    assert.match(run.out, /a time outside the calendar/);
  });
});

describe("a workspace that means harm", () => {
  test("names of objects' own members are names like any other", async () => {
    const manifest =
      '{ "roles": { "__proto__": { "rules": ["a.akeyless.json"], "associations": [{ "authMethod": "constructor", "subClaims": { "__proto__": "toString" } }] } }, "identities": { "hasOwnProperty": { "authMethod": "constructor", "claims": { "__proto__": "toString" } } } }';
    const folder = folderWith({ "policy-lens.json": manifest, "a.akeyless.json": RULES });
    assert.equal(effectOf(await ask(folder, "--as", "hasOwnProperty")), "allowed");
    assert.equal(effectOf(await ask(folder, "--role", "__proto__")), "allowed");
    const claimed = await ask(folder, "--auth-method", "constructor", "--claim", "__proto__=toString");
    assert.equal(effectOf(claimed), "allowed");
    const { out } = await runCli(["who-can", "read", "/*", "--format", "json"], { folder });
    assert.match(out, /"subClaims":\{"__proto__":\["toString"\]\}/);
    assert.match((await ask(folder, "--as", "toString")).err, /There is no identity "toString"\./);
  });

  test("links in circles and files outside the globs are not walked into", async () => {
    const folder = folderWith({
      "policy-lens.json": '{ "roles": { "a": { "rules": ["**/*.akeyless.json", "**/*.akeyless.json"] } } }',
      "rules/a.akeyless.json": RULES,
      "node_modules/b.akeyless.json": '{ "/a/x": [{ "capabilities": "[deny]" }] }',
    });
    symlinkSync("..", join(folder, "rules", "up"));
    const run = await ask(folder, "--role", "a");
    assert.deepEqual([run.code, effectOf(run)], [0, "allowed"]);
  });

  test("what would steer the terminal is written out", async () => {
    const folder = folderWith({
      "policy-lens.json": '{ "roles": { "\\u001b[31mred": { "rules": ["a.akeyless.json"] } }, "\\u001b[2J": 1 }',
      "a.akeyless.json": RULES,
    });
    const { out, err } = await runCli(["impersonate"], { folder });
    assert.match(out, /\\u001b\[31mred/);
    assert.match(err, /\\u001b\[2J/);
    assert.equal((out + err).includes(String.fromCharCode(27)), false);
  });
});

test("a manifest that is no object may change every answer", async () => {
  const folder = folderWith({ "policy-lens.json": "[]" });
  const run = await runCli(["who-can", "read", "/a"], { folder });
  assert.deepEqual([run.code, run.err], [2, "policy-lens.json:1:1 The manifest must be a JSON object.\n"]);
});
