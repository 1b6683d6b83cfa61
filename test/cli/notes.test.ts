// What an answer tells of its basis: exports that are cut short, what stands instead of an export, rules that are not
// certain, and what speaks for and against a role.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { AccessReport } from "../../server/src/cli/access-report.ts";
import type { DecisionReport } from "../../server/src/cli/decision-report.ts";
import type { DiffReport } from "../../server/src/cli/diff-report.ts";
import type { WhoCanReport } from "../../server/src/cli/who-can-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const CUT = "The export of roles is cut short: it names a next page. What is missing there is not counted.";
const rule = (path: string, ...capabilities: string[]): object => ({ path, type: "item-rule", capabilities });
const byOkta = { auth_method_name: "okta", auth_method_sub_claims: { g: ["a"] } };
const role = (name: string, ...rules: object[]): object => ({
  role_name: name,
  rules: { path_rules: rules },
  role_auth_methods_assoc: [byOkta],
});
const all = { roles: [role("app", rule("/app/*", "read"), rule("/team/{{t}}/*", "read"))], next_page: "" };

const folder = folderWith({
  "policy-lens.json": JSON.stringify({ exports: { roles: "roles.json" } }),
  "roles.json": JSON.stringify({ ...all, next_page: "more" }),
  "whole/policy-lens.json": JSON.stringify({ exports: { roles: "roles.json" } }),
  "whole/roles.json": JSON.stringify(all),
  "queries.jsonl": '{"path": "/app/x"}\n{"path": "/no"}\n',
});
const OKTA = ["--auth-method", "okta", "--claim", "g=a"];

async function run(args: readonly string[], where = folder): Promise<string> {
  const { code, out } = await runCli(args, { folder: where });
  assert.equal(code, 0);
  return out;
}

async function ask<T>(args: readonly string[], where = folder): Promise<T> {
  return JSON.parse(await run([...args, "--format", "json"], where)) as T;
}

describe("an export that is cut short", () => {
  test("is noted in every answer that it may change", async () => {
    assert.deepEqual((await ask<AccessReport>(["impersonate", ...OKTA])).notes, [CUT]);
    assert.deepEqual((await ask<DecisionReport>(["impersonate", ...OKTA, "--path", "/app/x"])).notes, [CUT]);
    assert.deepEqual((await ask<WhoCanReport>(["who-can", "read", "/app/*"])).notes, [CUT]);
    const lines = (await run(["impersonate", ...OKTA, "--queries", "queries.jsonl"])).trim().split("\n");
    const answers = lines.map((line) => JSON.parse(line) as DecisionReport);
    assert.deepEqual(
      answers.map(({ effect, notes }) => [effect, notes]),
      [
        ["allowed", [CUT]],
        ["not-granted", [CUT]],
      ],
    );
  });

  test("says so on the side of a comparison where it is", async () => {
    const notes = async (before: string, after: string): Promise<DiffReport["notes"]> =>
      (await ask<DiffReport>(["diff", before, after])).notes;
    assert.deepEqual(await notes("policy-lens.json", "whole"), [`Before: ${CUT}`]);
    assert.deepEqual(await notes("whole", "roles.json"), [`After: ${CUT}`]);
    assert.deepEqual(await notes(".", "roles.json"), [CUT]);
    assert.equal(await run(["diff", "whole", "."]), `No change in access was found.\n\nNote\n  After: ${CUT}\n`);
  });

  test("lets no text say that there is nothing else", async () => {
    const access = await run(["impersonate", ...OKTA, "--claim", "t=x"]);
    assert.match(access, /^.*:\nMay do what is listed\.\n/);
    assert.ok(access.includes(`\nNote\n  ${CUT}\n`));
    const without = await run(["impersonate", "--auth-method", "okta"]);
    assert.match(without, /^.*:\nHolds no role that is known\.\n/);
    assert.ok((await run(["impersonate", ...OKTA, "--path", "/no"])).includes(`\nNote\n  ${CUT}\n`));
    assert.equal(
      await run(["who-can", "delete", "/app/*"]),
      `Nobody is known who can delete on /app/* (item-rule).\n\nNote\n  ${CUT}\n`,
    );
  });

  test("changes nothing for whoever holds one role only, and nothing is noted where nothing is missing", async () => {
    const one = await ask<AccessReport>(["impersonate", "--role", "app"]);
    assert.equal("notes" in one, false);
    const where = `${folder}/whole`;
    for (const args of [
      ["impersonate", ...OKTA],
      ["impersonate", ...OKTA, "--path", "/x"],
      ["who-can", "read", "/*"],
    ])
      assert.equal("notes" in (await ask<object>(args, where)), false);
    const text = await run(["impersonate", ...OKTA, "--claim", "t=x"], where);
    assert.match(text, /^.*:\nMay do what is listed, and nothing else\.\n/);
  });
});

test("rules that are not certain say so, and nothing else is said where they might add something", async () => {
  const where = `${folder}/whole`;
  const odd = ["impersonate", ...OKTA, "--claim", "t=x", "--claim", "t=a/b"];
  const { effect, reasons } = await ask<DecisionReport>([...odd, "--path", "/team/a/b/c"], where);
  assert.deepEqual(
    [effect, reasons.filter(({ outcome }) => outcome === "grants").map(({ certain }) => certain)],
    ["uncertain", [false]],
  );
  const sure = await ask<DecisionReport>([...odd, "--path", "/team/x/c"], where);
  assert.deepEqual([sure.effect, sure.reasons.some((reason) => "certain" in reason)], ["allowed", false]);
  assert.match(await run(odd, where), /^.*:\nMay do what is listed\.\n/);
});

test("associations of the manifest that stand instead of an export's are told", async () => {
  const where = folderWith({
    "policy-lens.json": JSON.stringify({
      roles: { "/app": { associations: [{ authMethod: "okta" }] } },
      exports: { roles: "roles.json" },
    }),
    "roles.json": JSON.stringify(all),
  });
  const { err } = await runCli(["impersonate", "--auth-method", "okta"], { folder: where });
  assert.equal(err, 'Role "/app": the associations of the manifest stand instead of the 1 of the export.\n');
});

test("roles are told with what speaks against them", async () => {
  const where = folderWith({
    "policy-lens.json": JSON.stringify({
      authMethods: { okta: { kind: "oidc", forceSubClaims: true }, robot: { kind: "api_key" } },
      roles: {
        open: { associations: [{ authMethod: "okta" }] },
        both: { associations: [{ authMethod: "okta" }, { authMethod: "okta", subClaims: { g: "a" } }] },
        never: { rules: ["never.json"], associations: [{ authMethod: "robot", subClaims: { g: "a" } }] },
        none: { associations: ["b", ""].map((g) => ({ authMethod: "okta", subClaims: { g: [g] } })) },
      },
    }),
    "never.json": '{ "/never": [{ "rule-type": "item-rule", "capabilities": "[read]" }] }',
  });
  const { roles } = await ask<AccessReport>(["impersonate", ...OKTA], where);
  assert.deepEqual(
    roles.map(({ role: name, held, why }) => [name, held, why]),
    [
      ["open", true, "okta, every client, though the auth method demands sub-claims of every association (F6.8)"],
      ["both", true, "okta, g = a"],
      ["never", false, "it is not associated with the auth method."],
      ["none", false, 'none of its 2 associations matches: g lacks b; g lacks "".'],
    ],
  );
  const robot = ["impersonate", "--auth-method", "robot", "--claim", "g=a", "--claim", "empty="];
  assert.match(
    await run(robot, where),
    /^A client of auth method "robot" with g = a and empty = "":\n.* {2}never {2}an API key has no sub-claims, so the association with g = a never matches \(F6\.8\)\.\n/s,
  );
  assert.deepEqual((await ask<WhoCanReport>(["who-can", "read", "/never"], where)).answers, []);
});
