import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { access, decide, refuse } from "./ask-impersonate.ts";
import { folderWith } from "./run-cli.ts";

describe("policy-lens impersonate: who asks", () => {
  test("an identity whose claims stand in a file, by an association that does not mind case", async () => {
    const { effect, reasons } = await decide(["--as", "bob", "--path", "/ops/keys/a"]);
    assert.equal(effect, "allowed");
    assert.equal(reasons[0]?.role, "dev/ops");
  });

  test("a client of an auth method with claims, a key that comes twice being a list", async () => {
    const claims = ["--claim", "groups=other", "--claim", "groups=sre", "--claim", "email=x=y,z@b.c"];
    const { roles, access: told } = await access(["--auth-method", "dev/okta", ...claims]);
    assert.deepEqual(
      roles.filter(({ held }) => held).map(({ role }) => role),
      ["dev/app", "dev/everyone"],
    );
    assert.equal(
      told.some(({ pattern }) => pattern === "/home/x=y,z@b.c/*"),
      true,
    );
  });

  test("a client whose claims come from a file, added to by options", async () => {
    const args = ["--auth-method", "dev/okta", "--claims-file", "claims/bob.json", "--claim", "groups=app"];
    const { roles } = await access(args);
    assert.deepEqual(
      roles.filter(({ held }) => held).map(({ role }) => role),
      ["dev/app", "dev/ops", "dev/everyone"],
    );
  });

  test("a client that holds one role only", async () => {
    const { roles } = await access(["--role", "/dev/app"]);
    assert.deepEqual(roles, [{ role: "dev/app", held: true, admin: false, association: null, why: null }]);
  });

  test("a client that holds the rules of one file only, whose lines go without its name", async () => {
    const rules = join("roles", "app.akeyless.json");
    const { reasons } = await decide(["--rules", rules, "--path", "/path/to/folder/topSecret"]);
    assert.equal(reasons[0]?.file, rules);
    assert.equal(reasons[0]?.why, 'Line 3 denies everything: "/path/to/folder/topSecret" is exactly this path.');
  });

  test("a client that holds the rules of standard input", async () => {
    const text = '{ "/a": [{ "capabilities": "[read]" }] }';
    const { effect, reasons } = await decide(["--rules", "-", "--path", "/a"], folderWith({}), text);
    assert.deepEqual([effect, reasons[0]?.file], ["allowed", "<stdin>"]);
  });

  test("the only role of a folder without a manifest, named after its file", async () => {
    const folder = folderWith({ "rules/only.akeyless.json": '\ufeff{\r\n"/a": [{ "capabilities": "[read]" }]\r\n}' });
    const { effect, reasons } = await decide(["--path", "/a"], folder);
    assert.deepEqual([effect, reasons[0]?.role, reasons[0]?.line], ["allowed", "only", 2]);
  });

  test("a role whose rules lie beside the manifest's folder, asked from a folder below", async () => {
    const folder = folderWith({
      "team/policy-lens.json": '{ "roles": { "r": { "rules": ["../shared/*.json"] } } }',
      "team/below/readme.txt": "",
      "shared/base.json": '{ "/a": [{ "capabilities": "[read]" }] }',
    });
    const { effect, reasons } = await decide(["--path", "/a"], join(folder, "team", "below"));
    assert.deepEqual([effect, reasons[0]?.file], ["allowed", join("..", "..", "shared", "base.json")]);
  });

  test("one of two files of the same name, told apart by their folders", async () => {
    const file = (path: string): string => `{ "${path}": [{ "capabilities": "[read]" }] }`;
    const folder = folderWith({ "x/app.akeyless.json": file("/x"), "y/app.akeyless.json": file("/y") });
    assert.equal((await decide(["--role", "x/app", "--path", "/x"], folder)).effect, "allowed");
    assert.equal((await decide(["--role", "x/app", "--path", "/y"], folder)).effect, "not-granted");
  });

  test("nobody who is unknown, with the nearest name", async () => {
    assert.equal(await refuse(["--as", "alcie"]), 'There is no identity "alcie". Did you mean "alice"?\n');
    assert.equal(await refuse(["--role", "dev/ap"]), 'There is no role "dev/ap". Did you mean "dev/app"?\n');
    assert.equal(
      await refuse(["--auth-method", "dev/octa"]),
      'There is no auth method "dev/octa". Did you mean "dev/okta"?\n',
    );
    assert.match(await refuse(["--path", "/x"]), /^Say who asks: /);
    assert.match(await refuse(["--claim", "groups=app"]), /^Say with --auth-method whose claims these are\. Known: /);
  });

  test("no two at once", async () => {
    assert.match(
      await refuse(["--as", "alice", "--role", "dev/app"]),
      /cannot be used with option '--role <name>'\.\n/,
    );
  });

  test("no unknown rule type, no malformed claim, no empty path", async () => {
    assert.match(await refuse(["--as", "alice", "--rule-type", "itm-rule"]), /Did you mean "item-rule"\?\nTry: /);
    assert.match(await refuse(["--auth-method", "dev/okta", "--claim", "groups"]), /Write it as key=value\.\nTry: /);
    assert.match(await refuse(["--as", "alice", "--path", ""]), /A path is not empty\.\nTry: /);
  });
});
