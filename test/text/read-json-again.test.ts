// Reading again after an edit gives what reading anew gives, whatever was edited and however broken the text is.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { findChangedStretch } from "../../server/src/text/changed-stretch.ts";
import type { JsonNode } from "../../server/src/text/json-tree.ts";
import { readJson } from "../../server/src/text/read-json.ts";
import { readJsonAgain } from "../../server/src/text/read-json-again.ts";

const START = `{
  "/a/*": [{ "rule-type": "item-rule", "capabilities": "[read, list]", "ttl": "30" }],
  "b\\u002f{{x}}/+": [{ "capabilities": ["read"], "note": [1, { "y": null }] }, { "rule-type": "role-rule", "capabilities": "deny" }],
  "": 12, "/c": {"capabilities": "[list]"},\r
  "/c": [{ "ttl": 5, "ttl": "x", "capabilities": true }, 7],
  "/last": [{ "rule-type": 3, "capabilities": "[delete]" }]
}
`;

const piece = fc.oneof(
  fc.constantFrom(
    "",
    "x",
    '"',
    ",",
    "{",
    "}",
    "[",
    "]",
    ":",
    "\\",
    "\n",
    "\r",
    " ",
    "1",
    "//",
    "null",
    "/*",
    "\u{1F600}",
  ),
  fc.constantFrom('"/new": [],', '"k": [{ "capabilities": "[read]" }],\n', ', "e": 1', "} {", '"a": 1} , {"b": 2'),
);
const edit = fc.record({ at: fc.nat(), length: fc.oneof(fc.nat(3), fc.nat(80)), text: piece });

const applyEdit = (
  text: string,
  { at, length, text: inserted }: { at: number; length: number; text: string },
): string => {
  const from = at % (text.length + 1);
  return text.slice(0, from) + inserted + text.slice(from + length);
};

test("a tree that is read again is the tree that is read anew", () => {
  let taken = 0;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 6 }), (edits) => {
      let before = { text: START, json: readJson(START) };
      for (const each of edits) {
        const text = applyEdit(before.text, each);
        const json = readJson(text);
        const again = readJsonAgain(text, before);
        if (again) {
          assert.deepEqual(again.tree, json);
          if (again.head + again.tail > 0) taken++;
        }
        before = { text, json: again?.tree ?? json };
      }
    }),
    { numRuns: 5000 },
  );
  assert.ok(taken > 500, `only ${taken} trees were taken over in part`);
});

test("a rules file that is read again is the file that is read anew", () => {
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let before = readRulesFile(START);
      for (const each of edits) {
        const text = applyEdit(before.text, each);
        const { lines: _again, ...again } = readRulesFile(text, before);
        const { lines, ...anew } = readRulesFile(text);
        assert.deepEqual(again, anew);
        before = { ...again, lines };
      }
    }),
    { numRuns: 3000 },
  );
});

test("what an edit does not touch is the same object, or the same pattern where it moved", () => {
  const paths = Array.from({ length: 30 }, (_, at) => `"/p${at}/*": [{ "capabilities": "[read]" }]`);
  const text = `{${paths.join(",\n")}}`;
  const before = readRulesFile(text);
  const after = readRulesFile(text.replace("/p12/", "/p12x/"), before);
  assert.deepEqual(
    after.rules.flatMap((rule, at) => (rule === before.rules[at] ? at : [])),
    Array.from({ length: 12 }, (_, at) => at),
  );
  assert.deepEqual(
    after.rules.flatMap(({ pattern }, at) => (pattern === before.rules[at]?.pattern ? [] : at)),
    [12],
  );
  const broken = readRulesFile(`${after.text.slice(0, -1)},"`, after);
  assert.deepEqual(
    after.rules.map(({ pattern }) => pattern),
    broken.rules.map(({ pattern }) => pattern),
  );
  assert.ok(after.rules.every(({ pattern }, at) => pattern === broken.rules[at]?.pattern));
  const spanOf = (node: JsonNode | undefined): number | undefined => node?.span.start;
  assert.equal(spanOf(after.rules[20]?.node), (spanOf(before.rules[20]?.node) ?? 0) + 1);
});

test("the changed stretch lies between what both texts share", () => {
  const text = fc.array(fc.constantFrom("a", "b", "ab".repeat(3000)), { maxLength: 6 }).map((parts) => parts.join(""));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const { start, rest } = findChangedStretch(before, after);
      assert.equal(before.slice(0, start), after.slice(0, start));
      assert.equal(before.slice(before.length - rest), after.slice(after.length - rest));
      assert.ok(start + rest <= Math.min(before.length, after.length));
      const [more, less] = [before.slice(start, before.length - rest), after.slice(start, after.length - rest)];
      if (before !== after) assert.ok(more[0] !== less[0] || more === "" || less === "");
      else assert.equal(more, "");
    }),
  );
});
