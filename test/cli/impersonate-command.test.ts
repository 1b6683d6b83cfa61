import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import type { DecisionReport } from "../../server/src/cli/decision-report.ts";
import { access, COMPANY, decide, NOTE, refuse } from "./ask-impersonate.ts";
import { folderWith, runCli } from "./run-cli.ts";

describe("policy-lens impersonate --path", () => {
  test("answers with the deciding rules, exactly so", async () => {
    const run = await runCli(
      ["impersonate", "--as", "alice", "--path", "/path/to/folder/legacy/x", "--format", "json"],
      {
        folder: COMPANY,
      },
    );
    assert.equal(run.code, 0);
    assert.equal(run.err, NOTE);
    const report = JSON.parse(run.out) as DecisionReport;
    assert.deepEqual(
      { ...report, reasons: report.reasons.slice(0, 2) },
      {
        version: 1,
        effect: "denied",
        capabilities: [],
        reasons: [
          {
            outcome: "denies",
            file: join("roles", "everyone.akeyless.json"),
            line: 3,
            role: "dev/everyone",
            path: "/path/to/folder/legacy/*",
            ruleType: "item-rule",
            capabilities: [],
            why: 'Line 3 of everyone.akeyless.json denies everything: "/path/to/folder/legacy/*" matches.',
          },
          {
            outcome: "grants",
            file: join("roles", "app.akeyless.json"),
            line: 2,
            role: "dev/app",
            path: "/path/to/folder/*",
            ruleType: "item-rule",
            capabilities: ["create", "list", "read", "update"],
            why: 'Line 2 of app.akeyless.json would grant list, read, create, update: "/path/to/folder/*" matches.',
          },
        ],
        assumptions: ["A1"],
      },
    );
    assert.deepEqual([...new Set(report.reasons.slice(2).map(({ outcome }) => outcome))], ["near-miss"]);
  });

  test("sorts capabilities", async () => {
    const { effect, capabilities } = await decide(["--as", "alice", "--path", "/path/to/folder/x"]);
    assert.deepEqual(
      { effect, capabilities },
      { effect: "allowed", capabilities: ["create", "list", "read", "update"] },
    );
  });

  test("takes a path without its leading slash", async () => {
    const { effect } = await decide(["--as", "alice", "--path", "shared/x"]);
    assert.equal(effect, "allowed");
  });

  test("tells a role that is not held", async () => {
    const { effect, reasons } = await decide(["--as", "alice", "--path", "/ops/a/log"]);
    assert.equal(effect, "not-granted");
    assert.equal(reasons[0]?.outcome, "near-miss");
    assert.match(reasons[0]?.why ?? "", /role "dev\/ops" is not held: groups lacks devops\.$/);
  });

  test("keeps rule types apart", async () => {
    const item = await decide(["--as", "alice", "--path", "/servers/a"]);
    const sra = await decide(["--as", "alice", "--path", "/servers/a", "--rule-type", "sra-rule"]);
    assert.deepEqual([item.effect, sra.effect, sra.capabilities], ["not-granted", "allowed", ["allow_access"]]);
  });

  test("names no file for the admin role of an export", async () => {
    const { capabilities, reasons } = await decide(["--as", "carol", "--path", "/x"]);
    assert.deepEqual(capabilities, ["create", "delete", "list", "read", "update"]);
    assert.deepEqual(reasons, [
      {
        outcome: "grants",
        file: null,
        line: null,
        role: "admin",
        path: null,
        ruleType: "item-rule",
        capabilities,
        why: 'Role "admin" is the admin role and has full access.',
      },
    ]);
  });

  test("leaves out the rules of an export where rules files say otherwise", async () => {
    assert.equal((await decide(["--as", "alice", "--path", "/stale/x"])).effect, "not-granted");
  });

  test("says in text what it says in JSON, and the assumptions in full", async () => {
    const { out } = await runCli(["impersonate", "--as", "alice", "--path", "/path/to/folder/legacy/x"], {
      folder: COMPANY,
    });
    const [title, headline, , because, reason] = out.split("\n");
    assert.equal(title, 'Identity "alice", a client of auth method "dev/okta" with groups = app and email = a@b.c:');
    assert.equal(headline, "Denied: nothing may be done on /path/to/folder/legacy/x (item-rule).");
    assert.equal(because, "Because");
    assert.match(reason ?? "", /^ {2}roles.everyone\.akeyless\.json:3 {2}Line 3 of everyone\.akeyless\.json denies/);
    assert.match(out, /\nNear, but does not count\n/);
    assert.match(out, /\nAssuming\n {2}A1, cross-role-deny: A deny in one role also cuts /);
  });

  test("colours only where it is wished, and says the same words", async () => {
    const args = ["impersonate", "--as", "alice", "--path", "/shared/x"];
    const plain = await runCli(args, { folder: COMPANY });
    const coloured = await runCli(args, { folder: COMPANY, env: { FORCE_COLOR: "1" } });
    const esc = String.fromCharCode(27);
    assert.equal(coloured.out.includes(`${esc}[32mAllowed`), true);
    assert.equal(coloured.out.replaceAll(new RegExp(`${esc}\\[\\d+m`, "g"), ""), plain.out);
  });
});

describe("policy-lens impersonate --at", () => {
  const ask = async (...at: string[]): Promise<string> =>
    (await decide(["--as", "alice", "--path", "/home/a@b.c/x", ...at])).effect;
  const inMinutes = (minutes: number): string => String(Math.floor(Date.now() / 1000) + minutes * 60);

  test("counts rules that are not applied yet as applied now", async () => {
    assert.equal(await ask(), "allowed");
    assert.equal(await ask("--at", inMinutes(28)), "allowed");
    assert.equal(await ask("--at", inMinutes(32)), "not-granted");
    assert.equal(await ask("--at", "2100-01-01T00:00:00Z"), "not-granted");
  });

  test("lets nobody in by an auth method that has expired", async () => {
    const at = (time: string): Promise<DecisionReport> => decide(["--as", "carol", "--path", "/x", "--at", time]);
    assert.equal((await at("2099-12-31T23:59:59Z")).effect, "allowed");
    assert.equal((await at("2100-01-01")).effect, "not-granted");
  });

  test("says what a time looks like", async () => {
    assert.match(await refuse(["--as", "alice", "--at", "tomorrow"]), /Give a time as 2030-12-31T23:59:00Z/);
  });
});

describe("policy-lens impersonate without a path", () => {
  test("tells everything, the roles held and not, and why", async () => {
    const { version, decided, roles, access: told, assumptions } = await access(["--as", "alice"]);
    assert.deepEqual({ version, decided }, { version: 1, decided: true });
    assert.deepEqual(
      roles.map(({ role, held, why }) => ({ role, held, why })),
      [
        { role: "dev/app", held: true, why: "dev/okta, groups = app or sre" },
        { role: "dev/everyone", held: true, why: "dev/okta, every client" },
        { role: "dev/ops", held: false, why: "groups lacks devops." },
        { role: "admin", held: false, why: "it is not associated with the auth method." },
      ],
    );
    assert.deepEqual(
      told.map(({ ruleType, capabilities, pattern }) => [ruleType, capabilities.join(" "), pattern]),
      [
        [
          "item-rule",
          "create list read update",
          "/path/to/folder/* except /path/to/folder/topSecret and /path/to/folder/legacy/*",
        ],
        ["item-rule", "list read", "/home/a@b.c/*"],
        ["item-rule", "list read", "/shared/*"],
        ["sra-rule", "allow_access", "/servers/*"],
      ],
    );
    assert.deepEqual(assumptions, ["A1", "A7", "A9", "A10"]);
  });

  test("names a line once, however many rules stand on it", async () => {
    const folder = folderWith({
      "l.json":
        '{"/a/*": [{"capabilities": "[read]"}, {"capabilities": "[update]"}], "/b": [{"capabilities": "[list]"}]}',
    });
    const { out } = await runCli(["impersonate", "--rules", "l.json"], { folder });
    assert.match(out, /list, read, update {2}\/a\/\* {2}such as \/a\/ {2}l\.json:1\n/);
    const who = await runCli(["who-can", "list", "/a/*"], {
      folder: folderWith({ "l.akeyless.json": '{"/a/*": [{"capabilities": "[read]"}, {"capabilities": "[update]"}]}' }),
    });
    assert.match(who.out, /such as \/a\/ {2}l\.akeyless\.json:1\n/);
  });

  test("tells one rule type only where it is asked for", async () => {
    const { access: told } = await access(["--as", "alice", "--rule-type", "sra-rule"]);
    assert.deepEqual([...new Set(told.map(({ ruleType }) => ruleType))], ["sra-rule"]);
  });

  test("tells what is not counted, and what is not known", async () => {
    const without = await access(["--auth-method", "dev/okta", "--claim", "groups=app"]);
    assert.match(without.notCounted[0]?.why ?? "", /needs the client's sub-claim email, which is not given\.$/);
    const odd = await access(["--auth-method", "dev/okta", "--claim", "groups=app", "--claim", "email=a/b"]);
    assert.match(odd.uncertain[0]?.why ?? "", /^Line 4 of app\.akeyless\.json may grant list, read: /);
    assert.equal(odd.assumptions.includes("A7"), true);
  });

  test("as text that is read without colour", async () => {
    const { out } = await runCli(["impersonate", "--as", "alice"], { folder: COMPANY });
    assert.match(out, /\nRoles held\n {2}dev\/app {7}by dev\/okta, groups = app or sre\n/);
    assert.match(out, /\nRoles not held\n {2}dev\/ops {2}groups lacks devops\.\n/);
    assert.match(out, /\nMay do\n {2}item-rule {2}create, list, read, update {2}\/path\/to\/folder\/\* except /);
    assert.equal(/ $/m.test(out), false, "no blanks at the end of lines");
  });
});

test("standard input is read once", async () => {
  const run = await runCli(["impersonate", "--rules", "-", "--queries", "-"], { folder: ".", input: "{}" });
  assert.deepEqual(run, {
    code: 2,
    out: "",
    err: "Standard input can be read once only: give one of --rules, --queries and --claims-file a file.\n",
  });
});

test("JSON that is no rules file is not taken for an empty one", async () => {
  const folder = folderWith({
    "claims.json": '{ "sub_claims": { "groups": ["a"] } }',
    "methods.json": '{ "auth_methods": [{ "auth_method_name": "idp" }] }',
    "list.json": "[]",
    "empty.json": "{}",
    "begun.json": '{ "/a": [] }',
  });
  for (const name of ["claims.json", "methods.json", "list.json"]) {
    const run = await runCli(["impersonate", "--rules", name, "--path", "/a"], { folder });
    assert.deepEqual([run.code, run.err], [2, `"${name}" is no rules file: no rule type or capabilities are in it.\n`]);
  }
  const begun = 'begun.json:1:9 "/a" has no rules. Add one, or remove the path.\n';
  for (const [name, told] of [["empty.json", ""] as const, ["begun.json", begun] as const]) {
    const run = await runCli(["impersonate", "--rules", name, "--path", "/a"], { folder });
    assert.deepEqual([run.code, run.err], [0, told], name);
  }
});
