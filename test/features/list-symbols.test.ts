import assert from "node:assert/strict";
import { test } from "node:test";
import { listSymbols } from "../../server/src/features/list-symbols.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

/** Expects the outline as indented lines, and every name to lie inside its symbol. */
function expectSymbols(text: string, outline: readonly string[]): void {
  const lines = listSymbols(readRulesFile(text)).flatMap((path) => [path, ...path.children]);
  for (const { span, nameSpan } of lines) {
    assert.ok(span.start <= nameSpan.start && nameSpan.end <= span.end);
  }
  assert.deepEqual(
    lines.map(({ kind, name, detail }) => `${kind === "rule" ? "  " : ""}${name}: ${detail}`),
    outline,
  );
}

test("the outline is paths with their rules", () => {
  expectSymbols('{ "/a": [{ "capabilities": "[read, list]" }, { "rule-type": "sra-rule" }], "": [] }', [
    "/a: 2 rules",
    "  item-rule: read, list",
    "  sra-rule: ",
    '"": 0 rules',
  ]);
});

test("unfinished text has the outline of what is there", () => {
  expectSymbols('{ "/a": [{ "rule-type": "', ["/a: 1 rule", "  item-rule: "]);
  expectSymbols('{ "/a"', ["/a: 0 rules"]);
  expectSymbols("", []);
});
