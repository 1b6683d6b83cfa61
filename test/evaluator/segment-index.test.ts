// The index by segments beside plain backtracking: on indexes of any size, where words share a hash, where patterns are
// odd. Small indexes go by their text alone; so rules that match nothing here fill the index up.
import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { DENIED, type IndexedRule } from "../../server/src/evaluator/indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "../../server/src/evaluator/path-index.ts";
import { addToHash } from "../../server/src/evaluator/segment-words.ts";
import { ANY, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";
import { propertyRuns } from "../oracle/property-runs.ts";
import { anyPath, indexedRule, patternTokens } from "./arbitrary-patterns.ts";
import { matchesByBacktracking } from "./match-by-backtracking.ts";

const allow = (tokens: PathTokens, grants = 1): IndexedRule => ({ tokens, grants, denies: false });

const FILLING = Array.from({ length: 200 }, (_, i) => allow([`/filling/${i}`], 8));

/** An index by segments; the ids of these rules begin at 0. */
const buildLarge = (rules: readonly IndexedRule[]): PathIndex => buildPathIndex([...rules, ...FILLING]);

test("agrees with backtracking on random rules", () => {
  fc.assert(
    fc.property(fc.array(indexedRule, { maxLength: 12 }), fc.array(anyPath, { maxLength: 8 }), (rules, paths) => {
      const index = buildLarge(rules);
      for (const path of paths) assertAnswers(index, rules, path);
    }),
    propertyRuns(1 / 6),
  );
});

test("takes rules in and out, also in a copy, and tells all of them to the questions", () => {
  const change = fc.oneof(indexedRule, fc.nat({ max: 5 }));
  fc.assert(
    fc.property(
      fc.array(indexedRule, { minLength: 6, maxLength: 6 }),
      fc.array(change, { maxLength: 8 }),
      fc.array(anyPath, { maxLength: 8 }),
      patternTokens,
      (initial, changes, paths, asked) => {
        const first = buildLarge(initial);
        const copy = first.copy();
        const held: IndexedRule[] = [...initial];
        for (const [at, it] of changes.entries()) {
          if (typeof it === "number") {
            copy.replace(it, allow(["/gone"]));
            held[it] = allow(["/gone"]);
          } else {
            copy.replace(at % 6, it);
            held[at % 6] = it;
          }
        }
        for (const [index, rules] of [
          [first, initial],
          [copy, held],
        ] as const) {
          for (const path of paths) assertAnswers(index, rules, path);
          assert.deepEqual(
            index.overlapping(asked),
            buildPathIndex([...rules, ...FILLING], "questions").overlapping(asked),
          );
        }
        for (const id of held.keys()) copy.remove(id);
        for (const path of paths) assertAnswers(copy, [], path);
      },
    ),
    propertyRuns(0.1),
  );
});

test("words that share a hash are told apart", () => {
  const [a, b] = sharingWords();
  assert.notEqual(a, b);
  assert.equal(hashOf(a), hashOf(b));
  const onlyOne = buildLarge([
    allow([`/${a}`]),
    allow([`/x/${a}/`, ANY], 2),
    allow(["/", SEGMENT], 4),
    allow([`/y/${a}`, ANY]),
  ]);
  assert.equal(onlyOne.decide(`/${a}`), 5);
  assert.equal(onlyOne.decide(`/${b}`), 4);
  assert.equal(onlyOne.decide(`/x/${b}/z`), 0);
  assert.equal(onlyOne.decide(`/y/${a}z`), 1);
  assert.equal(onlyOne.decide(`/y/${b}z`), 0);
  assert.equal(onlyOne.decide(b), 0);
  assert.deepEqual(onlyOne.matching(`/${b}`), [2]);
  const both = buildLarge([allow([`/${a}`]), allow([`/${b}`], 2)]);
  assert.equal(both.decide(`/${a}`), 1);
  assert.equal(both.decide(`/${b}`), 2);
  assert.deepEqual(both.matching(`/${b}`), [1]);
});

test("a word whose hash is that of no text is not empty", () => {
  const word = wordOfHashZero();
  assert.equal(hashOf(word), 0);
  const index = buildLarge([allow(["/", SEGMENT, "/x"]), allow(["//x"], 2), allow([`/${word}/y`], 4)]);
  assert.equal(index.decide(`/${word}/x`), 1);
  assert.equal(index.decide("//x"), 2);
  assert.equal(index.decide(`/${word}/y`), 4);
  assert.equal(index.decide("//y"), 0);
});

test("beginnings longer than are told one by one, and paths longer than any before", () => {
  const long = "l".repeat(40);
  const deep = `/deep${"/d".repeat(3000)}`;
  const index = buildLarge([
    allow([`/a/${long}`, ANY]),
    allow([`/a/${long.slice(0, 35)}`, ANY], 2),
    allow([`${deep}/`, ANY], 4),
  ]);
  assert.equal(index.decide(`/a/${long}er`), 3);
  assert.equal(index.decide(`/a/${long.slice(0, 38)}`), 2);
  assert.equal(index.decide(`/a/${long.slice(0, 34)}`), 0);
  assert.equal(index.decide(`${deep}/x`), 4);
  assert.equal(index.decide(deep), 0);
});

function assertAnswers(index: PathIndex, rules: readonly IndexedRule[], path: string): void {
  const matching = rules.flatMap(({ tokens }, id) => (matchesByBacktracking(tokens, path) ? [id] : []));
  assert.deepEqual(index.matching(path), matching);
  const denied = matching.some((id) => rules[id]?.denies);
  assert.equal(index.decide(path), denied ? DENIED : matching.reduce((bits, id) => bits | (rules[id]?.grants ?? 0), 0));
}

function hashOf(text: string): number {
  let hash = 0;
  for (let at = 0; at < text.length; at++) hash = addToHash(hash, text.charCodeAt(at));
  return hash;
}

/** Two words of one hash: among so many there are some. */
function sharingWords(): [string, string] {
  const byHash = new Map<number, string>();
  for (let i = 0; i < 1_000_000; i++) {
    const word = `word-${i.toString(36)}-${(i * 7919) % 1009}`;
    const hash = hashOf(word);
    const other = byHash.get(hash);
    if (other !== undefined) return [other, word];
    byHash.set(hash, word);
  }
  throw new Error("No two words share a hash.");
}

/** Three code units, of which the third makes up for the others. */
function wordOfHashZero(): string {
  for (let first = 0x100; first < 0x500; first++)
    for (let second = 0x100; second < 0x500; second++) {
      const before = hashOf(String.fromCharCode(first, second));
      const third = -addToHash(before, 0) >>> 0;
      if (third >= 0x100 && third < 0xd800) return String.fromCharCode(first, second, third);
    }
  throw new Error("No such word.");
}
