import assert from "node:assert/strict";
import { join, resolve } from "node:path";
import { describe, test } from "node:test";
import type { WhoCanReport } from "../../server/src/cli/who-can-report.ts";
import { folderWith, runCli } from "./run-cli.ts";

const COMPANY = resolve("test/cli/workspaces/company");

async function whoCan(args: readonly string[], folder = COMPANY): Promise<WhoCanReport> {
  const { out } = await runCli(["who-can", "--format", "json", ...args], { folder });
  return JSON.parse(out) as WhoCanReport;
}

describe("policy-lens who-can", () => {
  test("tells associations and identities, the part, and the rules, exactly so", async () => {
    const { version, decided, answers } = await whoCan(["create", "/path/*"]);
    assert.deepEqual({ version, decided }, { version: 1, decided: true });
    const pattern = "/path/to/folder/* except /path/to/folder/topSecret and /path/to/folder/legacy/*";
    assert.deepEqual(answers[0], {
      authMethod: "dev/okta",
      subClaims: { groups: ["app", "sre"] },
      role: "dev/app",
      pattern,
      witness: "/path/to/folder/",
      reasons: [
        {
          outcome: "grants",
          file: join("roles", "app.akeyless.json"),
          line: 2,
          role: "dev/app",
          path: "/path/to/folder/*",
          ruleType: "item-rule",
          capabilities: ["create", "list", "read", "update"],
          why: 'Line 2 of app.akeyless.json grants list, read, create, update: "/path/to/folder/*" matches.',
        },
      ],
      assumptions: ["A1"],
    });
    const alice = answers.find(({ identity }) => identity === "alice");
    assert.deepEqual(
      [alice?.authMethod, alice?.subClaims, alice?.role, alice?.pattern],
      ["dev/okta", { groups: ["app"], email: ["a@b.c"] }, "dev/app", pattern],
    );
  });

  test("tells only the part that is asked for", async () => {
    const { answers } = await whoCan(["read", "/path/to/folder/a/*"]);
    const [first] = answers;
    assert.equal(first?.pattern, "/path/to/folder/a/*");
  });

  test("tells a part once for each holder and role, whichever rules give it", async () => {
    const rules = (...paths: string[]): string =>
      JSON.stringify(Object.fromEntries(paths.map((path) => [path, [{ capabilities: "[read]" }]])));
    const folder = folderWith({
      "policy-lens.json": JSON.stringify({
        roles: {
          r: { rules: ["*.akeyless.json"], associations: [{ authMethod: "m" }] },
          s: { rules: ["b.akeyless.json"], associations: [{ authMethod: "m", subClaims: { g: "a" } }] },
        },
        identities: { bob: { authMethod: "m", claims: { g: "a" } } },
      }),
      "a.akeyless.json": rules("/a/*", "/a/x"),
      "b.akeyless.json": rules("/a/*"),
    });
    const rows = async (pattern: string): Promise<unknown> =>
      (await whoCan(["read", pattern], folder)).answers.map(({ identity = "", role, pattern: part, reasons }) =>
        `${identity} ${role} ${part} by ${reasons.length}`.trim(),
      );
    assert.deepEqual(await rows("/a/x"), ["r /a/x by 3", "s /a/x by 4", "bob r /a/x by 4", "bob s /a/x by 4"]);
    assert.deepEqual(await rows("/a/*"), [
      ...["r /a/* by 2", "r /a/x by 3", "s /a/* by 3"],
      ...["bob r /a/* by 3", "bob r /a/x by 4", "bob s /a/* by 3"],
    ]);
  });

  test("tells templates as they are written, and what an identity makes of them", async () => {
    const { answers } = await whoCan(["read", "/home/*"]);
    const patterns = answers.filter(({ role }) => role === "dev/app").map(({ pattern }) => pattern);
    assert.deepEqual(patterns, ["/home/{{email}}/*", "/home/a@b.c/*"]);
  });

  describe("a claim whose value leaves open what a rule reaches (A7)", () => {
    const manifest = {
      roles: { tpl: { rules: "tpl.json", associations: [{ authMethod: "t" }] } },
      identities: { t: { authMethod: "t", claims: { g: ["x/y", "", "p", "q*"] } } },
    };
    const folder = folderWith({
      "policy-lens.json": JSON.stringify(manifest),
      "tpl.json": `{
        "/t/{{g}}/*": [{ "capabilities": "[read]" }],
        "/d/{{g}}/*": [{ "capabilities": "[deny]" }],
        "/d/*": [{ "capabilities": "[read]" }]
      }`,
    });
    const named = async (pattern: string): Promise<unknown[]> => {
      const { decided, answers } = await whoCan(["read", pattern], folder);
      assert.ok(decided);
      return answers
        .filter(({ identity }) => identity === "t")
        .map(({ certain, pattern: part, witness }) => [certain, part, witness]);
    };

    test("who may be denied is told apart", async () => {
      assert.deepEqual(await named("/d/z/x"), [[false, "/d/z/x", "/d/z/x"]]);
      assert.deepEqual(await named("/d/*"), [
        [undefined, "/d/* except /d/*/*", "/d/"],
        [false, "/d/*/* except /d/p/*", "/d//"],
      ]);
      assert.deepEqual(await named("/d/p/x"), [], "surely denied");
    });

    test("who only may is told too", async () => {
      assert.deepEqual(await named("/t/x/y/z"), [[false, "/t/x/y/z", "/t/x/y/z"]]);
      assert.deepEqual(await named("/t/p/z"), [[undefined, "/t/p/z", "/t/p/z"]]);
      assert.deepEqual(await named("/t/*"), [
        [undefined, "/t/p/*", "/t/p/"],
        [false, "/t/*/*", "/t//"],
      ]);
    });

    test("of clients by association it is open where a value decides", async () => {
      const open = async (pattern: string): Promise<unknown[]> => {
        const { answers } = await whoCan(["read", pattern], folder);
        for (const { certain, assumptions } of answers) if (certain === false) assert.ok(assumptions.includes("A7"));
        return answers.filter(({ identity }) => !identity).map(({ certain, pattern: part }) => [certain, part]);
      };
      assert.deepEqual(await open("/t/x/y/z"), [[false, "/t/x/y/z"]], "a path has no part");
      assert.deepEqual(await open("/t/p*"), [[false, "part of /t/p*"]]);
      assert.deepEqual(await open("/t/*"), [[undefined, "/t/{{g}}/*"]]);
      assert.deepEqual(await open("/d/*"), [[undefined, "/d/* except /d/{{g}}/*"]]);
      assert.deepEqual(await open("/d/z/*"), [[false, "/d/z/*"]]);
    });

    test("the text says so in words", async () => {
      const { out } = await runCli(["who-can", "read", "/d/z/x"], { folder });
      assert.match(out, /\n {2}t {2}role tpl {2}may, not certain: \/d\/z\/x {4}tpl\.json:3, tpl\.json:4\n/);
    });
  });

  test("tells of a template what denies take for certain values of it", async () => {
    const told = async (rules: object, pattern: string): Promise<unknown[]> => {
      const folder = folderWith({
        "policy-lens.json": JSON.stringify({ roles: { r: { rules: "r.json", associations: [{ authMethod: "m" }] } } }),
        "r.json": JSON.stringify(rules),
      });
      const { answers } = await whoCan(["read", pattern], folder);
      return answers.map(({ certain, pattern: part, witness }) => [certain, part, witness]);
    };
    const [read, deny] = [[{ capabilities: "[read]" }], [{ capabilities: "[deny]" }]];
    assert.deepEqual(await told({ "/t/{{g}}/*": read, "/t/b/*": deny, "/t/+/x": deny, "/t/+/y/z": deny }, "/t/*"), [
      [undefined, "/t/{{g}}/* except /t/{{g}}/x, /t/{{g}}/y/z and /t/b/*", "/t/x/"],
    ]);
    assert.deepEqual(
      await told({ "/t/{{g}}/*": read, "/t/+/x": deny }, "/t/+/*"),
      [[false, "part of /t/+/* except /t/+/x", "/t/x/"]],
      "where it lies is told in part",
    );
    assert.deepEqual(
      await told({ "/t/{{g}}/x": read, "/t/+/x": deny }, "/t/*"),
      [[false, "part of /t/*/x except /t/+/x", "/t//x"]],
      "only a value of which it is open what is meant leaves anything",
    );
    assert.deepEqual(
      await told({ "/{{g}}/b/*": read, "/a/{{h}}/*": deny }, "/*"),
      [[false, "/{{g}}/b/*", "/x/b/"]],
      "values of two claims decide",
    );
    assert.deepEqual(
      await told({ "/+/{{g}}": read, "/{{g}}/*": deny }, "/*"),
      [[false, "/+/{{g}} except /{{g}}/{{g}}", "/a/x"]],
      "a client may have several values",
    );
  });

  test("leaves out associations that nobody can match", async () => {
    const associations = [
      { authMethod: "okta", subClaims: { e: [] } },
      { authMethod: "okta", subClaims: { u: "" } },
      { authMethod: "okta", subClaims: { u: "ann", e: [] } },
      { authMethod: "okta", subClaims: { e: [] }, operators: true },
      { authMethod: "okta", subClaims: { u: "ann" } },
    ];
    const folder = folderWith({
      "policy-lens.json": JSON.stringify({ roles: { r: { rules: "r.akeyless.json", associations } } }),
      "r.akeyless.json": '{ "/*": [{ "capabilities": "[read]" }] }',
    });
    const { answers } = await whoCan(["read", "/*"], folder);
    assert.deepEqual(
      answers.map(({ subClaims }) => subClaims),
      [{ u: ["ann"] }],
    );
  });

  test("counts the admin role, until its auth method expires", async () => {
    const roles = async (...at: string[]): Promise<string[]> => {
      const { answers } = await whoCan(["delete", "/anything", ...at]);
      return answers.map(({ role, identity }) => `${role} ${identity ?? ""}`);
    };
    assert.deepEqual(await roles(), ["admin ", "admin carol"]);
    assert.deepEqual(await roles("--at", "2100-01-01"), []);
  });

  test("tells a role that nobody is associated with", async () => {
    const folder = folderWith({ "a.akeyless.json": '{ "/a": [{ "capabilities": "[read]" }] }' });
    const { answers } = await whoCan(["read", "/*"], folder);
    assert.deepEqual(
      answers.map(({ authMethod, subClaims, role, pattern, witness }) => ({
        authMethod,
        subClaims,
        role,
        pattern,
        witness,
      })),
      [{ authMethod: null, subClaims: {}, role: "a", pattern: "/a", witness: "/a" }],
    );
    const { out } = await runCli(["who-can", "read", "/*"], { folder });
    assert.match(
      out,
      /^Who can read on \/\* \(item-rule\):\n\nClients, by association\n {2}nobody yet {2}role a {2}\/a/,
    );
  });

  test("says that nobody can, and ends with 0", async () => {
    const { code, out } = await runCli(["who-can", "upload_files", "/*", "--rule-type", "ara-rule"], {
      folder: COMPANY,
    });
    assert.deepEqual([code, out], [2, ""], "there is no such capability on ara-rule");
    const folder = folderWith({ "a.akeyless.json": '{ "/a": [{ "capabilities": "[read]" }] }' });
    const run = await runCli(["who-can", "delete", "/*"], { folder });
    assert.deepEqual(run, { code: 0, out: "Nobody can delete on /* (item-rule).\n", err: "" });
  });

  test("knows capabilities by their names, and on which rule types they exist", async () => {
    const refuse = async (...args: string[]): Promise<string> => {
      const { code, out, err } = await runCli(["who-can", ...args], { folder: COMPANY });
      assert.deepEqual([code, out], [2, ""]);
      return err;
    };
    assert.match(await refuse("raed", "/*"), /There is no capability "raed"\. Did you mean "read"\?\nTry: /);
    assert.match(await refuse("deny", "/*"), /A deny lets nobody do anything\.\nTry: /);
    assert.match(await refuse("read", ""), /A path is not empty\.\nTry: /);
    assert.equal(
      await refuse("allow_access", "/*"),
      '"allow_access" does not exist on item-rule. Choose with --rule-type: sra-rule, ara-rule.\n',
    );
  });
});

test("a capability may be named as exports name it", async () => {
  const folder = folderWith({
    "a.akeyless.json": '{ "/s/*": [{ "rule-type": "sra-rule", "capabilities": "[allow_access]" }] }',
  });
  const ask = (capability: string): Promise<{ out: string }> =>
    runCli(["who-can", capability, "/s/x", "--rule-type", "sra-rule"], { folder });
  assert.equal((await ask("sra_transparently_connect")).out, (await ask("allow_access")).out);
});
