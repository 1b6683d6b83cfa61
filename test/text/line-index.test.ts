import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { indexLines } from "../../server/src/text/line-index.ts";

describe("positions", () => {
  const text = "ab\ncd\r\nef\rg😀h\n";
  const lines = indexLines(text);
  const cases: readonly [number, number, number][] = [
    [0, 0, 0],
    [2, 0, 2],
    [3, 1, 0],
    [5, 1, 2],
    [6, 1, 3],
    [7, 2, 0],
    [10, 3, 0],
    [11, 3, 1],
    [13, 3, 3],
    [15, 4, 0],
  ];
  for (const [offset, line, character] of cases) {
    it(`of offset ${offset} is line ${line}, character ${character}`, () =>
      assert.deepEqual(lines.positionAt(offset), { line, character }));
  }

  it("count the line after the last line end", () => {
    assert.equal(lines.lineCount, 5);
    assert.equal(indexLines("").lineCount, 1);
  });

  it("of offsets outside the text are its ends", () => {
    assert.deepEqual(lines.positionAt(-5), { line: 0, character: 0 });
    assert.deepEqual(lines.positionAt(500), { line: 4, character: 0 });
  });

  it("agree with counting line ends before the offset", () => {
    const pieces = fc.array(fc.constantFrom("a", "\n", "\r", "\r\n", "😀"), { maxLength: 30 });
    fc.assert(
      fc.property(pieces, fc.nat({ max: 40 }), (parts, wanted) => {
        const any = parts.join("");
        const offset = Math.min(wanted, any.length);
        // Between CR and LF one is still on the line that they end.
        const before = any.slice(0, offset).split(/\r\n|\n|\r(?!\n)/);
        const insideLineEnd = any[offset - 1] === "\r" && any[offset] === "\n";
        const line = before.length - 1 - (insideLineEnd ? 1 : 0);
        assert.equal(indexLines(any).positionAt(offset).line, line);
      }),
    );
  });

  it("do not depend on what was asked before", () => {
    const pieces = fc.array(fc.constantFrom("a", "\n", "\r", "\r\n"), { maxLength: 60 });
    fc.assert(
      fc.property(pieces, fc.array(fc.nat({ max: 80 }), { maxLength: 10 }), (parts, wanted) => {
        const any = indexLines(parts.join(""));
        for (const offset of wanted) {
          assert.deepEqual(any.positionAt(offset), indexLines(parts.join("")).positionAt(offset));
        }
      }),
    );
  });
});
