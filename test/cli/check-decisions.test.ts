// `policy-lens check` with a manifest: what the team has decided on checks holds in pipelines too.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { CheckReport } from "../../server/src/cli/check-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const RULES = '{ "/*": [{ "rule-type": "role-rule", "capabilities": "[list, create]" }] }\n';

async function check(folder: string, ...names: string[]): Promise<{ code: number | null; told: string[] }> {
  const { code, out } = await runCli(["check", "--format", "json", ...names], { folder });
  const report: CheckReport = JSON.parse(out);
  return { code, told: report.problems.map((problem) => `${problem.severity} ${problem.code}`) };
}

test("without a manifest every check has its own severity", async () => {
  const folder = folderWith({ "roles/ops.akeyless.json": RULES });
  assert.deepEqual(await check(folder, "roles"), { code: 1, told: ["error grants-role-management"] });
});

test("severities of the nearest manifest above hold", async () => {
  const manifest = { checks: { "grants-role-management": "warning" } };
  const folder = folderWith({ "policy-lens.json": JSON.stringify(manifest), "roles/ops.akeyless.json": RULES });
  assert.deepEqual(await check(folder, "roles"), { code: 0, told: ["warning grants-role-management"] });
});

test("suppressions by file and path hold, and only there", async () => {
  const suppress = [{ check: "grants-role-management", file: "roles/ops.akeyless.json", path: "/*", reason: "admins" }];
  const folder = folderWith({
    "team/policy-lens.json": JSON.stringify({ suppress }),
    "team/roles/ops.akeyless.json": RULES,
    "team/roles/dev.akeyless.json": RULES,
    "other/ops.akeyless.json": RULES,
  });
  assert.deepEqual(await check(folder, "team/roles/ops.akeyless.json"), { code: 0, told: [] });
  const { told } = await check(folder, "team", "other");
  assert.deepEqual(told, ["error grants-role-management", "error grants-role-management"]);
});

test("a broken manifest decides nothing", async () => {
  const folder = folderWith({ "policy-lens.json": "{ checks", "a.akeyless.json": RULES });
  assert.equal((await check(folder, "a.akeyless.json")).code, 1);
});
