// The page on architecture tells where each file of the evaluator belongs, and it and the pages beside it name only files
// that are there.

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

test("every file that a page names is there", () => {
  const code = ["server/src", "client/src", "test", "scripts"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" }).map((name) => `/${folder}/${name}`),
  );
  for (const page of ["architecture", "contributing", "semantics", "testing", "language-server"]) {
    const text = readFileSync(`docs/${page}.md`, "utf8");
    const named = Array.from(text.matchAll(/(?:`|- )([\w/-]+(?:\.test)?\.(?:ts|mjs))\b/g), ([, name = ""]) => name);
    const gone = named.filter((name) => !code.some((file) => file.endsWith(`/${name}`)));
    assert.deepEqual(gone, [], page);
  }
});

test("below floor 5 nothing at module level changes", () => {
  const changing = /^(?:export )?(?:let |const \w+ = new (?:Map|Set|WeakMap|WeakSet)\b.*\(\);)/m;
  assert.match("const known = new WeakMap<object, string>();", changing);
  for (const floor of ["text", "policy", "evaluator", "checks", "features"]) {
    const files = readdirSync(`server/src/${floor}`, { recursive: true, encoding: "utf8" });
    for (const name of files.filter((each) => each.endsWith(".ts")))
      assert.doesNotMatch(readFileSync(`server/src/${floor}/${name}`, "utf8"), changing, `${floor}/${name}`);
  }
});
