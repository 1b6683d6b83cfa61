// Edits in pieces give the same text as all of it at once, also with CRLF, lone CR and characters of two units.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { createDocumentStore } from "../../server/src/lsp/document-store.ts";
import { editInMemory } from "./editor.ts";

const uri = "file:///app.akeyless.json";

const fragment = fc.constantFrom(
  '"',
  "{",
  "}",
  "[",
  "]",
  ":",
  ",",
  "\n",
  "\r\n",
  "\r",
  "\u{1F511}",
  "é",
  " ",
  '"rule-type"',
  '"[read, lst]"',
  '"capabilities"',
  "/a/*",
);

test("incremental edits equal the full text", () => {
  const texts = fc.array(fragment, { maxLength: 30 }).map((parts) => parts.join(""));
  const edits = fc.array(fc.record({ from: fc.nat(40), length: fc.nat(10), newText: texts }), { maxLength: 6 });
  fc.assert(
    fc.property(texts, edits, (start, changes) => {
      const store = createDocumentStore();
      store.recogniseBy(["**/*.akeyless.json"]);
      store.open(uri, "json", 1, start);
      let text = start;
      for (const [index, { from, length, newText }] of changes.entries()) {
        const [first, last] = [snap(text, from), snap(text, from + length)];
        const range = { start: positionIn(text, first), end: positionIn(text, last) };
        store.change(uri, index + 2, [{ range, text: newText }]);
        text = text.slice(0, first) + newText + text.slice(last);
      }
      assert.equal(store.getFile(uri)?.file.text, text);
    }),
  );
});

/** A place where a position can point: never between CR and LF. */
function snap(text: string, offset: number): number {
  const inside = Math.min(offset, text.length);
  return text[inside - 1] === "\r" && text[inside] === "\n" ? inside - 1 : inside;
}

/** An independent reading of what a position means in LSP. */
function positionIn(text: string, offset: number): { line: number; character: number } {
  const lines = text.slice(0, offset).split(/\r\n|\n|\r/);
  return { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 };
}

test("positions count UTF-16 units, in both directions", async () => {
  const editor = await editInMemory();
  const text = '{ "/\u{1F511}/é": [{ "capabilities": "[lst]" }] }';
  await editor.open(uri, text);
  const [finding] = await editor.findings(uri);
  // The key is one character on the screen and two units in the text; a string of JavaScript counts units too.
  const character = text.indexOf("lst");
  assert.equal([...text].slice(0, character).join("").endsWith("l"), true);
  assert.deepEqual(finding?.range, { start: { line: 0, character }, end: { line: 0, character: character + 3 } });
  await editor.change(uri, 2, "list", `0:${character}`, `0:${character + 3}`);
  assert.deepEqual(await editor.findings(uri), []);
  assert.match(JSON.stringify(await editor.hover(uri, "0:4")), /\u{1F511}/u);
  editor.close();
});

test("lines end at CRLF, and fixes leave it alone", async () => {
  const editor = await editInMemory();
  const text = '{\r\n  "/a/b": [\r\n    { "capabilities": "[lst]" }\r\n  ]\r\n}\r\n';
  await editor.open(uri, text);
  const [finding] = await editor.findings(uri);
  assert.deepEqual(finding?.range.start, { line: 2, character: 24 });
  await editor.change(uri, 2, "read", "2:24", "2:27");
  assert.deepEqual(await editor.findings(uri), []);
  editor.close();
});
