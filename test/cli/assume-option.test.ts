// `--assume` stands before what the manifest says, in every command on whole workspaces.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folderWith, runCli } from "./run-cli.ts";

const rules = `{ "/a/*": [{ "capabilities": "[read]" }], "/a/*/x": [{ "capabilities": "[deny]" }] }`;
const folder = folderWith({
  "policy-lens.json": JSON.stringify({
    roles: {
      app: { rules: ["app.json"], associations: [{ authMethod: "idp" }] },
      guard: { rules: ["guard.json"], associations: [{ authMethod: "idp" }] },
    },
    identities: { one: { authMethod: "idp" } },
    assumptions: { "inner-star": "literal" },
  }),
  "app.json": rules,
  "guard.json": '{ "/a/g": [{ "capabilities": "[deny]" }] }',
  "plain.json": '{ "/a/*": [{ "capabilities": "[read]" }] }',
});
const effect = async (...args: readonly string[]): Promise<string> => {
  const { out } = await runCli(["impersonate", "--format", "json", ...args], { folder });
  return (JSON.parse(out) as { effect: string }).effect;
};

test("one path, by the roles of a client and by one file", async () => {
  for (const who of [
    ["--as", "one"],
    ["--rules", "app.json"],
  ]) {
    assert.equal(await effect(...who, "--path", "/a/b/x"), "allowed");
    assert.equal(await effect(...who, "--path", "/a/b/x", "--assume", "inner-star=wildcard"), "denied");
  }
  const both = ["--assume", "inner-star=wildcard", "--assume", "cross-role-deny=per-role"];
  assert.equal(await effect("--as", "one", "--path", "/a/g"), "denied");
  assert.equal(await effect("--as", "one", "--path", "/a/g", ...both), "allowed");
  assert.equal(await effect("--as", "one", "--path", "/a/b/x", ...both), "denied");
});

test("who can, and what an edit changes", async () => {
  const perRole = ["--assume", "cross-role-deny=per-role"];
  const can = async (...more: readonly string[]): Promise<boolean> =>
    (await runCli(["who-can", "read", "/a/g", ...more], { folder })).out.includes("role app");
  assert.deepEqual([await can(), await can(...perRole)], [false, true]);
  const change = async (...more: readonly string[]): Promise<string> =>
    (await runCli(["diff", "plain.json", "app.json", ...more], { folder })).out.split("\n")[0] ?? "";
  assert.equal(await change("--assume", "inner-star=unclear"), "No change in access.");
  assert.equal(await change("--assume", "inner-star=wildcard"), "Lost");
});

test("names and values that do not exist are refused with those that do", async () => {
  for (const [written, message] of [
    ["inner-stars=literal", /Did you mean "inner-star"\?/],
    [
      "star-self=no",
      /There is no assumption that can be set "star-self"\. Known: cross-role-deny, inner-star, partial-plus\./,
    ],
    ["inner-star=maybe", /Give "inner-star" one of: unclear, wildcard, literal\./],
    ["inner-star", /Give "inner-star" one of: /],
  ] as const) {
    const run = await runCli(["impersonate", "--as", "one", "--assume", written], { folder });
    assert.deepEqual([run.code, run.out], [2, ""]);
    assert.match(run.err, message);
  }
});
