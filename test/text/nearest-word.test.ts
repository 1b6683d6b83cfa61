import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { nearestWord, nearestWords } from "../../server/src/text/nearest-word.ts";

const CAPABILITIES = ["list", "read", "create", "update", "delete", "deny"];

describe("the nearest word", () => {
  const meant: readonly [string, string][] = [
    ["lst", "list"],
    ["raed", "read"],
    ["READ", "read"],
    ["reads", "read"],
    ["creat", "create"],
    ["updtae", "update"],
    ["delte", "delete"],
    ["dney", "deny"],
  ];
  for (const [written, word] of meant) {
    it(`to ${written} is ${word}`, () => assert.equal(nearestWord(written, CAPABILITIES), word));
  }

  for (const written of ["admin", "*", "", "write", "execute", "r", "readwrite"]) {
    it(`to ${JSON.stringify(written)} is none`, () => assert.equal(nearestWord(written, CAPABILITIES), undefined));
  }

  it("to anything is none among none", () => assert.equal(nearestWord("read", []), undefined));

  it("to a long word may have more slips, to a short one few", () => {
    assert.equal(nearestWord("justfy_acess_onli", ["justify_access_only"]), "justify_access_only");
    assert.equal(nearestWord("title", ["ttl"]), undefined);
    assert.equal(nearestWord("ttls", ["ttl"]), "ttl");
  });
});

describe("which word is meant", () => {
  it("is certain after a small slip", () => {
    for (const written of ["lst", "raed", "updte", "dleete"]) {
      assert.equal(nearestWords(written, CAPABILITIES).certain, true, written);
    }
  });

  it("is not certain between two", () => {
    assert.deepEqual(nearestWords("ra-rule", ["sra-rule", "item-rule", "ara-rule"]), {
      words: ["sra-rule", "ara-rule"],
      certain: false,
    });
  });

  it("is not certain after two slips in a short word", () => {
    assert.deepEqual(nearestWords("load", CAPABILITIES), { words: ["read"], certain: false });
  });

  it("is not certain when nothing is near", () => {
    assert.deepEqual(nearestWords("administrator", CAPABILITIES), { words: [], certain: false });
  });
});
