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

/** Well-formed, and no longer than any path found by enumeration. */
function assertShortest(witness: string, found: readonly string[]): void {
  assert.doesNotMatch(witness, /\p{Surrogate}/u);
  const shortest = Math.min(...found.map((it) => it.length));
  assert.ok(witness.length <= shortest, `${witness} is longer than ${shortest}`);
}
