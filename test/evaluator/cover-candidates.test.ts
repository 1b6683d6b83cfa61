import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { coversRead, readPattern, shareRead } from "../../server/src/evaluator/compare-patterns.ts";
import { coverCandidates } from "../../server/src/evaluator/cover-candidates.ts";
import { ANY, SEGMENT } from "../../server/src/policy/path-tokens.ts";
import { propertyRuns } from "../oracle/property-runs.ts";
import { patternTokens } from "./arbitrary-patterns.ts";

test("whatever covers a part of a pattern is a candidate for it", () => {
  fc.assert(
    fc.property(patternTokens, fc.array(patternTokens, { maxLength: 12 }), (tokens, others) => {
      const inside = readPattern(tokens);
      const parts = others.map((other) => shareRead(inside, readPattern(other)));
      const candidates = coverCandidates(inside, parts);
      for (const part of parts) {
        if (part === undefined) continue;
        const found = candidates(part);
        for (const [at, other] of parts.entries())
          if (other && coversRead(other, part)) assert.ok(found.includes(at), `${other.tokens} covers ${part.tokens}`);
        assert.deepEqual(
          [...found].sort((a, b) => a - b),
          found,
        );
      }
    }),
    propertyRuns(0.5),
  );
});

test("what has another text where the pattern leaves it open is none", () => {
  const inside = readPattern(["/team/", SEGMENT, "/", ANY]);
  const names = Array.from({ length: 20 }, (_, at) => readPattern([`/team/${at}/db`]));
  const wide = readPattern(["/team/", SEGMENT, "/db"]);
  const candidates = coverCandidates(inside, [...names, wide]);
  assert.deepEqual(candidates(readPattern(["/team/7/db"])), [7, 20]);
  assert.deepEqual(candidates(wide), [20]);
});
