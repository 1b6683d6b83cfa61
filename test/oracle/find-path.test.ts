// The one exact primitive against trying every path: what it finds is there, and where it finds nothing, nothing is.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findPath } from "../../server/src/evaluator/find-path.ts";
import { DENIED, type IndexedRule } from "../../server/src/evaluator/indexed-rule.ts";
import { buildPathIndex } from "../../server/src/evaluator/path-index.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { writtenPattern } from "./arbitrary-policies.ts";
import { isStringOf, type Parts, partsOf, stringsOf } from "./pattern-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

interface PlainEntry {
  readonly path: string;
  readonly grants: number;
  readonly denies: boolean;
}

const pattern = writtenPattern.filter((written) => !written.includes("{"));
const entries: fc.Arbitrary<PlainEntry[]> = fc.array(
  fc.record({ path: pattern, grants: fc.constantFrom(1, 2, 3), denies: fc.nat(3).map((n) => n === 0) }),
  { maxLength: 6 },
);
const outcome = fc.constantFrom(0, 1, 2, 3, DENIED);

test("random rules: a path with some outcome, and none where none is", () => {
  fc.assert(
    fc.property(entries, pattern, outcome, (rules, asked, wanted) => {
      const index = buildPathIndex(rules.map(toIndexed));
      const answer = findPath({ inside: [tokensOf(asked)], indexes: [index], wanted: ([found]) => found === wanted });
      assert.ok(answer.decided);
      const read = rules.map((rule) => ({ ...rule, parts: meaning(rule.path) }));
      check(answer.witness, asked, (path) => outcomeOf(read, path) === wanted);
    }),
    propertyRuns(),
  );
});

test("random rules before and after: a path on which they differ, without a rule or with", () => {
  fc.assert(
    fc.property(entries, entries, pattern, fc.option(fc.nat(5)), (before, after, asked, left) => {
      const answer = findPath({
        inside: [tokensOf(asked)],
        indexes: [buildPathIndex(before.map(toIndexed)), buildPathIndex(after.map(toIndexed))],
        without: left === null ? [] : [{ index: 1, id: left }],
        wanted: ([was, is]) => was !== is,
        hopeless: ([was, is]) => was === DENIED && is === DENIED,
      });
      assert.ok(answer.decided);
      const [was, is] = [before, after.filter((_, at) => at !== left)].map((rules) =>
        rules.map((rule) => ({ ...rule, parts: meaning(rule.path) })),
      );
      check(answer.witness, asked, (path) => outcomeOf(was ?? [], path) !== outcomeOf(is ?? [], path));
    }),
    propertyRuns(),
  );
});

/** A witness is right and shortest; without one no path up to a length is right. */
function check(witness: string | undefined, asked: string, isRight: (path: string) => boolean): void {
  const parts = meaning(asked);
  const right = [...stringsOf(parts, CHARACTERS, LONGEST)].filter(isRight);
  if (witness === undefined) {
    assert.deepEqual(right, [], "not found");
    return;
  }
  assert.ok(isStringOf(parts, witness), `${witness} is not in ${asked}`);
  assert.ok(isRight(witness), `${witness} is not wanted`);
  const shortest = Math.min(...right.map((path) => path.length));
  assert.ok(witness.length <= shortest, `${witness} is longer than ${shortest}`);
}

function outcomeOf(rules: readonly (PlainEntry & { readonly parts: Parts })[], path: string): number {
  const matching = rules.filter(({ parts }) => isStringOf(parts, path));
  if (matching.some(({ denies }) => denies)) return DENIED;
  return matching.reduce((bits, { grants }) => bits | grants, 0);
}

/** `c` stands for every character that no pattern names. */
const CHARACTERS = ["/", "a", "b", "A", "c"];
const LONGEST = 5;

function toIndexed({ path, grants, denies }: PlainEntry): IndexedRule {
  return { tokens: tokensOf(path), grants: denies ? 0 : grants, denies };
}

function tokensOf(written: string): ReturnType<typeof tokenizePattern> {
  return tokenizePattern(readPathPattern(written));
}

function meaning(written: string): Parts {
  return partsOf(written, { innerStar: "any", partialPlus: "any" });
}
