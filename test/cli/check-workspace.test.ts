// `policy-lens check` in a workspace: what only shows with a manifest and what it names, at the files that are named.

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import type { CheckReport } from "../../server/src/cli/check-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const RULE = '[{ "rule-type": "item-rule", "capabilities": "[read]" }]';
const FILES = {
  "policy-lens.json": `{
  "roles": {
    "app": { "rules": ["roles/app.json", "roles/more.akeyless.json"], "associations": [{ "authMethod": "key" }] }
  },
  "authMethods": { "key": { "kind": "api_key" } },
  "exports": { "items": "exports/items.json" }
}
`,
  "roles/app.json": `{ "/app/*": ${RULE} }\n`,
  "roles/more.akeyless.json": `{ "/app/db": ${RULE}, "/gone/x": ${RULE} }\n`,
  "exports/items.json": '{ "items": [{ "item_name": "/app/db/a" },\n{ "item_name": "/lonely" }] }\n',
};

async function check(folder: string, ...names: string[]): Promise<{ code: number | null; told: string[] }> {
  const { code, out } = await runCli(["check", "--format", "json", ...names], { folder });
  const report: CheckReport = JSON.parse(out);
  const told = report.problems.map(({ file, code: check, range }) => `${file}:${range.start.line + 1} ${check}`);
  return { code, told: told.map((line) => line.replaceAll("\\", "/")) };
}

const IN_MORE = ["adds-nothing", "missing-trailing-wildcard", "matches-nothing"];

test("a file tells what only shows in its workspace, and nothing of other files", async () => {
  const { code, told } = await check(folderWith(FILES), "roles/more.akeyless.json");
  assert.equal(code, 0);
  assert.deepEqual(told.sort(), IN_MORE.map((name) => `roles/more.akeyless.json:1 ${name}`).sort());
});

test("a folder stands for its rules files, its manifests and what they name there", async () => {
  const { told } = await check(folderWith(FILES), ".");
  const expected = [
    "exports/items.json:2 root-level-item",
    "policy-lens.json:5 api-key-auth-method",
    ...IN_MORE.map((name) => `roles/more.akeyless.json:1 ${name}`),
  ];
  assert.deepEqual(told.sort(), expected.sort());
});

test("a folder below a manifest stands for what lies in it, also by other names than a rules file's", async () => {
  const folder = folderWith({ ...FILES, "roles/app.json": '{ "/app/*": [{ "capabilities": "[raed]" }] }' });
  const { code, told } = await check(folder, "roles/");
  assert.equal(code, 1);
  assert.ok(told.includes("roles/app.json:1 unknown-capability"), told.join("\n"));
  assert.ok(!told.some((line) => line.startsWith("policy-lens.json") || line.startsWith("exports")));
  assert.deepEqual((await check(folder, "exports")).told, ["exports/items.json:2 root-level-item"]);
});

test("the manifest and an export can be named themselves, from anywhere", async () => {
  const folder = folderWith(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`team/${name}`, text])));
  assert.deepEqual((await check(folder, "team/policy-lens.json")).told, [
    "team/policy-lens.json:5 api-key-auth-method",
  ]);
  assert.deepEqual((await check(folder, "team/exports/items.json")).told, [
    "team/exports/items.json:2 root-level-item",
  ]);
});

test("related places lie in other files, by the names that are given", async () => {
  const { out } = await runCli(["check", "--format", "json", "team"], {
    folder: folderWith(Object.fromEntries(Object.entries(FILES).map(([name, text]) => [`team/${name}`, text]))),
  });
  const { problems }: CheckReport = JSON.parse(out);
  const [related] = problems.find(({ code }) => code === "adds-nothing")?.related ?? [];
  assert.equal(related?.file.replaceAll("\\", "/"), "team/roles/app.json");
  assert.deepEqual(related?.range.start, { line: 0, character: 13 });
});

test("what the manifest names and is not there is an error at the manifest, and nowhere else", async () => {
  const { "exports/items.json": gone, ...files } = FILES;
  const folder = folderWith({ ...files, "roles/app.json": gone.replace("items", "/app/*") });
  const { code, told } = await check(folder, "policy-lens.json");
  assert.equal(code, 1);
  assert.ok(told.includes("policy-lens.json:6 missing-file"), told.join("\n"));
  assert.equal((await check(folder, "roles/more.akeyless.json")).code, 0);
});

test("a manifest that cannot be read is told once, and the rest is checked without it", async () => {
  const folder = folderWith({ ...FILES, "policy-lens.json": Buffer.from('{ "caf\xe9": 1 }', "latin1") });
  const { code, out, err } = await runCli(["check", "roles/more.akeyless.json", "policy-lens.json"], { folder });
  assert.equal(code, 2);
  assert.equal(err, '"policy-lens.json" is not valid UTF-8 in line 1. Save it as UTF-8.\n');
  assert.match(out, /in 1 file\. Not everything could be read\.\n$/);
});

test("a manifest that is no JSON has that as its finding", async () => {
  const { code, told } = await check(folderWith({ "policy-lens.json": '{ "roles": ' }), ".");
  assert.deepEqual(told, ["policy-lens.json:1 invalid-manifest"]);
  assert.equal(code, 1);
});

test("suppressions that do nothing are told at the manifest; those for files that no role has do something", async () => {
  const suppress = [
    { check: "prefix-spills", file: "loose.akeyless.json", reason: "old names" },
    { check: "prefix-spills", file: "none.akeyless.json", reason: "old names" },
  ];
  const folder = folderWith({
    "policy-lens.json": JSON.stringify({ suppress }),
    "loose.akeyless.json": `{ "/app*": ${RULE} }`,
    "nested/policy-lens.json": "{}",
    "nested/none.akeyless.json": `{ "/app*": ${RULE} }`,
  });
  const { told } = await check(folder, ".");
  assert.deepEqual(told, ["nested/none.akeyless.json:1 prefix-spills", "policy-lens.json:1 unused-suppression"]);
});

test("a deny is not called needless where another file of its role grants what it takes away", async () => {
  const folder = folderWith({
    "policy-lens.json": JSON.stringify({ roles: { app: { rules: ["*.akeyless.json"] } } }),
    "a.akeyless.json": '{ "/prod/db": [{ "capabilities": "[deny]" }] }',
    "b.akeyless.json": `{ "/prod/*": ${RULE} }`,
  });
  assert.deepEqual((await check(folder, ".")).told, []);
});

test("what the manifest assumes holds", async () => {
  const rules = '{ "/a/*/c": [{ "capabilities": "[deny]" }], "/a/b/c": [{ "capabilities": "[read]" }] }';
  const folder = folderWith({
    "policy-lens.json": JSON.stringify({ assumptions: { "inner-star": "wildcard" } }),
    "a.akeyless.json": rules,
    "none/policy-lens.json": "{}",
    "none/a.akeyless.json": rules,
  });
  assert.ok((await check(folder, "a.akeyless.json")).told.includes("a.akeyless.json:1 never-grants"));
  assert.ok(!(await check(folder, "none/a.akeyless.json")).told.includes("none/a.akeyless.json:1 never-grants"));
});

test("a wide glob of a role does not make a rules file of the manifest or an export", async () => {
  const manifest = { roles: { app: { rules: ["*.json"] } }, exports: { items: "items.json" } };
  const folder = folderWith({
    "policy-lens.json": JSON.stringify(manifest),
    "items.json": '{ "items": [{ "item_name": "/app/a" }] }',
    "app.json": `{ "/app/*": ${RULE} }`,
  });
  assert.deepEqual(await check(folder, "."), { code: 0, told: [] });
});

test("a manifest of many thousand suppressions that suppress nothing is read in time", async () => {
  const suppress = Array.from({ length: 20_000 }, (_, n) => ({ check: "ttl-form", file: `${n}.json`, reason: "x" }));
  const folder = folderWith({ "policy-lens.json": JSON.stringify({ suppress }) });
  assert.equal((await check(folder, ".")).told.length, 20_000);
});

test("what leads out of the folder that is named is not read, as in an editor that has it open", async () => {
  const manifest = {
    roles: { app: { rules: ["../other/*.json", "..", "r/../../zz"] } },
    exports: { items: "../other/items.json", roles: "..", targets: "r/../../zz" },
    identities: { alice: { authMethod: "ci", claimsFile: "../other/alice.json" } },
  };
  const folder = folderWith({
    "out/ws/policy-lens.json": JSON.stringify(manifest),
    "out/other/o.akeyless.json": `{ "/app/*": ${RULE} }`,
    "out/other/items.json": '{ "items": [{ "item_name": "/lonely" }] }',
    "out/other/alice.json": "{}",
    "out/zz": "{}",
  });
  const outside = Array.from({ length: 7 }, () => "out/ws/policy-lens.json:1 outside-folder");
  assert.deepEqual(await check(folder, "out/ws"), { code: 1, told: outside });
  const inWorkspace = await check(join(folder, "out", "ws"), "policy-lens.json");
  assert.deepEqual(
    inWorkspace.told,
    outside.map((line) => line.replace("out/ws/", "")),
  );
  assert.deepEqual((await check(join(folder, "out", "other"), "../ws/policy-lens.json")).told.length, 7);
});

test("what a manifest names beside its own folder lies in the folder above both", async () => {
  const folder = folderWith({
    "team/policy-lens.json": JSON.stringify({
      roles: { app: { rules: ["../shared/*.json"] } },
      exports: { items: "../items.json" },
    }),
    "shared/app.json": `{ "/app/*": ${RULE} }`,
    "items.json": '{ "items": [{ "item_name": "/app/a" }] }',
  });
  assert.deepEqual(await check(folder, "team/policy-lens.json"), { code: 0, told: [] });
  assert.deepEqual(
    (await check(folder, "team", ".")).told.filter((line) => line.includes("policy-lens")),
    [],
  );
});

const BESIDE = {
  "out/ws/policy-lens.json": JSON.stringify({
    roles: { app: { rules: ["../other/rules/*.json"], associations: [{ authMethod: "ci" }] } },
    authMethods: { ci: { kind: "api_key" } },
    exports: { items: "../other/items.json" },
    identities: { alice: { authMethod: "ci", claimsFile: "../other/alice.json" } },
  }),
  "out/other/items.json": '{ "items": [{ "item_name": "/app/a" },\n{ "item_name": "/lonely" }] }',
  "out/other/alice.json": '{ "groups": ["a"] }',
  "out/other/rules/app.json": `{ "/app/*": ${RULE}, "/gone/x": ${RULE} }`,
};

test("an export that only a manifest elsewhere names is no rules file, and has its findings", async () => {
  const expected = [
    "out/other/items.json:2 root-level-item",
    "out/other/rules/app.json:1 matches-nothing",
    "out/ws/policy-lens.json:1 api-key-auth-method",
  ];
  const folder = folderWith(BESIDE);
  assert.deepEqual((await check(folder, "out")).told.sort(), expected);
  assert.deepEqual((await check(folder, ".")).told.sort(), expected);
  const each = await check(folder, "out/other/items.json", "out/other/alice.json", "out/ws/policy-lens.json");
  assert.deepEqual(each.told, [expected[0], expected[2]]);
  const below = folderWith({
    ...BESIDE,
    "out/policy-lens.json": JSON.stringify({ roles: { all: { rules: "**/*.json" } } }),
  });
  const told = (await check(below, "out")).told.filter((line) => /items|alice/.test(line));
  assert.deepEqual(told, ["out/other/items.json:2 root-level-item"]);
});

test("what a manifest elsewhere takes for an export is a rules file by its name or its shape", async () => {
  const wrong = '{ "/app/*": [{ "rule-type": "item-rule", "capabilities": "[raed]" }] }';
  const manifest = { exports: { items: "../other/items.json", roles: "../other/x.akeyless.json" } };
  const folder = folderWith({
    "out/ws/policy-lens.json": JSON.stringify(manifest),
    "out/other/items.json": wrong,
    "out/other/x.akeyless.json": '{ "roles": [{}] }',
  });
  const { told } = await check(folder, "out");
  assert.ok(told.includes("out/other/items.json:1 unknown-capability"), told.join("\n"));
  assert.ok(
    told.some((line) => line.startsWith("out/other/x.akeyless.json:1 ")),
    told.join("\n"),
  );
});
