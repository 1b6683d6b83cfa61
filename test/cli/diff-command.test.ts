import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { describe, test } from "node:test";
import type { DiffReport } from "../../server/src/cli/diff-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const BEFORE = `{
  "/prod/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }],
  "/prod/db": [{ "rule-type": "item-rule", "capabilities": "[deny]" }],
  "/dev/*": [{ "rule-type": "item-rule", "capabilities": "[read, create]" }]
}
`;
const AFTER = `{
  "/prod/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }],
  "/dev/*": [{ "rule-type": "item-rule", "capabilities": "[read]" }]
}
`;

async function diff(args: readonly string[], folder: string): Promise<DiffReport> {
  const { out } = await runCli(["diff", "--format", "json", ...args], { folder });
  return JSON.parse(out) as DiffReport;
}

const short = (changes: DiffReport["gained"]): string[] =>
  changes.map(({ role, ruleType, capability, pattern }) => `${role} ${ruleType} ${capability} ${pattern}`);

describe("policy-lens diff of rules files", () => {
  const folder = folderWith({ "old.json": BEFORE, "app.akeyless.json": AFTER });

  test("tells what is gained and lost, one entry a capability, with the rules of both sides", async () => {
    const report = await diff(["old.json", "app.akeyless.json"], folder);
    assert.deepEqual(Object.keys(report), ["version", "decided", "gained", "lost"]);
    assert.deepEqual([report.version, report.decided], [1, true]);
    assert.deepEqual(short(report.gained), ["app item-rule list /prod/db", "app item-rule read /prod/db"]);
    assert.deepEqual(short(report.lost), ["app item-rule create /dev/*"]);
    const [list, read] = report.gained;
    assert.equal(read?.witness, "/prod/db");
    assert.deepEqual(
      read?.reasons.map(({ side, outcome, file, line, path }) => ({ side, outcome, file, line, path })),
      [
        { side: "before", outcome: "denies", file: "old.json", line: 3, path: "/prod/db" },
        { side: "before", outcome: "grants", file: "old.json", line: 2, path: "/prod/*" },
        { side: "after", outcome: "grants", file: "app.akeyless.json", line: 2, path: "/prod/*" },
      ],
    );
    assert.deepEqual(list?.reasons, read?.reasons);
    assert.match(read?.reasons[0]?.why ?? "", /^Line 3 of old\.json denies everything: /);
  });

  test("the other way round, the other way round", async () => {
    const there = await diff(["old.json", "app.akeyless.json"], folder);
    const back = await diff(["app.akeyless.json", "old.json"], folder);
    const nameless = (changes: DiffReport["gained"]): string[] =>
      short(changes).map((text) => text.replace(/^\S+/, ""));
    assert.deepEqual(nameless(back.lost), nameless(there.gained));
    assert.deepEqual(nameless(back.gained), nameless(there.lost));
  });

  test("for people", async () => {
    const { code, out, err } = await runCli(["diff", "old.json", "app.akeyless.json"], { folder });
    assert.deepEqual([code, err], [0, ""]);
    assert.equal(
      out,
      [
        "Gained",
        "  + list, read  on /prod/db (item-rule) in role app",
        '      before  old.json:3           Line 3 of old.json denies everything: "/prod/db" is exactly this path.',
        '      before  old.json:2           Line 2 of old.json would grant list, read: "/prod/*" matches.',
        '      after   app.akeyless.json:2  Line 2 of app.akeyless.json grants list, read: "/prod/*" matches.',
        "",
        "Lost",
        "  - create  on /dev/* (item-rule) in role app  such as /dev/",
        '      before  old.json:4           Line 4 of old.json grants list, read, create: "/dev/*" matches.',
        '      after   app.akeyless.json:3  Line 3 of app.akeyless.json grants list, read: "/dev/*" matches.',
        "",
        "2 gained, 1 lost.",
        "",
      ].join("\n"),
    );
  });

  test("moving, reformatting and what adds nothing are no change", async () => {
    const moved = JSON.stringify({
      "dev/*": [{ capabilities: "read,create,list" }],
      "/prod/db": [{ "rule-type": "item-rule", capabilities: "[deny]", ttl: undefined }],
      "/prod/more/*": [{ "rule-type": "item-rule", capabilities: "[read]" }],
      "/prod/*": [{ "rule-type": "item-rule", capabilities: "[list, read]" }],
    });
    const there = folderWith({ "a.json": BEFORE, "b.json": moved });
    const run = await runCli(["diff", "a.json", "b.json", "--fail-on", "any"], { folder: there });
    assert.deepEqual(run, { code: 0, out: "No change in access.\n", err: "" });
    const report = await diff(["a.json", "b.json"], there);
    assert.deepEqual(report, { version: 1, decided: true, gained: [], lost: [] });
  });

  test("tells programs every exception, and people how many there are beyond five", async () => {
    const denied = Array.from({ length: 7 }, (_, n) => [`/d/${n}`, [{ capabilities: "[deny]" }]]);
    const rules = { "/d/*": [{ capabilities: "[list]" }], ...Object.fromEntries(denied) };
    const there = folderWith({
      "a.json": "{}",
      "b.json": JSON.stringify(rules),
      "c.akeyless.json": JSON.stringify(rules),
    });
    const { gained } = await diff(["a.json", "b.json"], there);
    assert.deepEqual(short(gained), ["b item-rule list /d/* except /d/0, /d/1, /d/2, /d/3, /d/4, /d/5 and /d/6"]);
    const { out } = await runCli(["diff", "a.json", "b.json"], { folder: there });
    assert.match(out, /\+ list {2}on \/d\/\* except \/d\/0, \/d\/1, \/d\/2, \/d\/3, \/d\/4 and 2 more \(item-rule\)/);
    for (const args of [
      ["who-can", "list", "/d/*"],
      ["impersonate", "--rules", "b.json"],
    ]) {
      const run = await runCli([...args, "--format", "json"], { folder: there });
      assert.match(run.out, /"pattern":"\/d\/\* except \/d\/0, \/d\/1, \/d\/2, \/d\/3, \/d\/4, \/d\/5 and \/d\/6"/);
    }
  });

  test("tells when a change shows later", async () => {
    const rule = (ttl: string): string => `{ "/a": [{ "capabilities": "[read]"${ttl} }] }`;
    const there = folderWith({ "a.json": rule(', "ttl": "30"'), "b.json": rule("") });
    const { gained, lost } = await diff(["a.json", "b.json"], there);
    assert.deepEqual(short(gained), ["b item-rule list /a", "b item-rule read /a"]);
    assert.deepEqual(lost, []);
    const minutes = (Date.parse(gained[0]?.from ?? "") - Date.now()) / 60_000;
    assert.equal(minutes > 28 && minutes <= 30, true, `${minutes} minutes from now`);
    const later = await diff(["a.json", "b.json", "--at", "2100-01-01"], there);
    assert.equal(later.gained[0]?.from, undefined);
  });

  test("tells of a later moment only what is new then, and that it rests on when the rule is applied", async () => {
    const lasting = [{ capabilities: "[list]" }];
    const there = folderWith({
      "a.json": JSON.stringify({ "/{{team}}/*": lasting, "/b/*": lasting, "/b/t/*": [{ ...lasting[0], ttl: "60" }] }),
      "b.json": JSON.stringify({ "/b/t/*": [{ ...lasting[0], ttl: "60" }] }),
    });
    const { lost } = await diff(["a.json", "b.json"], there);
    assert.deepEqual(
      lost.map(({ pattern, witness, from, assumptions }) => [pattern, witness, from !== undefined, assumptions]),
      [
        ["part of /{{team}}/*", "/{{team}}/", false, ["A7"]],
        ["/b/* except /b/t/*", "/b/", false, []],
        ["/b/t/*", "/b/t/", true, ["A10"]],
      ],
    );
  });

  test("tells a change of a template once", async () => {
    const there = folderWith({ "a.json": "{}", "b.json": '{ "/home/{{user}}/*": [{ "capabilities": "[list]" }] }' });
    assert.deepEqual(short((await diff(["a.json", "b.json"], there)).gained), ["b item-rule list /home/{{user}}/*"]);
  });
});

describe("policy-lens diff --fail-on", () => {
  const folder = folderWith({ "less.json": '{ "/a": [{ "capabilities": "[list]" }] }', "none.json": "{}" });
  const codeOf = async (before: string, after: string, what: string): Promise<number | null> =>
    (await runCli(["diff", before, after, "--fail-on", what], { folder })).code;

  for (const [what, gaining, losing] of [
    ["gained", 1, 0],
    ["lost", 0, 1],
    ["any", 1, 1],
  ] as const) {
    test(`${what}: ends with 1 only where there is such a change`, async () => {
      assert.equal(await codeOf("none.json", "less.json", what), gaining);
      assert.equal(await codeOf("less.json", "none.json", what), losing);
      assert.equal(await codeOf("less.json", "less.json", what), 0);
    });
  }

  test("something that cannot be read outweighs what is found", async () => {
    const broken = folderWith({ "a.json": "{}", "b.json": '{ "/a": [{ "capabilities": "[list]" }], "/b": [ }' });
    const run = await runCli(["diff", "a.json", "b.json", "--fail-on", "gained"], { folder: broken });
    assert.equal(run.code, 2);
    assert.match(run.err, /^b\.json:1:\d+ /);
    assert.match(run.out, /^Gained\n/);
  });

  test("what is too large to be decided does not pass, and is not called no change", async () => {
    // Every deny fixes one segment of many, so that a path may match any of very many sets of denies, before and after.
    // Very many that went, and took nothing away, bar the way that is quick where only allows came, and few denies went.
    const row = (at: number): string[] => Array.from({ length: 26 }, (_, n) => (n === at ? "a" : "+"));
    const rules = row(-1).map((_, at) => [`/${row(at).join("/")}`, [{ capabilities: "[deny]" }]]);
    const kept = Object.fromEntries([["/*", [{ capabilities: "[read]" }]], ...rules]);
    const gone = Array.from({ length: 120 }, (_, at) => `/a/a${at}/${row(-1).slice(2).join("/")}`);
    const before = { ...kept, ...Object.fromEntries(gone.map((path) => [path, [{ capabilities: "[deny]" }]])) };
    const after = { ...kept, [`/${row(-1).join("/")}`]: [{ capabilities: "[read]" }] };
    const there = folderWith({ "a.json": JSON.stringify(before), "b.json": JSON.stringify(after) });
    const run = await runCli(["diff", "a.json", "b.json", "--fail-on", "gained"], { folder: there });
    assert.equal(run.code, 2);
    assert.match(run.out, /^No change in access was found\.\nNot decided: .* Left open: (\/\+)+ \(item-rule\)\.\n/);
    const report = await diff(["a.json", "b.json"], there);
    const notDecided = [{ role: "b", ruleType: "item-rule", pattern: `/${row(-1).join("/")}` }];
    assert.deepEqual(report, { version: 1, decided: false, notDecided, gained: [], lost: [] });
  });

  test("what is open of values of claims is named, and passes where it is not asked for", async () => {
    const allow = { "/{{team}}/a-{{team}}": [{ capabilities: "[list]" }] };
    const deny = { "/{{unit}}/{{unit}}-b": [{ capabilities: "[deny]" }] };
    const there = folderWith({ "a.json": JSON.stringify({ ...allow, ...deny }), "b.json": JSON.stringify(allow) });
    const report = await diff(["a.json", "b.json"], there);
    const notDecided = [{ role: "b", ruleType: "item-rule", pattern: "/{{unit}}/{{unit}}-b" }];
    assert.deepEqual(report, { version: 1, decided: false, notDecided, gained: [], lost: [] });
    for (const [what, code] of [
      ["gained", 2],
      ["any", 2],
      ["lost", 0],
    ] as const)
      assert.equal((await runCli(["diff", "a.json", "b.json", "--fail-on", what], { folder: there })).code, code, what);
  });

  test("nothing is open of an allow that is gone, whatever values claims have", async () => {
    const was = { "/{{team}}{{team}}*": [{ capabilities: "[list]" }] };
    const is = { "/a/a/*": [{ capabilities: "[deny]" }], "/{{team}}{{team}}/*": [{ capabilities: "[deny]" }] };
    const there = folderWith({ "a.json": JSON.stringify(was), "b.json": JSON.stringify(is) });
    const run = await runCli(["diff", "a.json", "b.json", "--fail-on", "gained"], { folder: there });
    assert.equal(run.code, 0, run.out);
    assert.doesNotMatch(run.out, /Not decided/);
  });

  test("knows no other word", async () => {
    const run = await runCli(["diff", "less.json", "none.json", "--fail-on", "gain"], { folder });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.match(run.err, /Allowed choices are gained, lost, any\.\nTry: /);
  });
});

describe("policy-lens diff of workspaces", () => {
  const manifest = (groups: string, file = "app.akeyless.json"): string =>
    JSON.stringify({
      roles: { app: { rules: [file], associations: [{ authMethod: "okta", subClaims: { groups } }] } },
    });

  test("tells who comes to hold a role, and nothing of associations written another way", async () => {
    const folder = folderWith({
      "app.akeyless.json": AFTER,
      "one.json": manifest("a,b"),
      "same.json": manifest("b, a"),
      "more.json": manifest("a,b,c"),
    });
    assert.deepEqual((await diff(["one.json", "same.json"], folder)).gained, []);
    const { gained, lost } = await diff(["one.json", "more.json"], folder);
    assert.deepEqual(short(gained), [
      "app item-rule list /prod/*",
      "app item-rule read /prod/*",
      "app item-rule list /dev/*",
      "app item-rule read /dev/*",
    ]);
    assert.deepEqual(gained[0]?.associations, [
      { authMethod: "okta", subClaims: { groups: ["c"] }, text: "okta, groups = c" },
    ]);
    assert.deepEqual(lost, []);
  });

  test("what all holders lose is not told as lost by those who leave alone", async () => {
    const rules = (path: string, capabilities: string): string =>
      JSON.stringify({ [path]: [{ "rule-type": "item-rule", capabilities }] });
    const held = (...groups: string[]): string =>
      JSON.stringify({
        roles: {
          app: { rules: ["*.akeyless.json"], associations: groups.map((g) => ({ authMethod: "m", subClaims: { g } })) },
        },
      });
    const folder = folderWith({
      "before/policy-lens.json": held("a", "b"),
      "before/app.akeyless.json": rules("/a/*", "[read, update]"),
      "after/policy-lens.json": held("a"),
      "after/app.akeyless.json": rules("/a/x", "[read]"),
    });
    const { lost } = await diff(["before", "after"], folder);
    const updates = lost.filter(({ capability }) => capability === "update");
    assert.deepEqual(
      updates.map(({ associations }) => associations?.map(({ text }) => text)),
      [undefined, ["m, g = b"]],
    );
  });

  test("compares folders, with a manifest or without", async () => {
    const folder = folderWith({
      "before/policy-lens.json": manifest("a", "rules.json"),
      "before/rules.json": BEFORE,
      "after/app.akeyless.json": AFTER,
      "after/new.akeyless.json": '{ "/n": [{ "capabilities": "[list]" }] }',
    });
    const { gained } = await diff(["before", "after"], folder);
    assert.deepEqual(short(gained), [
      "app item-rule list /prod/db",
      "app item-rule read /prod/db",
      "new item-rule list /n",
    ]);
    assert.equal(gained[0]?.reasons[0]?.file, join("before", "rules.json"));
  });

  test("a workspace and itself", async () => {
    const folder = resolve("test/cli/workspaces/company");
    const run = await runCli(["diff", ".", "policy-lens.json"], { folder });
    assert.deepEqual([run.code, run.out], [0, "No change in access.\n"]);
  });

  test("is not content with nothing on both sides", async () => {
    const run = await runCli(["diff", ".", "."], { folder: folderWith({ "readme.json": "{}" }) });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.match(run.err, /Neither side has any role to compare\.\n$/);
  });

  test("a file that is not there is told", async () => {
    const run = await runCli(["diff", "none.json", "."], { folder: folderWith({ "a.akeyless.json": "{}" }) });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.equal(run.err, 'There is no file, folder or git revision "none.json".\n');
  });
});
