// A pattern in an answer means what it means in a rules file, as unclear wildcards are taken.

import assert from "node:assert/strict";
import { test } from "node:test";
import { folderWith, runCli } from "./run-cli.ts";

const LITERAL = ["--assume", "partial-plus=literal"];

async function patternsOf(rules: object, ...args: readonly string[]): Promise<string[]> {
  const written = Object.entries(rules).map(([path, words]) => [path, [{ capabilities: words }]]);
  const folder = folderWith({ "app.akeyless.json": JSON.stringify(Object.fromEntries(written)) });
  const { out } = await runCli([...args, "--format", "json"], { folder });
  const { answers, access, gained } = JSON.parse(out) as Record<string, { readonly pattern: string }[] | undefined>;
  return [...(answers ?? []), ...(access ?? []), ...(gained ?? [])].map(({ pattern }) => pattern);
}

test("the single object and any name that begins so are not written alike", async () => {
  const rules = { "/app/v*": "[read]", "/app/v+": "[update]" };
  assert.deepEqual(await patternsOf(rules, "who-can", "read", "/app/+", ...LITERAL), ["part of /app/v*"]);
  assert.deepEqual(await patternsOf(rules, "who-can", "update", "/app/+", ...LITERAL), ["/app/v+"]);
  assert.deepEqual(await patternsOf(rules, "who-can", "read", "/app/+"), ["/app/v+"], "a wildcard as in the rules");
});

test("an exception that cannot be written is left out, and that something is", async () => {
  const rules = { "/+/a/**": "[list]", "/a*": "[deny]" };
  const all = ["impersonate", "--rules", "app.akeyless.json"];
  assert.deepEqual(await patternsOf(rules, ...all), ["/+/a/* except /a+/a/*"]);
  assert.deepEqual(await patternsOf(rules, ...all, ...LITERAL), ["part of /+/a/*"]);
});

test("where a star that is not last is no wildcard either, what stands before it is written", async () => {
  const rules = { "/+/a/x": "[read]", "/b*": "[read]" };
  const both = [...LITERAL, "--assume", "inner-star=literal"];
  assert.deepEqual(await patternsOf(rules, "who-can", "read", "/+/a/*"), ["/+/a/x", "/b+/a/*"]);
  assert.deepEqual(await patternsOf(rules, "who-can", "read", "/+/a/*", ...LITERAL), ["/+/a/x", "part of /b*/a/*"]);
  assert.deepEqual(await patternsOf(rules, "who-can", "read", "/+/a/*", ...both), ["/+/a/x", "part of /b*"]);
});

test("the asked pattern is read as those of rules are", async () => {
  const rules = { "/app/*": "[read]" };
  assert.deepEqual(await patternsOf(rules, "who-can", "read", "/app/v+", ...LITERAL), ["/app/v+"]);
  const folder = folderWith({ "a.akeyless.json": '{ "/app/*": [{ "capabilities": "[read]" }] }' });
  const { out } = await runCli(["who-can", "read", "/app/v+", "--format", "json", ...LITERAL], { folder });
  assert.equal((JSON.parse(out) as { answers: { witness: string }[] }).answers[0]?.witness, "/app/v+");
});
