// The commands in docs/command-line.md are run where the page says that they run, and must print what the page shows.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, test } from "node:test";
import { runCli } from "./run-cli.ts";

const PAGE = readFileSync("docs/command-line.md", "utf8");
const COMPANY = resolve("test/cli/workspaces/company");

/** Indented stretches, blank lines inside them included. */
const blocks = (PAGE.match(/(?:^ {4}.*\n(?:\n(?= {4}))*)+/gm) ?? []).map((block) => block.replace(/^ {4}/gm, ""));
const shown = blocks.filter((block) => block.startsWith("$ policy-lens "));

describe("the page on the command line", () => {
  test("shows every command on whole workspaces", () => {
    const commands = new Set(shown.map((block) => block.split(" ")[2]));
    assert.deepEqual([...commands].sort(), ["diff", "impersonate", "who-can"]);
  });

  for (const block of shown) {
    const [line = "", ...expected] = block.split("\n");
    test(line, async () => {
      const args = line.split(" ").slice(2);
      const unquoted = args.map((arg) => arg.replace(/^'(.*)'$/, "$1"));
      const { out } = await runCli(unquoted, { folder: COMPANY });
      assert.equal(out, expected.join("\n"));
    });
  }

  test("shows the manifest of the workspace", () => {
    const manifest = blocks.find((block) => block.startsWith('{\n  "roles"'));
    assert.equal(manifest, readFileSync(join(COMPANY, "policy-lens.json"), "utf8"));
  });
});
