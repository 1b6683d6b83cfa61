// Whether a path is one of a pattern for some claim values, held to a regular expression with back-references.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { isPathForSomeValues } from "../../server/src/evaluator/path-for-values.ts";
import { type PathPattern, type PatternPiece, readPathPattern } from "../../server/src/policy/path-pattern.ts";
import type { PatternReading } from "../../server/src/policy/tokenize-pattern.ts";
import { propertyRuns } from "../oracle/property-runs.ts";

const PARTS = ["/", "a", "b", "+", "*", "\u{1f600}", "\ud83d", "{{t}}", "{{t}}", "{{u}}"];

const pattern = fc.array(fc.constantFrom(...PARTS), { maxLength: 7 }).map((parts) => readPathPattern(parts.join("")));

const reading: fc.Arbitrary<PatternReading> = fc.record({
  innerStar: fc.constantFrom("any", "literal"),
  partialPlus: fc.constantFrom("any", "literal"),
  template: fc.constant("part"),
});

const text = fc.string({ unit: fc.constantFrom("a", "b", "/", "+", "*", "\u{1f600}", "\ude00"), maxLength: 4 });

/** A path that has a chance: the pieces of a pattern with one text or another in the place of all that is loose. */
const question = fc
  .tuple(pattern, reading, fc.array(text, { minLength: 7, maxLength: 7 }))
  .map(([asked, how, texts]) => ({ pattern: asked, reading: how, path: fill(asked, texts) }));

function fill({ pieces, written }: PathPattern, texts: readonly string[]): string {
  const ofClaim = (claim: string): string | undefined => (claim === "t" ? texts[0] : texts[1]);
  const filled = pieces.map(({ kind, text: own }, at) =>
    kind === "text" ? own : ((kind === "template" ? ofClaim(own) : texts[at]) ?? ""),
  );
  return `${written.startsWith("/") ? "" : "/"}${filled.join("")}`;
}

test("a path is of a pattern for some values if the expression with back-references matches it", () => {
  let [asked, matched, repeated] = [0, 0, 0];
  fc.assert(
    fc.property(question, ({ path, ...read }) => {
      const answer = isPathForSomeValues(read, path);
      if (answer === undefined) return;
      // Whoever asks knows that the path matches with any value in the place of each template.
      if (!expressionOf(read.pattern, read.reading, () => "[^/]+").test(path)) return;
      const templates = read.pattern.pieces.flatMap(({ kind, text: claim }) => (kind === "template" ? [claim] : []));
      const expected = templates.length === 0 || expressionOf(read.pattern, read.reading, oneValue()).test(path);
      assert.equal(answer, expected, `${read.pattern.written} ${path}`);
      asked++;
      if (answer) matched++;
      if (answer && new Set(templates).size < templates.length) repeated++;
    }),
    propertyRuns(),
  );
  assert.ok(matched > 0 && matched < asked && repeated > 0, "every kind of answer came");
});

test("one claim has one value in a pattern", () => {
  const read = { pattern: readPathPattern("/{{t}}/{{t}}"), reading: WIDEST_PART };
  assert.equal(isPathForSomeValues(read, "/a/a"), true);
  assert.equal(isPathForSomeValues(read, "/a/b"), false);
});

test("what may take long is not decided", () => {
  const read = { pattern: readPathPattern("/{{t}}/+/+/{{t}}/*"), reading: WIDEST_PART };
  assert.equal(isPathForSomeValues(read, "/a/b/c/a/d"), undefined);
  const short = { pattern: readPathPattern("/{{t}}/{{t}}"), reading: WIDEST_PART };
  assert.equal(isPathForSomeValues(short, `/${"a".repeat(50)}/${"a".repeat(50)}`), undefined);
});

const WIDEST_PART: PatternReading = { innerStar: "any", partialPlus: "any", template: "part" };

/** A plain value for each claim, the same wherever it is named. */
function oneValue(): (claim: string) => string {
  const groups = new Map<string, number>();
  return (claim) => {
    const known = groups.get(claim);
    groups.set(claim, known ?? groups.size + 1);
    return known === undefined ? "([^/*+]+)" : `(?:\\${known})`;
  };
}

function expressionOf(
  { pieces, written }: PathPattern,
  how: PatternReading,
  ofClaim: (claim: string) => string,
): RegExp {
  const sources = pieces.map((piece) => (piece.kind === "template" ? ofClaim(piece.text) : sourceOf(piece, how)));
  return new RegExp(`^${written.startsWith("/") ? "" : "/"}${sources.join("")}$`, "u");
}

function sourceOf({ kind, text: written }: PatternPiece, { innerStar, partialPlus }: PatternReading): string {
  if (kind === "segment") return "[^/]+";
  if (kind === "star" || (kind === "inner-star" && innerStar === "any")) return "[\\s\\S]*";
  if (kind === "partial-plus" && partialPlus === "any") return "[^/]*";
  return written.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
}
