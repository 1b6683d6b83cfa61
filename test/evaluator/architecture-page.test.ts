// The page on architecture tells where each file of the evaluator belongs.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";

test("every file of the evaluator stands once in the table of questions, and nothing else does", () => {
  const [, section = ""] = readFileSync("docs/architecture.md", "utf8").split("\n## The evaluator by question\n");
  const [table = ""] = section.split("\n## ");
  const rows = Array.from(table.matchAll(/^\| .+\? \| `(.+)` \| (.+) \|$/gm), ([, door = "", behind = ""]) => [
    door,
    ...behind.split(", "),
  ]);
  const files = readdirSync("server/src/evaluator").map((name) => name.replace(/\.ts$/, ""));
  assert.deepEqual(rows.flat().sort(), files.sort());
});
