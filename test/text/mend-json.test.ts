// Text that is broken in one member of the root object: what stands before and behind that member is read as if it were
// whole. It holds for texts in which every path begins a line and what is inside stands further right, as editors and
// the command write them. Elsewhere a missing quote turns all that follows in its line around, and is let be.

import assert from "node:assert/strict";
import { describe, it, test } from "node:test";
import fc from "fast-check";
import type { JsonMember } from "../../server/src/text/json-tree.ts";
import { moveMember } from "../../server/src/text/move-json.ts";
import { readJson } from "../../server/src/text/read-json.ts";

const rule = fc.record(
  {
    "rule-type": fc.constantFrom("item-rule", "role-rule", 'odd "type"'),
    capabilities: fc.oneof(fc.constantFrom("[read, list]", "deny", ""), fc.constant(["read", "list"])),
    ttl: fc.constantFrom("30", 5, null),
  },
  { requiredKeys: ["capabilities"] },
);
const paths = fc.uniqueArray(fc.constantFrom("/a/*", "//b", "/c/{{x}}/+", "/d\u00e9", "e:f", "/g,h", "/[i]", "/j}"), {
  minLength: 3,
});
const file = fc
  .tuple(paths, fc.array(fc.array(rule, { maxLength: 2 }), { minLength: 8, maxLength: 8 }))
  .map(([keys, lists]): [string, object[]][] => keys.map((key, at) => [key, lists[at] ?? []]));

type Layout = (members: [string, object[]][]) => string;

const inLines: Layout = (members) =>
  `{\n${members.map(([key, rules]) => `  ${JSON.stringify(key)}: ${JSON.stringify(rules)}`).join(",\n")}\n}\n`;
const indented =
  (by: string, lineEnd = "\n"): Layout =>
  (members) =>
    JSON.stringify(Object.fromEntries(members), null, by).replaceAll("\n", lineEnd);
const layout = fc.constantFrom(inLines, indented("  "), indented("\t"), indented("    ", "\r\n"));

const membersOf = (text: string): readonly JsonMember[] => {
  const { root } = readJson(text);
  return root?.kind === "object" ? root.members : [];
};

/** Members before the broken one, and those behind it, by so many characters further on. */
function assertOthersSame(whole: readonly JsonMember[], at: number, broken: string, by: number): void {
  const read = membersOf(broken);
  assert.deepEqual(read.slice(0, at), whole.slice(0, at), broken);
  const behind = whole.slice(at + 1).map((member) => moveMember(member, by));
  assert.deepEqual(read.slice(Math.max(at, read.length - behind.length)), behind, broken);
}

test("a character too many or too few in a member leaves the others as they are", () => {
  const inserted = fc.constantFrom(..."\",:{}[]\\/x1 \n-*'");
  fc.assert(
    fc.property(file, layout, fc.nat(), fc.nat(), fc.option(inserted), (members, write, which, where, character) => {
      const text = write(members);
      const whole = membersOf(text);
      assert.equal(whole.length, members.length);
      const at = which % whole.length;
      const { start, end } = whole[at]?.span ?? assert.fail();
      const place = start + (where % (end - start));
      const rest = text.slice(character === null ? place + 1 : place);
      const broken = text.slice(0, place) + (character ?? "") + rest;
      // Two characters can begin a comment, which may swallow what is behind it.
      if (!broken.slice(place - 1, place + 2).includes("/*") || text.includes("/*", place - 1)) {
        assertOthersSame(whole, at, broken, broken.length - text.length);
      }
    }),
    { numRuns: 20_000 },
  );
});

describe("a member that is being written, key by key", () => {
  const before = '{\n  "/a": [{ "capabilities": "[read]" }],\n';
  const behind = '  "/b": [\n    {\n      "capabilities": "[list]"\n    }\n  ],\n  "/c": []\n}\n';
  const whole = membersOf(before + behind);
  const written = [
    '  "/new/path": [{ "rule-type": "item-rule", "capabilities": "[read, list]" }],',
    '  "/new": [\n    {\n      "rule-type": "item-rule",\n      "capabilities": "[read]"\n    }\n  ],',
  ];
  for (const member of written) {
    for (let length = 0; length < member.length; length++) {
      const part = member.slice(0, length);
      // An editor closes what is open as one writes.
      for (const closed of new Set([part, part + closingOf(part)])) {
        it(`leaves the others alone at ${JSON.stringify(closed.trimStart())}`, () => {
          const text = `${before}${closed}\n${behind}`;
          const read = membersOf(text);
          assert.deepEqual(read.slice(0, 1), whole.slice(0, 1));
          const moved = whole.slice(1).map((each) => moveMember(each, text.length - before.length - behind.length));
          assert.deepEqual(read.slice(-2), moved);
        });
      }
    }
  }
});

function closingOf(part: string): string {
  const open: string[] = [];
  let inString = false;
  for (const character of part) {
    if (character === '"') inString = !inString;
    else if (!inString && character === "{") open.push("}");
    else if (!inString && character === "[") open.push("]");
    else if (!inString && (character === "}" || character === "]")) open.pop();
  }
  return (inString ? '"' : "") + open.reverse().join("");
}

describe("broken text", () => {
  const keys = (text: string): string[] => membersOf(text).map(({ key }) => key.value);
  const cases: [string, string, string[]][] = [
    ["a key without its colon before another", '{\n"a"\n"b": 1, "c": 2}', ["a", "b", "c"]],
    ["a key without its value before another", '{ "a": "b": 1, "c": 2 }', ["a", "b", "c"]],
    ["a brace too many", '{ "a": [{}}], "b": 1 }', ["a", "b"]],
    ["a bracket that is not closed", '{ "a": [{}, "b": 1 }', ["a", "b"]],
    ["a brace that is not opened", '{ "a": ["x": 1, "y": 2}], "b": 1 }', ["a", "b"]],
    ["a file without its opening brace", '"a": 1, "b": 2 }', ["a", "b"]],
    ["a key without quotes", '{ "a": 1, b: [{ "x": 1, "y": 2 }], "c": 3 }', ["a", "c"]],
    ["a quote that is missing", '{ "a: [{ "x": "y" }],\n  "c": 3 }', ["c"]],
    ["a comment that is not closed", '{ /* "a": 1,\n  "c": 3 }', ["c"]],
    ["an object behind another", '{ "a": 1 }\n{ "b": 2 }', ["a"]],
  ];
  for (const [what, text, expected] of cases) {
    it(`with ${what} is read as it was meant`, () => assert.deepEqual(keys(text), expected));
  }

  it("gives one fault where one thing is missing", () => {
    const faults = (text: string): string[] =>
      readJson(text).faults.map(({ message, span }) => `${text.slice(span.start, span.end)}: ${message}`);
    assert.deepEqual(faults('{\n  "/new/path"\n  "/next": [{ "x": 1, "y": 2 }],\n  "z": 1\n}'), [
      '"/next": A colon is expected here, between the key and its value.',
    ]);
    assert.deepEqual(faults('{\n  "a": [{ "x": 1, "y": 2 ],\n  "z": 1\n}'), [
      "]: A closing bracket is missing before this ].",
    ]);
    assert.deepEqual(faults('{\n  "a": [{ "x": 1, "y": 2 }}],\n  "z": 1\n}'), ["}: This bracket closes nothing."]);
    assert.deepEqual(faults('{\n  "a": [{ "x": 1, "y": 2 },\n  "z": 1\n}'), [
      '"z": A closing bracket ] is expected here.',
    ]);
  });
});
