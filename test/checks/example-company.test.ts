// The sample company shows every check: what is found in it, in its rules files and as a whole, names every code.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { ALL_CHECKS } from "../../server/src/checks/all-workspace-checks.ts";
import { checkWorkspace } from "../../server/src/checks/check-workspace.ts";
import { decideOnProblems, readTeamDecisions } from "../../server/src/checks/team-decisions.ts";
import { viewWorkspace } from "./view-workspace.ts";

const FOLDER = "examples/company";

const files = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".json"))
    .map((path) => [path.replaceAll("\\", "/"), readFileSync(join(FOLDER, path), "utf8")]),
);
const { view } = viewWorkspace(files);
const decisions = readTeamDecisions(view.snapshot, new Map());
const inFiles = [...view.snapshot.rulesFiles].flatMap(([document, file]) =>
  decideOnProblems(file, document, view.problemsOf(document), decisions),
);
const inWorkspace = [...checkWorkspace(view, new Map()).values()].flat();

test("the company has a dozen roles, shared auth methods and a few hundred items", () => {
  const { roles, authMethods, inventory } = view.snapshot.policy;
  assert.ok(roles.length >= 12, `${roles.length} roles`);
  assert.ok(authMethods.length >= 4);
  assert.ok(inventory.items.length >= 250, `${inventory.items.length} items`);
});

test("the company shows every check", () => {
  const found = new Set([...inFiles, ...inWorkspace].map(({ code }) => code));
  assert.deepEqual(
    ALL_CHECKS.map(({ code }) => code).filter((code) => !found.has(code)),
    [],
  );
});

test("most of the company is as it should be: no check floods it", () => {
  for (const { code } of ALL_CHECKS) {
    const count = [...inFiles, ...inWorkspace].filter((problem) => problem.code === code).length;
    assert.ok(count <= 20, `${code} ${count} times`);
  }
});
