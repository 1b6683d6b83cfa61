// Plain text is what people read of the Markdown that we write, whatever users write in it.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { codeSpan, escapeMarkdown, linkedSentence, pathSpan, plainText } from "../../server/src/features/markdown.ts";

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom("`", "*", "[", "]", "(", ")", "\\", "_", "a", " ", "<", "&") }),
);
const shown = (text: string): string => text.replace(/\s/g, " ");

test("what is escaped or code reads as it was written", () => {
  fc.assert(
    fc.property(anyText, anyText, anyText, (before, code, after) => {
      fc.pre(code !== "" && !code.startsWith("/"));
      const markdown = `${escapeMarkdown(before)} **${codeSpan(code)}** ${escapeMarkdown(after)}`;
      assert.equal(plainText(markdown), `${shown(before)} ${shown(code)} ${shown(after)}`);
    }),
    { numRuns: 2000 },
  );
});

test("a path reads as JSON writes it, whatever it holds", () => {
  fc.assert(
    fc.property(anyText, anyText, (before, path) => {
      const plain = plainText(`${escapeMarkdown(before)} ${pathSpan(`/${path}`)}, ${pathSpan("/x")}`);
      assert.equal(plain, `${shown(before)} ${JSON.stringify(`/${path}`)}, "/x"`);
    }),
    { numRuns: 2000 },
  );
});

test("what nobody would see is escaped in paths, in Markdown too", () => {
  assert.equal(pathSpan("/a \n\u202eb"), "`/a \\n\\u202eb`");
  assert.equal(plainText(pathSpan("/a \n\u202eb")), '"/a \\n\\u202eb"');
});

test("a link reads as its label, wherever it leads", () => {
  fc.assert(
    fc.property(anyText, anyText, fc.nat(), (label, document, line) => {
      const sentence = ["By ", { label, source: { document, line, span: { start: 0, end: 0 } } }, "."];
      assert.equal(plainText(linkedSentence(sentence, "file:///a(b).json")), `By ${shown(label)}.`);
    }),
    { numRuns: 2000 },
  );
});
