// Elements go with their commas and nothing else; asserted on the text after the edit.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { insertMember, removeElement, removeElements, replaceString } from "../../server/src/text/json-edits.ts";
import type { JsonArray, JsonObject } from "../../server/src/text/json-tree.ts";
import { readJson } from "../../server/src/text/read-json.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";

function readContainer(text: string): JsonArray | JsonObject {
  const { root } = readJson(text);
  assert.ok(root?.kind === "array" || root?.kind === "object");
  return root;
}

const without = (text: string, ...indexes: number[]): string =>
  applyEdits(text, removeElements(text, readContainer(text), indexes));

describe("removing elements", () => {
  const cases: readonly [string, string, number[], string][] = [
    ["the first", "[1, 2, 3]", [0], "[2, 3]"],
    ["one between", "[1, 2, 3]", [1], "[1, 3]"],
    ["the last", "[1, 2, 3]", [2], "[1, 2]"],
    ["the only one", "[ 1 ]", [0], "[]"],
    ["neighbours at the beginning", "[1, 2, 3]", [0, 1], "[3]"],
    ["neighbours at the end", "[1, 2, 3]", [1, 2], "[1]"],
    ["the first and the last", "[1, 2, 3]", [0, 2], "[2]"],
    ["all", "[1, 2, 3]", [0, 1, 2], "[]"],
    ["none", "[1, 2, 3]", [], "[1, 2, 3]"],
    ["every other one", "[1,2,3,4,5]", [1, 3], "[1,3,5]"],
    ["a member of an object", '{"a": 1, "b": 2}', [0], '{"b": 2}'],
    ["a line of its own", '{\r\n  "a": 1,\r\n  "b": 2,\r\n  "c": 3\r\n}', [1], '{\r\n  "a": 1,\r\n  "c": 3\r\n}'],
    ["the last line", "[\n  1,\n  2\n]", [1], "[\n  1\n]"],
  ];
  for (const [what, text, indexes, after] of cases) {
    it(`takes ${what} out of ${JSON.stringify(text)}`, () => assert.equal(without(text, ...indexes), after));
  }

  const broken: readonly [string, string][] = [
    ['{"/x":[1]', "{"],
    ['{"/x":[]', "{"],
    ['{"/x":[],', "{"],
    ['{"/x":[1]  \u00e9', "{  \u00e9"],
    ['{\r\n"/x":[1]\r\n', "{\r\n"],
    ['{\r\n"/x":[1] ,\r\n', "{\r\n"],
    ['{"/x":{"a":1}', "{"],
    ['{"/x"', "{"],
    ["[[1]", "["],
    ["[1", "["],
    ['"/x":[1]', ""],
    ['"/x":[1] }', "}"],
  ];
  for (const [text, after] of broken) {
    it(`takes the only one out of ${JSON.stringify(text)}, which is not closed`, () =>
      assert.equal(without(text, 0), after));
  }

  it("is the same for one element alone", () => {
    assert.equal(applyEdits("[1, 2]", removeElement("[1, 2]", readContainer("[1, 2]"), 0)), "[2]");
  });

  it("leaves JSON that holds exactly the others, whichever go", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer(), fc.boolean(), fc.constantFrom("", " ", "\n  "))), (elements) => {
        const text = `[${elements.map(([value, , blanks]) => `${blanks}${value}`).join(",")}]`;
        const gone = elements.flatMap(([, goes], index) => (goes ? [index] : []));
        const kept = elements.filter(([, goes]) => !goes).map(([value]) => value);
        assert.deepEqual(JSON.parse(without(text, ...gone)), kept);
      }),
    );
  });
});

describe("inserting a member", () => {
  const insert = (text: string): string => {
    const object = readContainer(text);
    assert.equal(object.kind, "object");
    return object.kind === "object" ? applyEdits(text, [insertMember(text, object, "k", 'v"')]) : text;
  };

  it("puts it first, apart from the next as that was from the brace", () => {
    assert.equal(insert('{ "a": 1 }'), '{ "k": "v\\"", "a": 1 }');
    assert.equal(insert('{"a": 1}'), '{"k": "v\\"", "a": 1}');
    assert.equal(insert('{\r\n\t"a": 1\r\n}'), '{\r\n\t"k": "v\\"",\r\n\t"a": 1\r\n}');
    assert.equal(insert("{}"), '{"k": "v\\""}');
  });
});

describe("replacing a string", () => {
  it("writes the quotes and escapes that the new text needs", () => {
    const { root } = readJson('"a"');
    assert.ok(root?.kind === "string");
    assert.equal(applyEdits('"a"', [replaceString(root, 'b"\\')]), '"b\\"\\\\"');
  });
});

describe("edits together", () => {
  it("all mean the text before any of them, in whatever order they come", () => {
    const edits = [
      { span: { start: 4, end: 5 }, newText: "E" },
      { span: { start: 0, end: 0 }, newText: ">" },
      { span: { start: 1, end: 3 }, newText: "" },
    ];
    assert.equal(applyEdits("abcde", edits), ">adE");
    assert.equal(applyEdits("abcde", edits.toReversed()), ">adE");
  });
});
