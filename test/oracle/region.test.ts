// What patterns leave of another one, against every short path; however many there are, and whoever has them indexed.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { coversRead, mayShare, readPattern } from "../../server/src/evaluator/compare-patterns.ts";
import { OverlapIndex } from "../../server/src/evaluator/overlap-index.ts";
import { subtractRead } from "../../server/src/evaluator/region.ts";
import type { PathTokens } from "../../server/src/policy/path-tokens.ts";
import { patternTokens, writtenTokens } from "../evaluator/arbitrary-patterns.ts";
import { isInRegion, partsOfTokens } from "./build-client.ts";
import { allStrings, isStringOf } from "./pattern-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b"], 5).map((text) => `/${text}`);

const few = fc.array(patternTokens, { maxLength: 6 });
const many = fc.array(writtenTokens, { minLength: 20, maxLength: 40 });
/** More than are looked up one by one. */
const veryMany = fc.array(writtenTokens, { minLength: 101, maxLength: 130 });

test("a region holds what no other pattern matches, and names no exception twice", () => {
  fc.assert(
    fc.property(patternTokens, fc.oneof(few, many, veryMany), (inside, others) => checkRegion(inside, others)),
    propertyRuns(0.1),
  );
});

function checkRegion(inside: PathTokens, others: readonly PathTokens[]): void {
  const read = others.map(readPattern);
  const region = subtractRead(readPattern(inside), read);
  for (const path of PATHS) {
    const isLeft = isOf(inside, path) && !others.some((other) => isOf(other, path));
    if (isLeft || region.exact) assert.equal(isInRegion(region, path), isLeft, path);
  }
  const parts = region.except.map(readPattern);
  for (const [at, part] of parts.entries())
    assert.ok(!parts.some((other, place) => place !== at && coversRead(other, part)), String(part.tokens));
  const pattern = readPattern(inside);
  const near = new OverlapIndex(read).overlapping(pattern, { left: 1e9 });
  for (const other of read) assert.ok(near.patterns.includes(other) || !mayShare(other, pattern), String(other.tokens));
  assert.deepEqual(subtractRead(pattern, near), subtractRead(pattern, near.patterns));
}

test("where it takes too many steps, a region is told whole and not exactly", () => {
  fc.assert(
    fc.property(patternTokens, many, fc.integer({ min: 0, max: 60 }), (inside, others, left) => {
      const steps = { left };
      const told = subtractRead(readPattern(inside), others.map(readPattern), true, steps);
      const whole = subtractRead(readPattern(inside), others.map(readPattern));
      if (steps.left > 0) assert.deepEqual(told, whole);
      else assert.deepEqual(told, { inside, except: [], exact: false });
    }),
    propertyRuns(0.1),
  );
});

function isOf(tokens: PathTokens, path: string): boolean {
  return isStringOf(partsOfTokens(tokens), path);
}
