// The words of a capability list and their exact places, in every form in which the list may be written.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { CAPABILITIES, readCapability } from "../../server/src/policy/capability.ts";
import { readCapabilities } from "../../server/src/policy/read-capabilities.ts";
import type { CapabilityList } from "../../server/src/policy/rules-file.ts";
import { readJson } from "../../server/src/text/read-json.ts";

function readList(text: string): CapabilityList | undefined {
  const { root } = readJson(text);
  assert.ok(root);
  return readCapabilities(text, root);
}

describe("words", () => {
  const cases: readonly [string, string, readonly string[]][] = [
    [`"[read, list]"`, "bracketed", ["read", "list"]],
    [`"[read,list]"`, "bracketed", ["read", "list"]],
    [`"  [ read ,\\tlist ]  "`, "bracketed", ["read", "list"]],
    [`"[]"`, "bracketed", []],
    [`"[ , ]"`, "bracketed", []],
    [`"[read,,list,]"`, "bracketed", ["read", "list"]],
    [`"[\\"read\\", 'list']"`, "bracketed", ["read", "list"]],
    [`"read, list"`, "unbracketed", ["read", "list"]],
    [`"[read, list"`, "unbracketed", ["read", "list"]],
    [`"read"`, "unbracketed", ["read"]],
    [`""`, "unbracketed", []],
    [`["read", "list"]`, "array", ["read", "list"]],
    [`["read, list"]`, "array", ["read", "list"]],
    [`[" read ", ""]`, "array", ["read"]],
    ["[]", "array", []],
  ];
  for (const [text, form, words] of cases) {
    it(`of ${text} are ${words.join(" and ") || "none"}, ${form}`, () => {
      const list = readList(text);
      assert.deepEqual([list?.form, list?.items.map(({ value }) => value)], [form, words]);
    });
  }

  it("are not there at all in a value that holds no text", () => {
    for (const text of ["1", "null", "{}", `["read", 1]`, "[[]]"]) assert.equal(readList(text), undefined, text);
  });
});

describe("the place of a word", () => {
  it("is that word alone, in every form", () => {
    for (const text of [
      `"[read, list]"`,
      `" [ read ,list ] "`,
      `"read,list"`,
      `[ "read", " list"]`,
      `"['read',\\"list\\"]"`,
    ]) {
      assert.deepEqual(
        readList(text)?.items.map(({ span }) => text.slice(span.start, span.end)),
        ["read", "list"],
        text,
      );
    }
  });

  it("holds under escapes", () => {
    const text = `"\\u005b\\u0072ead\\u002c\\tl\\u0069st]"`;
    assert.deepEqual(
      readList(text)?.items.map(({ value, span }) => [value, text.slice(span.start, span.end)]),
      [
        ["read", "\\u0072ead"],
        ["list", "l\\u0069st"],
      ],
    );
  });

  it("decodes to the word, whatever the list holds", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 6 }), { maxLength: 5 }), (words) => {
        const text = JSON.stringify(`[${words.join(", ")}]`);
        for (const { value, span } of readList(text)?.items ?? []) {
          assert.equal(JSON.parse(`"${text.slice(span.start, span.end)}"`), value);
        }
      }),
    );
  });
});

describe("a written capability", () => {
  it("is read by its name, in another case, and under its name in exports", () => {
    for (const word of CAPABILITIES) {
      assert.deepEqual(readCapability(word.name), { word, form: "name" });
      assert.deepEqual(readCapability(word.name.toUpperCase()), { word, form: "other-case" });
      if (word.exportName) assert.deepEqual(readCapability(word.exportName), { word, form: "export-name" });
    }
  });

  it("is nothing when the word is unknown", () => {
    for (const written of ["", "raed", "constructor", "read "]) assert.equal(readCapability(written), undefined);
  });
});
