// Lists name the assumptions that they rest on anywhere, not only on the paths that they show.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folderWith, runCli } from "./run-cli.ts";

const read = [{ capabilities: "[read]" }];
const deny = [{ capabilities: "[deny]" }];
const associations = [{ authMethod: "m" }];

function folderOf(files: Readonly<Record<string, object>>): string {
  const roles = Object.fromEntries(Object.keys(files).map((name) => [name, { rules: [`${name}.json`], associations }]));
  const manifest = { roles, identities: { me: { authMethod: "m" } } };
  const written = Object.entries(files).map(([name, rules]) => [`${name}.json`, JSON.stringify(rules)]);
  return folderWith({ "policy-lens.json": JSON.stringify(manifest), ...Object.fromEntries(written) });
}

interface Report {
  readonly access?: readonly { readonly pattern: string }[];
  readonly answers?: readonly { readonly pattern: string; readonly assumptions: readonly string[] }[];
  readonly assumptions: readonly string[];
}

/** The patterns of the answer, and what it rests on. */
async function ask(folder: string, ...args: readonly string[]): Promise<[patterns: readonly string[], behind: string]> {
  const { out } = await runCli([...args, "--format", "json"], { folder });
  const { access, answers, assumptions } = JSON.parse(out) as Report;
  for (const each of answers ?? []) for (const id of each.assumptions) assert.ok(assumptions.includes(id));
  return [[...new Set([...(access ?? []), ...(answers ?? [])].map(({ pattern }) => pattern))], assumptions.join()];
}

test("a deny that does not count because it is unclear", async () => {
  const folder = folderOf({ a: { "/app/*": read, "/app/y*z": deny, "/far/*": read } });
  const wildcard = ["--assume", "inner-star=wildcard"];
  assert.deepEqual(await ask(folder, "impersonate", "--rules", "a.json"), [["/app/*", "/far/*"], "A5"]);
  assert.deepEqual(await ask(folder, "impersonate", "--rules", "a.json", ...wildcard), [
    ["/app/* except /app/y*z", "/far/*"],
    "A5",
  ]);
  assert.deepEqual(await ask(folder, "who-can", "read", "/app/*"), [["/app/*"], "A5"]);
  assert.deepEqual(await ask(folder, "who-can", "read", "/app/*", ...wildcard), [["/app/* except /app/y*z"], "A5"]);
  assert.deepEqual(await ask(folder, "who-can", "read", "/far/*"), [["/far/*"], ""]);
  assert.deepEqual(await ask(folder, "who-can", "update", "/app/*"), [[], ""]);
});

test("of the parts of an answer each names its own", async () => {
  const folder = folderOf({ a: { "/app/*": read, "/app/y*z": deny, "/far/*": read } });
  const { out } = await runCli(["who-can", "read", "/*", "--format", "json"], { folder });
  const { answers = [], assumptions } = JSON.parse(out) as Report;
  const told = answers.map(({ pattern, assumptions: behind }) => `${pattern} ${behind}`);
  assert.deepEqual([[...new Set(told)], assumptions], [["/app/* A5", "/far/* "], ["A5"]]);
});

test("a deny of another role, where it cuts and where it does not", async () => {
  const folder = folderOf({ one: { "/a/*": read }, two: { "/a/x": deny } });
  const perRole = ["--assume", "cross-role-deny=per-role"];
  for (const args of [
    ["impersonate", "--as", "me"],
    ["who-can", "read", "/a/*"],
  ]) {
    assert.deepEqual(await ask(folder, ...args), [["/a/* except /a/x"], "A1"]);
    assert.deepEqual(await ask(folder, ...args, ...perRole), [["/a/*"], "A1"]);
  }
  assert.deepEqual(await ask(folder, "who-can", "read", "/a/b/*"), [["/a/b/*"], ""]);
  assert.deepEqual(await ask(folder, "impersonate", "--role", "one"), [["/a/*"], ""]);
});

test("what is wholly cut by another role, so that nothing is listed", async () => {
  const folder = folderOf({ one: { "/a/x": read }, two: { "/a/*": deny } });
  assert.deepEqual(await ask(folder, "impersonate", "--as", "me"), [[], "A1"]);
  assert.deepEqual(await ask(folder, "who-can", "read", "/a/*"), [[], "A1"]);
  const [list, who] = [
    await runCli(["impersonate", "--as", "me"], { folder }),
    await runCli(["who-can", "read", "/a/*"], { folder }),
  ];
  for (const { out } of [list, who])
    assert.match(out, /\nAssuming\n {2}A1, cross-role-deny: A deny in one role also cuts/);
  assert.match(who.out, /^Nobody can read on /);
});

test("a role that denies the same by itself does not rest on it", async () => {
  const folder = folderOf({ one: { "/a/*": read, "/a/x": deny }, two: { "/a/x": deny } });
  assert.deepEqual(await ask(folder, "impersonate", "--as", "me"), [["/a/* except /a/x"], ""]);
});

test("a rule whose claim is missing", async () => {
  const folder = folderOf({ one: { "/t/{{g}}/*": read } });
  assert.deepEqual(await ask(folder, "impersonate", "--as", "me"), [[], "A7"]);
});
