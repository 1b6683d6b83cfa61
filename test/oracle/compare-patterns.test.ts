// Exact answers about patterns against the strings themselves: each "no" is looked for by writing out all paths,
// each witness must really show what it is named for.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { covers, intersect, overlaps } from "../../server/src/evaluator/compare-patterns.ts";
import { examplePaths } from "../../server/src/evaluator/example-paths.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { ANY, type PathTokens } from "../../server/src/policy/path-tokens.ts";
import { tokenizePattern, WIDEST } from "../../server/src/policy/tokenize-pattern.ts";
import { plainPattern, writtenPattern } from "./arbitrary-policies.ts";
import { partsOfTokens } from "./build-client.ts";
import { allStrings, isStringOf, type Parts, partsOf, stringsOf } from "./pattern-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

/** `c` stands for every character that no pattern names. */
const CHARACTERS = ["/", "a", "b", "c"];
const LONGEST = 6;

const withoutTemplates = writtenPattern.filter((written) => !/[A{]/.test(written));

test("every pattern of three characters against every other", () => {
  const all = allStrings(["/", "a", "+", "*"], 3).filter((written) => written !== "");
  for (const p of all) for (const q of all) comparePair(p, q, 5);
});

test("patterns that were once answered wrongly", () => {
  comparePair("*b+", "/+/b*", LONGEST);
  comparePair("/+/b*", "*b+", LONGEST);
});

test("random patterns: covers, overlaps, intersect", () => {
  fc.assert(
    fc.property(withoutTemplates, withoutTemplates, (p, q) => comparePair(p, q, LONGEST)),
    propertyRuns(),
  );
});

test("patterns that people write: every intersection that is one pattern is written", () => {
  fc.assert(
    fc.property(plainPattern, plainPattern, (p, q) => {
      const [left, right] = [tokensOf(p), tokensOf(q)];
      const shared = intersect(left, right);
      if (shared === undefined) return;
      const strings = stringsOf(partsOfTokens(shared), CHARACTERS, LONGEST);
      const both = [...stringsOf(meaning(p), CHARACTERS, LONGEST)].filter((path) => isStringOf(meaning(q), path));
      assert.deepEqual(new Set(both), strings);
    }),
    propertyRuns(),
  );
});

test("example paths match, and near ones do not", () => {
  fc.assert(
    fc.property(withoutTemplates, (written) => {
      const { matching, near } = examplePaths(tokensOf(written));
      assert.ok(matching.length > 0, "a pattern always has an example");
      for (const path of matching) assert.ok(isStringOf(meaning(written), path), `${path} is no path of ${written}`);
      for (const path of near) assert.ok(!isStringOf(meaning(written), path), `${path} is a path of ${written}`);
      const all = covers(tokensOf(written), ["/", ANY]);
      assert.ok(near.length > 0 || (all.decided && all.holds), `nothing is near ${written}`);
    }),
    propertyRuns(),
  );
});

test("near a pattern of text and wildcards stands a path with another text", () => {
  const near = (written: string): readonly string[] => examplePaths(tokensOf(written)).near;
  assert.deepEqual(near("/1*"), ["/2", "/"]);
  assert.deepEqual(near("/-*b"), ["/-x", "/-", "/xb"]);
  assert.deepEqual(near("/*b"), ["/x", "/"]);
  assert.deepEqual(near("/🔑**b"), ["/🔑x", "/🔑", "/xb"]);
  assert.deepEqual(near("/.--**"), ["/.-x", "/.-"]);
  assert.deepEqual(near("/+a/A*b"), ["/a/Ax", "/a/A", "/a/xb"]);
  assert.deepEqual(near("/*"), []);
});

test("a character outside the basic plane stays whole, and a template keeps its name", () => {
  for (const path of examplePaths(tokensOf("/🔑")).near) assert.doesNotMatch(path, /\p{Cs}/u);
  assert.deepEqual(examplePaths(tokensOf("/{{g}}/{{g}}")).near, ["/{{g}}/{{g}}/db"]);
  assert.deepEqual(examplePaths(tokensOf("/{{g}}*")).near, ["/"]);
});

/** What the facts say of a pattern, and what the product reads in it, must be the same too. */
function comparePair(p: string, q: string, longest: number): void {
  const inP = stringsFor(p, longest);
  const inQ = stringsFor(q, longest);
  const covered = covers(tokensOf(p), tokensOf(q));
  assert.ok(covered.decided);
  const outside = [...inQ].filter((path) => !inP.has(path));
  if (covered.holds) assert.deepEqual(outside, [], `${p} does not cover ${q}`);
  else {
    const { witness } = covered;
    assert.ok(isStringOf(meaning(q), witness) && !isStringOf(meaning(p), witness), `${p} and ${q}: ${witness}`);
    assertShortest(witness, outside);
  }
  const shared = overlaps(tokensOf(p), tokensOf(q));
  assert.ok(shared.decided);
  const both = [...inQ].filter((path) => inP.has(path));
  if (!shared.holds) assert.deepEqual(both, [], `${p} and ${q} share paths`);
  else {
    const { witness } = shared;
    assert.ok(isStringOf(meaning(q), witness) && isStringOf(meaning(p), witness), `${p} and ${q}: ${witness}`);
    assertShortest(witness, both);
  }
  const intersection = intersect(tokensOf(p), tokensOf(q));
  if (intersection === undefined) return;
  assert.deepEqual(stringsOf(partsOfTokens(intersection), CHARACTERS, longest), new Set(both), `${p} and ${q}`);
}

function assertShortest(witness: string, found: readonly string[]): void {
  const [first = witness] = found.toSorted((a, b) => a.length - b.length);
  assert.ok(witness.length <= first.length, `${witness} is longer than ${first}`);
}

function meaning(written: string): Parts {
  return partsOf(written, { innerStar: "any", partialPlus: "any" });
}

function tokensOf(written: string): PathTokens {
  return tokenizePattern(readPathPattern(written), WIDEST);
}

function stringsFor(written: string, longest: number): ReadonlySet<string> {
  const key = `${longest}${written}`;
  const strings = kept.get(key) ?? stringsOf(meaning(written), CHARACTERS, longest);
  kept.set(key, strings);
  return strings;
}

const kept = new Map<string, ReadonlySet<string>>();
