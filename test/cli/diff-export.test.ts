// What applying rules files would do to the roles of an account, from an export of them: rules that a file lacks stay
// (F1.8), and whether a rule that is set again is replaced or merged is unknown (A12).

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import type { DiffReport } from "../../server/src/cli/diff-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const rule = (path: string, ...capabilities: string[]): object => ({ path, type: "item-rule", capabilities, ttl: 0 });
const association = {
  auth_method_name: "idp before",
  auth_method_access_id: "p-1",
  auth_method_sub_claims: { groups: ["app"] },
};
const app = {
  role_name: "/dev/app",
  rules: {
    admin: false,
    path_rules: [
      rule("/again/*", "read", "create"),
      rule("/absent/*", "read"),
      rule("/closed/*", "read"),
      rule("/again/denied", "deny"),
    ],
  },
  role_auth_methods_assoc: [association],
};
const admin = { role_name: "root", rules: { admin: true }, role_auth_methods_assoc: [association] };
const RULES = `{
  "/again/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }],
  "/closed/*": [{ "rule-type": "item-rule", "capabilities": "[deny]" }],
  "/new/*": [{ "rule-type": "item-rule", "capabilities": "[list]" }]
}
`;

const folder = folderWith({
  "one.json": JSON.stringify(app),
  "all.json": JSON.stringify({ roles: [app, admin], next_page: "" }),
  "cut.json": JSON.stringify({ roles: [app], next_page: "more" }),
  "files/app.akeyless.json": RULES,
  "draft.json": RULES,
  "workspace/policy-lens.json": JSON.stringify({
    roles: { "dev/app": { rules: ["rules.json"] }, root: { rules: [] } },
    exports: { authMethods: "methods.json" },
  }),
  "workspace/rules.json": RULES,
  "workspace/methods.json": JSON.stringify({
    auth_methods: [{ auth_method_name: "idp now", auth_method_access_id: "p-1" }],
  }),
});

async function diff(before: string, after: string): Promise<DiffReport> {
  const { code, out } = await runCli(["diff", "--format", "json", before, after], { folder });
  assert.equal(code, 0);
  return JSON.parse(out) as DiffReport;
}

const told = (changes: DiffReport["gained"]): unknown[] =>
  changes
    .filter(({ capability }) => capability !== "list" || changes.length < 3)
    .map(({ role, capability, pattern, assumptions, remark }) => [role, capability, pattern, assumptions, remark]);

const STAYS = "may remain: rules that a file lacks stay in the role (F1.8)";
const MERGED = "may remain: it is not known whether a rule that is set again is replaced or merged (A12)";

describe("policy-lens diff of an export of roles and rules files", () => {
  for (const [before, after] of [
    ["one.json", "draft.json"],
    ["all.json", "files/app.akeyless.json"],
  ] as const) {
    test(`${before} ${after}: what is lost may remain, but for what a deny takes`, async () => {
      const { decided, lost } = await diff(before, after);
      assert.equal(decided, true);
      assert.deepEqual(told(lost), [
        ["/dev/app", "read", "/absent/*", ["A12"], STAYS],
        ["/dev/app", "read", "/closed/*", [], undefined],
        ["/dev/app", "create", "/again/* except /again/denied", ["A12"], MERGED],
      ]);
    });
  }

  test("what a deny holds back may not come, whoever holds the role", async () => {
    for (const after of ["files", "workspace"]) {
      const { gained } = await diff("all.json", after);
      assert.deepEqual(
        gained.map(({ capability, pattern, remark }) => `${capability} ${pattern} ${remark ?? "comes"}`),
        [
          "list /again/denied may not come: a deny that a file lacks stays in the role (F1.8)",
          "read /again/denied may not come: a deny that a file lacks stays in the role (F1.8)",
          "list /new/* comes",
        ],
        after,
      );
    }
  });

  test("a role that the workspace names stays the admin role, and its holders stay, by whatever name", async () => {
    const { gained, lost } = await diff("all.json", "workspace");
    assert.deepEqual(
      [...gained, ...lost].filter(({ role, associations }) => role === "root" || associations).map(({ role }) => role),
      [],
    );
  });

  test("what a deny holds back comes for certain once the deny expires, unless it is set again", async () => {
    const start = Math.floor(Date.now() / 1000) - 1800;
    const passing = { ttl: 60, start_time: start };
    const rules = [
      { ...rule("/d/*", "deny"), ...passing },
      { ...rule("/a/*", "list"), ...passing },
      { ...rule("/a/d/*", "deny"), ...passing },
      { ...rule("/s", "deny"), ...passing },
    ];
    const list = [{ capabilities: "[list]" }];
    const there = folderWith({
      "role.json": JSON.stringify({ role_name: "app", rules: { path_rules: rules } }),
      "app.json": JSON.stringify({ "/d/x": list, "/a/*": list, "/s": list, "/new": list }),
    });
    const { out } = await runCli(["diff", "--format", "json", "role.json", "app.json"], { folder: there });
    const { decided, gained, lost } = JSON.parse(out) as DiffReport;
    assert.equal(decided, true);
    const then = new Date((start + 3600) * 1000).toISOString();
    const held = "may not come: a deny that a file lacks stays in the role (F1.8)";
    const again = "may not come: it is not known whether a rule that is set again is replaced or merged (A12)";
    assert.deepEqual(
      gained.map(({ pattern, from, remark }) => [pattern, from, remark]).sort(),
      [
        ["/d/x", undefined, held],
        ["/a/d/*", undefined, held],
        ["/s", undefined, again],
        ["/new", undefined, undefined],
        ["/d/x", then, undefined],
        ["/a/*", then, undefined],
      ].sort(),
    );
    assert.deepEqual(lost, []);
    const text = await runCli(["diff", "role.json", "app.json"], { folder: there });
    assert.match(text.out, /\n5 gained, 0 lost\.\n/);
  });

  test("who joins a role gets what no deny that stays takes, and the rest may not come", async () => {
    const rules = (groups: string): string =>
      JSON.stringify({
        roles: { app: { rules: ["app.json"], associations: [{ authMethod: "idp", subClaims: { groups } }] } },
      });
    const there = folderWith({
      "role.json": JSON.stringify({
        role_name: "app",
        rules: { path_rules: [rule("/d/*", "read"), rule("/d/x/*", "deny")] },
        role_auth_methods_assoc: [{ ...association, auth_method_name: "idp" }],
      }),
      "policy-lens.json": rules("app,new"),
      "app.json": JSON.stringify({ "/d/*": [{ capabilities: "[read]" }] }),
    });
    const { out } = await runCli(["diff", "--format", "json", "role.json", "policy-lens.json"], { folder: there });
    const { gained } = JSON.parse(out) as DiffReport;
    const held = "may not come: a deny that a file lacks stays in the role (F1.8)";
    assert.deepEqual(
      gained
        .filter(({ capability }) => capability === "read")
        .map(({ pattern, remark, associations }) => [pattern, remark, associations?.map(({ text }) => text)]),
      [
        ["/d/x/*", held, undefined],
        ["/d/* except /d/x/*", undefined, ["idp, groups = new"]],
      ],
    );
  });

  test("for people, with what is assumed", async () => {
    const { out } = await runCli(["diff", "one.json", "draft.json"], { folder });
    assert.match(out, /\n {2}- list, read {2}on \/absent\/\* .*\n {6}may remain: rules that a file lacks stay/);
    assert.match(out, /\n\nAssuming\n {2}A12, reapply: Whether setting a rule again replaces or merges/);
  });

  test("the other way round, between exports, and between files, everything is as it is", async () => {
    for (const [before, after] of [
      ["draft.json", "one.json"],
      ["files/app.akeyless.json", "all.json"],
    ] as const) {
      const { gained, lost } = await diff(before, after);
      assert.equal(lost.length > 0 && gained.length > 0, true);
      assert.deepEqual(
        [...gained, ...lost].filter(({ remark }) => remark !== undefined),
        [],
      );
    }
    const { notes = [], ...same } = await diff("one.json", "cut.json");
    assert.deepEqual(same, { version: 1, decided: true, gained: [], lost: [] });
    assert.match(notes.join("\n"), /^After: The export of roles is cut short: [^\n]*$/);
  });

  test("an export that is cut short is said to be, and a file that no role is for", async () => {
    const short = await runCli(["diff", "cut.json", "draft.json"], { folder });
    assert.match(short.err, /^The export of roles is cut short: /);
    const other = await runCli(["diff", "all.json", "draft.json"], { folder });
    assert.equal(other.err, 'The other side has no role for "draft": it counts as new.\n');
    assert.doesNotMatch(other.out, /Lost/);
  });

  test("a file that may be for several roles is compared with none", async () => {
    const named = (name: string): object => ({ ...app, role_name: name });
    const roles = [named("dev/app"), named("prod/app"), named("other")];
    const file = (name: string): object => ({ [name]: { rules: ["x/app.json"] } });
    const there = folderWith({
      "roles.json": JSON.stringify({ roles, next_page: "" }),
      "app.json": RULES,
      "files/app.akeyless.json": RULES,
      "draft/roles.json": RULES,
      "w/policy-lens.json": JSON.stringify({ roles: { ...file("one"), ...file("two") } }),
      "w/x/app.json": RULES,
    });
    const refused = (who: string): object => ({
      code: 2,
      out: "",
      err: `The other side has 2 roles for "app": ${who}. Compare with an export of one, as get-role prints it, or say in a manifest which role the file is for.\n`,
    });
    for (const sides of [
      ["roles.json", "app.json"],
      ["app.json", "roles.json"],
      ["roles.json", "files"],
    ]) {
      assert.deepEqual(await runCli(["diff", ...sides], { folder: there }), refused('"dev/app" and "prod/app"'));
    }
    assert.deepEqual(await runCli(["diff", "w", "app.json"], { folder: there }), refused('"one" and "two"'));
    const { err } = await runCli(["diff", "roles.json", "draft/roles.json"], { folder: there });
    assert.equal(err, 'The other side has no role for "roles": it counts as new.\n');
  });

  test("a rules file may have a path called roles", async () => {
    const there = folderWith({
      "a.json": '{ "roles": [{ "capabilities": "[read]" }] }',
      "b.json": '{ "next_page": [], "roles": [{ "capabilities": "[read]" }] }',
    });
    const { out } = await runCli(["diff", "a.json", "b.json"], { folder: there });
    assert.equal(out, "No change in access.\n");
  });
});

describe("policy-lens diff of one rules file and a workspace", () => {
  test("compares it with the role to which the manifest gives this very file", async () => {
    const read = (path: string): string => `{ "${path}": [{ "capabilities": "[read]" }] }`;
    const manifest = (other: string, ...more: readonly string[]): string =>
      JSON.stringify({ roles: { "dev/app": { rules: ["d/app.json", ...more] }, [other]: { rules: ["p/app.json"] } } });
    const there = folderWith({
      "m/policy-lens.json": manifest("prod/app"),
      "m/named.json": manifest("app"),
      "m/several.json": manifest("prod/app", "e/app.json"),
      "m/d/app.json": read("/d/*"),
      "m/e/app.json": read("/e/*"),
      "m/p/app.json": read("/p/*"),
      "draft/app.json": read("/d/*"),
    });
    const compare = (...sides: readonly string[]): ReturnType<typeof runCli> =>
      runCli(["diff", ...sides], { folder: there });
    for (const name of ["m", "m/named.json", "m/several.json"]) {
      const same = { code: 0, out: "No change in access.\n", err: "" };
      assert.deepEqual(await compare(name, "m/d/app.json"), same, name);
      assert.deepEqual(await compare("m/d/app.json", name), same, name);
    }
    const draft = await compare("m", "draft/app.json");
    assert.match(draft.err, /^The other side has 2 roles for "app": "dev\/app" and "prod\/app"\./);
    assert.equal(draft.code, 2);
    const both = { "dev/app": { rules: ["d/app.json"] }, "prod/app": { rules: ["d/app.json"] } };
    const shared = folderWith({ "policy-lens.json": JSON.stringify({ roles: both }), "d/app.json": read("/d/*") });
    assert.equal((await runCli(["diff", "policy-lens.json", "d/app.json"], { folder: shared })).code, 2);
  });

  test("compares it with the file of its name, or with the only role", async () => {
    const roles = { app: { rules: ["a.json", "b.json"] }, other: { rules: ["c.json"] } };
    const there = folderWith({
      "policy-lens.json": JSON.stringify({ roles }),
      "a.json": '{ "/a": [{ "capabilities": "[read]" }] }',
      "b.json": '{ "/b": [{ "capabilities": "[read]" }] }',
      "c.json": '{ "/c": [{ "capabilities": "[read]" }] }',
      "draft/a.json": '{ "/a": [{ "capabilities": "[list]" }] }',
    });
    const { out, err } = await runCli(["diff", "policy-lens.json", "draft/a.json"], { folder: there });
    assert.match(out, /^Lost\n {2}- read {2}on \/a \(item-rule\) in role app\n[\s\S]*\n0 gained, 1 lost\.\n$/);
    assert.equal(err, "");
  });
});
