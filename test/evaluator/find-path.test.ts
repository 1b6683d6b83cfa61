import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { covers, intersect, overlaps } from "../../server/src/evaluator/compare-patterns.ts";
import { findPath } from "../../server/src/evaluator/find-path.ts";
import { DENIED, type IndexedRule } from "../../server/src/evaluator/indexed-rule.ts";
import { buildPathIndex } from "../../server/src/evaluator/path-index.ts";
import { ANY, PART, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";
import { indexedRule, patternTokens, writtenTokens } from "./arbitrary-patterns.ts";
import { matchesByBacktracking, stringsOver } from "./match-by-backtracking.ts";

const YES = { decided: true, holds: true };
const allow = (tokens: PathTokens, grants = 1): IndexedRule => ({ tokens, grants, denies: false });
const deny = (tokens: PathTokens): IndexedRule => ({ tokens, grants: 0, denies: true });

/** `c` stands for every character that no pattern names. */
const PATHS = [...stringsOver(["/", "a", "b", "c", "\u{1f600}", "\u{1f602}"], 5)];

describe("two patterns", () => {
  test("a prefix covers what lies below it, not the object it names", () => {
    assert.deepEqual(covers(["/a/", ANY], ["/a/b"]), YES);
    assert.deepEqual(covers(["/a/", ANY], ["/a"]), { decided: true, holds: false, witness: "/a" });
    assert.deepEqual(covers(["/foo", ANY], ["/foo/", ANY]), YES);
    assert.deepEqual(covers(["/foo/", ANY], ["/foo", ANY]), { decided: true, holds: false, witness: "/foo" });
  });

  test("a witness uses a character that no rule names", () => {
    assert.deepEqual(covers(["/a"], ["/", SEGMENT]), { decided: true, holds: false, witness: "/x" });
    assert.deepEqual(covers(["/x"], ["/", SEGMENT]), { decided: true, holds: false, witness: "/a" });
  });

  test("crossing patterns overlap in both their demands", () => {
    assert.deepEqual(overlaps(["/a/", SEGMENT], ["/", SEGMENT, "/b"]), { ...YES, witness: "/a/b" });
    assert.deepEqual(overlaps(["/a/", SEGMENT], ["/b/", ANY]), { decided: true, holds: false });
  });

  test("intersections are written as one pattern where that is possible", () => {
    assert.deepEqual(intersect(["/a/", SEGMENT, "/", ANY], ["/", SEGMENT, "/b/", ANY]), ["/a/b/", ANY]);
    assert.deepEqual(intersect(["/a/", ANY], ["/a/b"]), ["/a/b"]);
    assert.deepEqual(intersect(["/a/p", ANY], ["/a/", SEGMENT]), ["/a/p", PART]);
    assert.equal(intersect(["/a"], ["/b"]), undefined);
  });
});

describe("a path in indexes", () => {
  const grantsWithoutDeny = ([outcome = 0]: readonly number[]): boolean => outcome !== 0 && outcome !== DENIED;

  test("an allow that lies wholly inside denies never grants", () => {
    const indexes = [buildPathIndex([allow(["/a/", SEGMENT]), deny(["/a/", ANY])])];
    const answer = findPath({ inside: [["/a/", SEGMENT]], indexes, wanted: grantsWithoutDeny });
    assert.deepEqual(answer, { decided: true, witness: undefined });
  });

  test("a rule left out shows what it adds", () => {
    const indexes = [buildPathIndex([allow(["/a/", ANY]), allow(["/a/x"])])];
    const question = { inside: [["/a/", ANY]] as PathTokens[], indexes, wanted: ([it]: readonly number[]) => it === 0 };
    assert.deepEqual(findPath({ ...question, without: [{ index: 0, id: 0 }] }), { decided: true, witness: "/a/" });
    assert.deepEqual(findPath({ ...question, without: [{ index: 0, id: 1 }] }), { decided: true, witness: undefined });
  });

  test("a budget that is too small is said", () => {
    const indexes = [buildPathIndex([allow(["/a/b/c"])])];
    const answer = findPath({ inside: [["/", ANY]], indexes, wanted: () => false, budget: 2 });
    assert.deepEqual(answer, { decided: false });
  });
});

test("covers and overlaps agree with enumeration", () => {
  fc.assert(
    fc.property(patternTokens, patternTokens, (p, q) => {
      const covered = covers(p, q);
      const shared = overlaps(p, q);
      assert.ok(covered.decided && shared.decided);
      const outside = PATHS.filter((it) => matchesByBacktracking(q, it) && !matchesByBacktracking(p, it));
      const common = PATHS.filter((it) => matchesByBacktracking(q, it) && matchesByBacktracking(p, it));
      if (covered.holds) assert.deepEqual(outside, []);
      else {
        assert.ok(matchesByBacktracking(q, covered.witness) && !matchesByBacktracking(p, covered.witness));
        assertShortest(covered.witness, outside);
      }
      if (!shared.holds) assert.deepEqual(common, []);
      else {
        assert.ok(matchesByBacktracking(q, shared.witness) && matchesByBacktracking(p, shared.witness));
        assertShortest(shared.witness, common);
      }
    }),
    { numRuns: 150 },
  );
});

test("an intersection is exactly what both match", () => {
  fc.assert(
    fc.property(fc.oneof(writtenTokens, patternTokens), writtenTokens, (p, q) => {
      const both = intersect(p, q);
      if (both === undefined) return;
      for (const path of PATHS.slice(0, 2000))
        assert.equal(
          matchesByBacktracking(both, path),
          matchesByBacktracking(p, path) && matchesByBacktracking(q, path),
          path,
        );
    }),
    { numRuns: 300 },
  );
});

test("findPath agrees with enumeration over two indexes", () => {
  const rules = fc.array(indexedRule, { maxLength: 4 });
  fc.assert(
    fc.property(patternTokens, rules, rules, fc.option(fc.nat({ max: 3 })), (asked, before, after, left) => {
      const outcome = (all: readonly IndexedRule[], path: string, without: number | null) => {
        const matching = all.filter(({ tokens }, id) => id !== without && matchesByBacktracking(tokens, path));
        return matching.some(({ denies }) => denies) ? DENIED : matching.reduce((bits, it) => bits | it.grants, 0);
      };
      const answer = findPath({
        inside: [asked],
        indexes: [buildPathIndex(before), buildPathIndex(after)],
        without: left === null ? [] : [{ index: 1, id: left }],
        wanted: ([a, b]) => a !== b,
        hopeless: ([a, b]) => a === DENIED && b === DENIED,
      });
      assert.ok(answer.decided);
      const differing = PATHS.filter(
        (it) => matchesByBacktracking(asked, it) && outcome(before, it, null) !== outcome(after, it, left),
      );
      const { witness } = answer;
      if (witness === undefined) return assert.deepEqual(differing, []);
      assert.ok(matchesByBacktracking(asked, witness));
      assert.notEqual(outcome(before, witness, null), outcome(after, witness, left));
      assertShortest(witness, differing);
    }),
    { numRuns: 150 },
  );
});

test("where fewer rules suffice, the shorter search finds as short a path", () => {
  const rules = fc.array(indexedRule, { maxLength: 6 });
  fc.assert(
    fc.property(patternTokens, rules, fc.constantFrom(1, 2, 3, 7), (asked, all, bits) => {
      const question = {
        inside: [asked],
        indexes: [buildPathIndex(all)],
        wanted: ([outcome = 0]: readonly number[]) => outcome !== DENIED && (bits & ~outcome) !== 0,
      };
      const whole = findPath(question);
      const short = findPath({ ...question, fewerRulesSuffice: true });
      assert.ok(whole.decided && short.decided);
      assert.equal(short.witness?.length, whole.witness?.length);
      if (short.witness !== undefined) {
        assert.ok(matchesByBacktracking(asked, short.witness));
        assert.ok(question.wanted([question.indexes[0]?.decide(short.witness) ?? 0]));
      }
    }),
    { numRuns: 500 },
  );
});

test("hopeless sees what is certain and at least what is possible", () => {
  const rules = fc.array(indexedRule, { maxLength: 5 });
  fc.assert(
    fc.property(patternTokens, rules, fc.nat({ max: 4 }), (asked, all, removed) => {
      const index = buildPathIndex(all);
      index.remove(removed);
      const wanted = ([outcome = 0]: readonly number[]): boolean => outcome !== DENIED && (outcome & 2) !== 0;
      const question = { inside: [asked], indexes: [index], wanted };
      const pruned = findPath({
        ...question,
        hopeless: ([certain = 0], [possible = 0]) => certain === DENIED || ((certain | possible) & 2) === 0,
      });
      const whole = findPath(question);
      assert.ok(pruned.decided && whole.decided);
      assert.equal(pruned.witness?.length, whole.witness?.length);
    }),
    { numRuns: 300 },
  );
});

describe("half a surrogate pair in a pattern", () => {
  test("never makes a witness that is not well-formed", () => {
    assert.deepEqual(overlaps(["/\ud83d", ANY], ["/", ANY]), { ...YES, witness: "/\ud83d\udc00" });
    assert.deepEqual(overlaps(["/\ud83d"], ["/", ANY]), { decided: true, holds: false });
  });

  test("is met by a pair that begins in a wildcard", () => {
    const answer = overlaps(["/", ANY, "\ude00"], ["/", SEGMENT]);
    assert.ok(answer.decided && answer.holds);
    assert.ok(matchesByBacktracking(["/", ANY, "\ude00"], answer.witness));
    assert.doesNotMatch(answer.witness, /\p{Surrogate}/u);
  });
});

describe("patterns made to be hard", () => {
  const chain = (count: number): PathTokens =>
    Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? "/" : SEGMENT));

  test("a chain of thousands of + is compared all the same", () => {
    assert.deepEqual(covers(["/", ANY], chain(5000)), YES);
    assert.deepEqual(covers(chain(5000), chain(5000)), YES);
    assert.deepEqual(covers(chain(4999), chain(5000)), { decided: true, holds: false, witness: "/x".repeat(5000) });
  });

  test("what has too many states is said to be undecided", () => {
    // Where an `a` stood among the last segments: two to the power of their number.
    const rules = Array.from({ length: 24 }, (_, i) => allow(["/", ANY, "/a", ...chain(i + 1)]));
    const answer = findPath({ inside: [["/", ANY]], indexes: [buildPathIndex(rules)], wanted: ([it]) => it === 2 });
    assert.deepEqual(answer, { decided: false });
  });
});

/** Well-formed, and no longer than any path found by enumeration. */
function assertShortest(witness: string, found: readonly string[]): void {
  assert.doesNotMatch(witness, /\p{Surrogate}/u);
  const shortest = Math.min(...found.map((it) => it.length));
  assert.ok(witness.length <= shortest, `${witness} is longer than ${shortest}`);
}
