// From the characters of a string's value to their places in the text, through every escape and back.

import assert from "node:assert/strict";
import { Buffer } from "node:buffer";
import { describe, it } from "node:test";
import fc from "fast-check";
import type { JsonString } from "../../server/src/text/json-tree.ts";
import { readJson } from "../../server/src/text/read-json.ts";
import { contentSpan, offsetInValue, spanInString } from "../../server/src/text/string-content.ts";

function readString(text: string): JsonString {
  const { root } = readJson(text);
  assert.equal(root?.kind, "string");
  return root as JsonString;
}

/** The stretch of the text that stands for the first occurrence of some characters in the value. */
function placeOf(text: string, characters: string): string {
  const node = readString(text);
  const from = node.value.indexOf(characters);
  assert.notEqual(from, -1);
  const { start, end } = spanInString(text, node, from, from + characters.length);
  return text.slice(start, end);
}

describe("the place of part of a string", () => {
  const cases: readonly [string, string, string][] = [
    ['"[read, list]"', "list", "list"],
    ['  "abc"', "b", "b"],
    ['"\\u0072ead, list"', "list", "list"],
    ['"\\u0072ead"', "read", "\\u0072ead"],
    ['"a\\tb\\\\c\\"d\\/e"', "c", "c"],
    ['"a\\tb\\\\c\\"d\\/e"', "\\", "\\\\"],
    ['"a\\tb\\\\c\\"d\\/e"', '"d/', '\\"d\\/'],
    ['"\\ud83d\\ude00x"', "x", "x"],
    ['"\\ud83d\\ude00x"', "😀", "\\ud83d\\ude00"],
    ['"😀x"', "x", "x"],
    ['"\\ud83dx"', "x", "x"],
  ];
  for (const [text, characters, place] of cases) {
    it(`of ${characters} in ${text} is ${place}`, () => assert.equal(placeOf(text, characters), place));
  }

  it("is between the quotes for the whole content, and to the end of an open string", () => {
    assert.deepEqual(contentSpan('"abc"', readString('"abc"')), { start: 1, end: 4 });
    assert.deepEqual(contentSpan('""', readString('""')), { start: 1, end: 1 });
    assert.deepEqual(contentSpan('"abc', readString('"abc')), { start: 1, end: 4 });
    assert.deepEqual(contentSpan('"a\\u00e9', readString('"a\\u00e9')), { start: 1, end: 8 });
  });

  it("never leaves the string, also when an escape is cut short", () => {
    for (const text of ['"\\u12', '"a\\u: [}}', '"\\', '"\\q"', '"\\u"']) {
      const { root } = readJson(text);
      if (root?.kind !== "string") continue;
      const { start, end } = contentSpan(text, root);
      assert.ok(start <= end && end <= root.span.end, text);
    }
  });
});

describe("any string written in any way", () => {
  const unit = fc.integer({ min: 0, max: 0xffff });
  const written = fc.array(fc.tuple(unit, fc.boolean()), { maxLength: 12 }).map((units) => ({
    units: units.map(([code]) => code),
    parts: units.map(([code, escaped]) => {
      const plain = JSON.stringify(String.fromCharCode(code)).slice(1, -1);
      return escaped ? `\\u${code.toString(16).padStart(4, "0")}` : plain;
    }),
  }));

  it("gives each unit the stretch that it was written as", () => {
    fc.assert(
      fc.property(written, ({ units, parts }) => {
        const text = `"${parts.join("")}"`;
        const node = readString(text);
        // What UTF-8 makes of it: a half of a character that stands alone becomes U+FFFD.
        assert.equal(node.value, Buffer.from(String.fromCharCode(...units)).toString());
        for (const [index, part] of parts.entries()) {
          const { start, end } = spanInString(text, node, index, index + 1);
          assert.equal(text.slice(start, end), part);
        }
      }),
    );
  });

  it("leads back from every place to the unit it belongs to", () => {
    fc.assert(
      fc.property(written, ({ parts }) => {
        const text = `"${parts.join("")}"`;
        const node = readString(text);
        for (const index of parts.keys()) {
          const { start, end } = spanInString(text, node, index, index + 1);
          for (let offset = start; offset < end; offset++) assert.equal(offsetInValue(text, node, offset), index);
        }
        assert.equal(offsetInValue(text, node, 0), 0);
        assert.equal(offsetInValue(text, node, text.length), parts.length);
      }),
    );
  });
});
