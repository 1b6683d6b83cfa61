// The JSON tree knows every place, keeps what a decoder would lose, and bears any text.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { JsonNode, JsonObject } from "../../server/src/text/json-tree.ts";
import { readJson } from "../../server/src/text/read-json.ts";
import type { Span } from "../../server/src/text/span.ts";

function readObject(text: string): JsonObject {
  const { root } = readJson(text);
  assert.equal(root?.kind, "object");
  return root as JsonObject;
}

const textOf = (text: string, { start, end }: Span): string => text.slice(start, end);

describe("places", () => {
  const text = '{\r\n  "a" : [ 1.5e1, true, null, "x\\"y" ],\r\n  "b": {}\r\n}\r\n';
  const object = readObject(text);
  const [a, b] = object.members;

  it("of an object and its members are exact, with line ends of two characters", () => {
    assert.equal(textOf(text, object.span), text.trimEnd());
    assert.equal(a && textOf(text, a.span), '"a" : [ 1.5e1, true, null, "x\\"y" ]');
    assert.equal(b && textOf(text, b.key.span), '"b"');
    assert.equal(b?.value && textOf(text, b.value.span), "{}");
  });

  it("of values are exact, strings with their quotes", () => {
    const elements = a?.value?.kind === "array" ? a.value.elements : [];
    assert.deepEqual(
      elements.map(({ span }) => textOf(text, span)),
      ["1.5e1", "true", "null", '"x\\"y"'],
    );
  });

  it("hold the values that JSON means", () => {
    const elements = a?.value?.kind === "array" ? a.value.elements : [];
    assert.deepEqual(
      elements.map((node) => ("value" in node ? node.value : node.kind)),
      [15, true, "null", 'x"y'],
    );
  });
});

describe("members", () => {
  it("with the same key are all kept, in order", () => {
    const { members } = readObject('{"a": 1, "a": 2, "A": 3, "__proto__": 4}');
    assert.deepEqual(
      members.map(({ key, value }) => [key.value, value?.kind === "number" && value.value]),
      [
        ["a", 1],
        ["a", 2],
        ["A", 3],
        ["__proto__", 4],
      ],
    );
  });

  it("without a value yet are kept by their key", () => {
    for (const text of ['{"a"', '{"a":', '{"a": }']) {
      const [member] = readObject(text).members;
      assert.deepEqual([member?.key.value, member?.value], ["a", undefined], text);
    }
  });

  it("with a lone half of a surrogate pair have what UTF-8 makes of it", () => {
    const [member] = readObject('{"\\ud83d": "\ude00"}').members;
    assert.deepEqual([member?.key.value, member?.value?.kind === "string" && member.value.value], ["\ufffd", "\ufffd"]);
  });
});

describe("faults", () => {
  const cases: readonly [string, string, string, string][] = [
    ["a line comment", '{ "a": 1 // why\n}', "comment", "// why"],
    ["a block comment over lines", '{ /* a\nb */ "a": 1 }', "comment", "/* a\nb */"],
    ["a comma before a brace", '{ "a": 1, }', "trailing-comma", ","],
    ["a comma before a bracket and a comment", "[1, /* x */ // y\n]", "trailing-comma", ","],
    ["a word without quotes", "[read]", "bare-word", "read"],
    ["a key without quotes", '{ a: 1, "b": 2 }', "bare-word", "a"],
    ["single quotes", "{ 'a': 1 }", "bare-word", "'a'"],
    ["a missing comma", '{ "a": 1 "b": 2 }', "missing-comma", '"b"'],
    ["a number that begins with 0", '{ "a": 030 }', "other", "30"],
    ["a missing bracket", '{ "a": [1 }', "other", "}"],
    ["a string that is not closed", '{ "a": "b\n}', "other", '"b'],
    ["a second value", "{}\n{}", "other", "{"],
    ["an escape that does not exist", '["\\q"]', "other", '"\\q"'],
  ];
  for (const [what, text, kind, marked] of cases) {
    it(`tell ${what} once and at its place`, () => {
      const faults = readJson(text).faults.filter((fault) => kind === "comment" || fault.kind !== "comment");
      assert.deepEqual(
        faults.map((fault) => [fault.kind, textOf(text, fault.span)]),
        [[kind, marked]],
      );
    });
  }

  it("are none in JSON, whatever it holds", () => {
    fc.assert(fc.property(fc.json(), (text) => assert.deepEqual(readJson(text).faults, [])));
  });

  it("are none in an empty text, which has no root either", () => {
    for (const text of ["", " \r\n\t"]) assert.deepEqual(readJson(text), { root: undefined, faults: [] });
  });
});

describe("text nested a hundred thousand deep", () => {
  for (const [open, close] of [
    ["[", "]"],
    ['{"a":', "}"],
    ['[{"a":', "}]"],
  ] as const) {
    it(`of ${open} is told as one fault and not read`, () => {
      const text = `${open.repeat(100_000)}1${close.repeat(100_000)}`;
      const { root, faults } = readJson(text);
      assert.equal(root, undefined);
      assert.equal(faults.length, 1);
      assert.match(faults[0]?.message ?? "", /nested too deeply/);
    });
  }

  it("is no matter inside a string", () => {
    assert.deepEqual(readJson(`"${"[".repeat(100_000)}"`).faults, []);
  });

  it("is no matter side by side", () => {
    assert.deepEqual(readJson(`[${"[],".repeat(100_000)}[]]`).faults, []);
  });
});

describe("any text", () => {
  it("gives a tree whose places lie in the text, children in their parents", () => {
    const piece = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      ":",
      ",",
      "\\",
      "//",
      "/*",
      "*/",
      "a",
      "1",
      "\n",
      "\ud83d",
      "null",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const text = pieces.join("");
        const { root, faults } = readJson(text);
        for (const { span } of faults) assertInside(span, { start: 0, end: text.length });
        if (root) assertNested(root, { start: 0, end: text.length });
      }),
      { numRuns: 1000 },
    );
  });
});

function assertNested(node: JsonNode, parent: Span): void {
  assertInside(node.span, parent);
  if (node.kind === "array") for (const element of node.elements) assertNested(element, node.span);
  if (node.kind !== "object") return;
  for (const { key, value } of node.members) {
    assertInside(key.span, node.span);
    if (value) assertNested(value, node.span);
  }
}

function assertInside(inner: Span, outer: Span): void {
  const inside = outer.start <= inner.start && inner.start <= inner.end && inner.end <= outer.end;
  assert.ok(inside, `${inner.start}-${inner.end} in ${outer.start}-${outer.end}`);
}
