// The grammar is a file by itself and cannot read the vocabulary, so these tests hold its words to the tables.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import process from "node:process";
import { test } from "node:test";
import { CAPABILITIES } from "../../server/src/policy/capability.ts";
import { RULE_TYPES } from "../../server/src/policy/rule-type.ts";
import { INJECTION_FILE } from "./tokenize.ts";

const DENY = "deny";
const LISTS = [
  { part: "rule-type-word", words: RULE_TYPES.map(({ name }) => name) },
  { part: "capability-word", words: CAPABILITIES.map(({ name }) => name).filter((name) => name !== DENY) },
  { part: "deny-word", words: CAPABILITIES.map(({ name }) => name).filter((name) => name === DENY) },
];

for (const { part, words } of LISTS) {
  test(`the grammar's ${part} is the vocabulary's, no more and no less`, () => {
    const text = readFileSync(INJECTION_FILE, "utf8");
    const grammar = JSON.parse(text) as { repository: Record<string, { match?: string }> };
    const written = /\(\?:([\w|-]+)\)/.exec(grammar.repository[part]?.match ?? "")?.[1] ?? "";
    const wanted = words.join("|");
    assert.notEqual(written, "");
    // UPDATE=1 writes the words of the vocabulary into the grammar.
    if (process.env["UPDATE"] === "1") writeFileSync(INJECTION_FILE, text.replace(`(?:${written})`, `(?:${wanted})`));
    else assert.equal(written, wanted);
  });
}
