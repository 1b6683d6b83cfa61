import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import process from "node:process";
import { describe, test } from "node:test";
import fc from "fast-check";
import type { IToken } from "vscode-textmate";
import { ownScopes, readSnapshot, writeSnapshot } from "./snapshot.ts";
import { loadTokenizer } from "./tokenize.ts";

const CASES = resolve("test/syntaxes/cases");
const names = readdirSync(CASES).filter((name) => name.endsWith(".snap"));
const injected = { json: await loadTokenizer("json", true), jsonc: await loadTokenizer("jsonc", true) };
const bare = { json: await loadTokenizer("json", false), jsonc: await loadTokenizer("jsonc", false) };
const dialectOf = (name: string): "json" | "jsonc" => (name.includes(".jsonc.") ? "jsonc" : "json");

describe("the injection into JSON", () => {
  for (const name of names) {
    test(`colours ${name} as its snapshot shows`, () => {
      const written = readFileSync(join(CASES, name), "utf8");
      const snapshot = readSnapshot(written);
      const now = writeSnapshot(snapshot, injected[dialectOf(name)](snapshot.lines));
      // UPDATE=1 rewrites the snapshots; the difference is then for a person to judge.
      if (process.env["UPDATE"] === "1") writeFileSync(join(CASES, name), now);
      else assert.equal(now, written);
    });
  }

  for (const name of names.filter((it) => it.startsWith("other-"))) {
    test(`leaves ${name} exactly as it is`, () => {
      const { lines } = readSnapshot(readFileSync(join(CASES, name), "utf8"));
      assert.deepEqual(injected.json(lines), bare.json(lines));
    });
  }
});

describe("the scopes that JSON has without it", () => {
  for (const name of names) {
    test(`all stay in ${name}`, () => {
      const { lines } = readSnapshot(readFileSync(join(CASES, name), "utf8"));
      assertSameBeneath(lines, dialectOf(name));
    });
  }

  test("all stay at every moment of typing", () => {
    for (const name of ["one-line.json.snap", "laid-out.json.snap"]) {
      const text = readSnapshot(readFileSync(join(CASES, name), "utf8")).lines.join("\n");
      for (let end = 1; end <= text.length; end++) assertSameBeneath(text.slice(0, end).split("\n"), "json");
    }
  });

  test("all stay in texts of every shape", () => {
    const pieces = ["{", "}", "[", "]", ":", ",", "\n", " ", '"', '"rule-type"', '"capabilities"', '"[read, deny]"'];
    const more = ['"item-rule"', '"/a/+/*"', '"{{x}}*"', "\\", "*", "deny", "//", '"a":[{', '"capabilities":["read"'];
    const text = fc
      .array(fc.constantFrom(...pieces, ...more), { maxLength: 40 })
      .map((all) => `{"a":[{${all.join("")}`);
    fc.assert(
      fc.property(text, (it) => assertSameBeneath(it.split("\n"), "json")),
      { numRuns: 2000 },
    );
  });
});

/** Our scopes only come on top. Blanks are left out: before a colon they may already belong to the value. */
function assertSameBeneath(lines: readonly string[], dialect: "json" | "jsonc"): void {
  const [now, before] = [injected[dialect](lines), bare[dialect](lines)];
  for (const [at, line] of lines.entries()) {
    assert.deepEqual(scopesBeneath(line, now[at] ?? []), scopesBeneath(line, before[at] ?? []), lines.join("\n"));
  }
}

function scopesBeneath(line: string, tokens: readonly IToken[]): string[] {
  return tokens.flatMap((token) => {
    const own = ownScopes(token);
    const scopes = token.scopes.filter((scope) => !own.includes(scope)).join(" ");
    const chars = [...line.slice(token.startIndex, token.endIndex)].filter((char) => char.trim() !== "");
    // Inside a rule's values the two dialects are not told apart.
    return chars.map((char) => `${char} ${scopes.replaceAll(".json.comments", ".json")}`);
  });
}
