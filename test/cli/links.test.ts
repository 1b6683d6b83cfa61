// Links in a workspace: they are not followed, so that a workspace from elsewhere cannot make anybody read his own files.

import assert from "node:assert/strict";
import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, test } from "node:test";
import type { CheckReport } from "../../server/src/cli/check-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const RULES = '{ "/a/*": [{ "rule-type": "item-rul", "capabilities": "[read]" }] }';
const SECRET = '{ "items": [{ "item_name": "/TOPSECRET", "item_type": "STATIC_SECRET" }] }';
const REFUSED = "is a link or lies behind one, and links are not followed.";

/** A folder `ws` with files and links, and beside it what no command may read. */
function workspaceWith(files: Readonly<Record<string, string>>, links: Readonly<Record<string, string>>): string {
  const folder = folderWith({ "secret.json": SECRET, "out/a.akeyless.json": RULES, ...inWorkspace(files) });
  for (const [path, target] of Object.entries(inWorkspace(links))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(target, join(folder, path));
  }
  return join(folder, "ws");
}

function inWorkspace(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [`ws/${path}`, text]));
}

const manifestOf = (rules: string[], exports: object = {}): string =>
  JSON.stringify({ roles: { r: { rules } }, exports });

async function check(folder: string, name = "."): Promise<{ code: number | null; told: string[]; err: string }> {
  const { code, out, err } = await runCli(["check", "--format", "json", name], { folder });
  const { problems }: CheckReport = JSON.parse(out);
  assert.equal(out.includes("TOPSECRET"), false, out);
  return { code, err, told: problems.map(({ file, code: check, message }) => `${file} ${check} ${message}`) };
}

describe("check", () => {
  for (const [what, exported, links] of [
    ["a link out of the folder", "i.json", { "i.json": "../secret.json" }],
    ["a link to a file in the folder", "i.json", { "i.json": "real.json" }],
    ["what lies behind a link to a folder", "d/secret.json", { d: ".." }],
    ["a link in a circle", "i.json", { "i.json": "i.json" }],
    ["a link to nothing", "i.json", { "i.json": "nowhere" }],
  ] as const) {
    test(`does not read ${what} as an export, and says so`, async () => {
      const folder = workspaceWith(
        { "policy-lens.json": manifestOf([], { items: exported }), "real.json": SECRET },
        links,
      );
      const { told } = await check(folder);
      assert.deepEqual(told, [`policy-lens.json missing-file "${exported}" cannot be read: It ${REFUSED}`]);
    });
  }

  for (const [what, links] of [
    ["out of the folder", { "a.akeyless.json": "../out/a.akeyless.json" }],
    ["to a file in the folder", { "a.akeyless.json": "real.json" }],
    ["in a circle", { "a.akeyless.json": "a.akeyless.json" }],
  ] as const) {
    test(`does not read a rules file that is a link ${what}, named or not, and says so`, async () => {
      const named = await check(
        workspaceWith({ "policy-lens.json": manifestOf(["*.akeyless.json"]), "real.json": RULES }, links),
      );
      assert.deepEqual(named.told, [`policy-lens.json missing-file "a.akeyless.json" cannot be read: It ${REFUSED}`]);
      const loose = await check(workspaceWith({ "b.akeyless.json": RULES, "real.json": RULES }, links));
      assert.equal(loose.code, 2);
      assert.equal(loose.err, `"a.akeyless.json" ${REFUSED}\n`);
      assert.deepEqual(
        loose.told.map((line) => line.split(" ", 2)),
        [["b.akeyless.json", "unknown-rule-type"]],
      );
    });
  }

  test("finds nothing behind a link to a folder, whether a glob has wildcards or not", async () => {
    for (const glob of ["d/a.akeyless.json", "d/*.akeyless.json", "**/a.akeyless.json"]) {
      const { told } = await check(workspaceWith({ "policy-lens.json": manifestOf([glob]) }, { d: "../out" }));
      assert.deepEqual(told, [
        `policy-lens.json missing-file No file matches "${glob}". Correct the path, or write the rules file.`,
      ]);
    }
  });

  test("does not read a manifest that is a link", async () => {
    const folder = workspaceWith({ "b.akeyless.json": RULES }, { "policy-lens.json": "../secret.json" });
    const { code, err } = await check(folder);
    assert.deepEqual([code, err], [2, `"policy-lens.json" ${REFUSED}\n`]);
  });

  test("reads what the user names himself, and folders above the workspace", async () => {
    const folder = workspaceWith({}, { "a.akeyless.json": "../out/a.akeyless.json", d: "../out" });
    assert.match((await check(folder, "a.akeyless.json")).told.join(), /unknown-rule-type/);
    assert.match((await check(folder, "d")).told.join(), /unknown-rule-type/);
    writeFileSync(join(folder, "d", "policy-lens.json"), manifestOf(["a.akeyless.json"]));
    assert.match((await check(folder, "d")).told.join(), /^d.a\.akeyless\.json unknown-rule-type/);
  });

  test("never looks into packages, also where they are named", async () => {
    const glob = "node_modules/a.akeyless.json";
    const folder = workspaceWith({ "policy-lens.json": manifestOf([glob, "node_modules/*.json"]), [glob]: RULES }, {});
    const { told } = await check(folder);
    assert.equal(told.length, 2);
    for (const line of told) assert.match(line, /^policy-lens\.json missing-file No file matches "node_modules/);
  });
});

test("a folder that is named as an export is no missing file", async () => {
  const folder = workspaceWith({ "policy-lens.json": manifestOf([], { items: "i.json" }), "i.json/x": "" }, {});
  assert.deepEqual((await check(folder)).told, [
    'policy-lens.json missing-file "i.json" cannot be read: It is a folder, not a file.',
  ]);
});

test("a rules file that cannot be read is named as its manifest would name it", async () => {
  const files = { "t/policy-lens.json": manifestOf(["../a.json", "b.json"]) };
  const folder = folderWith({ ...files, "a.json": new Uint8Array([0x7b, 0xff]), "t/b.json": new Uint8Array([0xff]) });
  const { told } = await check(folder);
  assert.deepEqual(
    told.map((line) => /"[^"]*" cannot be read/.exec(line)?.[0]),
    ['"../a.json" cannot be read', '"b.json" cannot be read'],
  );
});

describe("questions about a workspace", () => {
  const ask = (folder: string, ...args: string[]): ReturnType<typeof runCli> =>
    runCli(["impersonate", "--role", "r", "--path", "/a/x", ...args], { folder });

  test("are answered without rules files, exports and manifests that are links, and with exit code 2", async () => {
    const rules = workspaceWith({ "policy-lens.json": manifestOf(["a.json"]) }, { "a.json": "../out/a.akeyless.json" });
    const { code, err } = await ask(rules);
    assert.deepEqual([code, err], [2, `"a.json" ${REFUSED}\n`]);
    const exported = workspaceWith(
      { "policy-lens.json": manifestOf([], { roles: "e.json" }) },
      { "e.json": "../secret.json" },
    );
    assert.match((await ask(exported)).err, new RegExp(`^policy-lens\\.json:1:\\d+ "e\\.json" ${REFUSED}\n`));
    const manifest = await ask(workspaceWith({ "m.json": manifestOf([]) }, { "policy-lens.json": "m.json" }));
    assert.equal(manifest.code, 2);
    assert.equal(manifest.err.split("\n")[0], `"policy-lens.json" ${REFUSED}`);
  });

  test("take a manifest that is a link where the user names it", async () => {
    const files = { "m.json": manifestOf(["a.json"]), "a.json": '{ "/a/*": [{ "capabilities": "[read]" }] }' };
    const { code, out } = await ask(workspaceWith(files, { "n.json": "m.json" }), "--manifest", "n.json");
    assert.equal(code, 0);
    assert.match(out, /Allowed/);
  });
});
