// The page of names tells only names that the code has.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

test("every type, constant and file that the page of names tells is there", () => {
  const page = readFileSync("docs/naming.md", "utf8");
  const files = readdirSync("server/src", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
  const code = files.map((name) => readFileSync(`server/src/${name}`, "utf8")).join("\n");
  const told = Array.from(page.matchAll(/`([^`]+)`/g), ([, name = ""]) => name);
  const types = told.filter((name) => /^[A-Z]\w+$/.test(name));
  assert.ok(types.length > 30);
  assert.deepEqual(
    types.filter((name) => !new RegExp(`export (interface|type|const|class) ${name}\\b`).test(code)),
    [],
  );
  const named = told.filter((name) => name.endsWith(".ts"));
  assert.deepEqual(
    named.filter((name) => !files.some((file) => file.endsWith(`/${name}`))),
    [],
  );
});
