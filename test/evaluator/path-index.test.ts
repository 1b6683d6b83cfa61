import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { overlaps } from "../../server/src/evaluator/compare-patterns.ts";
import { DENIED, type IndexedRule } from "../../server/src/evaluator/indexed-rule.ts";
import { buildPathIndex } from "../../server/src/evaluator/path-index.ts";
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";
import { anyPath, indexedRule, patternTokens } from "./arbitrary-patterns.ts";
import { matchesByBacktracking } from "./match-by-backtracking.ts";

const allow = (tokens: PathTokens, grants = 1): IndexedRule => ({ tokens, grants, denies: false });
const deny = (tokens: PathTokens): IndexedRule => ({ tokens, grants: 0, denies: true });
const matches = (tokens: PathTokens, path: string): boolean => buildPathIndex([allow(tokens)]).decide(path) === 1;

describe("one pattern", () => {
  const cases: readonly [string, PathTokens, readonly string[], readonly string[]][] = [
    ["text is exact", ["/foo"], ["/foo"], ["/foo/x", "/fo", "/fooo", "/Foo", "", "foo"]],
    [
      "a last * takes everything, also nothing",
      ["/foo/", ANY],
      ["/foo/", "/foo/x", "/foo/x/y", "/foo//"],
      ["/foo", "/fo"],
    ],
    ["a * after text spills over", ["/foo", ANY], ["/foo", "/foo/x", "/foobar/x"], ["/fo", "/bar"]],
    [
      "+ is one segment, never empty",
      ["/a/", SEGMENT, "/c"],
      ["/a/b/c", "/a/+/c"],
      ["/a//c", "/a/c", "/a/b/b/c", "/a/b/c/"],
    ],
    ["+ at the end", ["/a/", SEGMENT], ["/a/b"], ["/a/", "/a", "/a/b/"]],
    ["++ in a row", ["/", SEGMENT, "/", SEGMENT, "/", ANY], ["/a/b/", "/a/b/c"], ["/a/b", "//b/c", "/a//c"]],
    ["a part may be empty", ["/a-", PART, "-z"], ["/a--z", "/a-b-z", "/a---z"], ["/a-/-z", "/a-z"]],
    ["an inner * crosses slashes", ["/a", ANY, "z"], ["/az", "/a/b/z", "/azz"], ["/a", "/a/z/"]],
    ["a segment within a segment", ["/a", SEGMENT, "b"], ["/axb", "/abb"], ["/ab", "/a/b"]],
    ["surrogates that share the high half", ["/\u{1f600}"], ["/\u{1f600}"], ["/\u{1f601}", "/\ud83d"]],
    ["a surrogate pair in a segment", ["/", SEGMENT, "/x"], ["/\u{1f600}/x"], ["/\u{1f600}"]],
    ["no text at all", [], [""], ["/", "a"]],
  ];
  for (const [name, tokens, inside, outside] of cases)
    test(name, () => {
      for (const path of inside) assert.equal(matches(tokens, path), true, `should match ${path}`);
      for (const path of outside) assert.equal(matches(tokens, path), false, `should not match ${path}`);
    });
});

describe("rules together", () => {
  test("grants are united", () => {
    const index = buildPathIndex([allow(["/a/", ANY], 1), allow(["/a/", SEGMENT], 2), allow(["/a/b"], 4)]);
    assert.equal(index.decide("/a/b"), 7);
    assert.equal(index.decide("/a/c"), 3);
    assert.equal(index.decide("/a/c/d"), 1);
    assert.equal(index.decide("/b"), 0);
    assert.deepEqual(index.matching("/a/b"), [0, 1, 2]);
  });

  test("a deny stands alone, whatever is more specific", () => {
    const index = buildPathIndex([allow(["/a/b"], 1), deny(["/a/", ANY]), allow(["/", ANY], 2)]);
    assert.equal(index.decide("/a/b"), DENIED);
    assert.equal(index.decide("/b"), 2);
  });

  test("a copy in which rules are replaced answers as one that is built anew, and the first stays as it was", () => {
    const rules = fc.array(indexedRule, { minLength: 1, maxLength: 6 });
    const changes = fc.array(fc.tuple(fc.nat(), indexedRule), { maxLength: 6 });
    fc.assert(
      fc.property(rules, changes, fc.array(anyPath, { maxLength: 8 }), (before, edits, paths) => {
        const first = buildPathIndex(before);
        const after = [...before];
        const copy = first.copy();
        for (const [at, rule] of edits) {
          after[at % after.length] = rule;
          copy.replace(at % after.length, rule);
        }
        for (const [index, same] of [
          [first, buildPathIndex(before)] as const,
          [copy, buildPathIndex(after)] as const,
        ]) {
          for (const path of paths) {
            assert.equal(index.decide(path), same.decide(path));
            assert.deepEqual(index.matching(path), same.matching(path));
          }
        }
      }),
    );
  });

  test("a rule that comes and goes leaves no trace", () => {
    const index = buildPathIndex([allow(["/a/", ANY], 1)]);
    const id = index.add(deny(["/a/b"]));
    assert.equal(index.decide("/a/b"), DENIED);
    assert.deepEqual(index.matching("/a/b"), [0, id]);
    index.remove(id);
    index.remove(id);
    assert.equal(index.decide("/a/b"), 1);
    assert.deepEqual(index.overlapping(["/a/b"]), [0]);
  });
});

test("agrees with backtracking on random rules", () => {
  fc.assert(
    fc.property(fc.array(indexedRule, { maxLength: 12 }), fc.array(anyPath, { maxLength: 8 }), (rules, paths) => {
      const index = buildPathIndex(rules);
      for (const path of paths) {
        assert.deepEqual(index.matching(path), idsMatching(rules, path));
        assert.equal(index.decide(path), outcomeOf(rules, path));
      }
    }),
    { numRuns: 500 },
  );
});

test("adding and removing is the same as building anew", () => {
  const change = fc.oneof(indexedRule, fc.nat({ max: 15 }));
  fc.assert(
    fc.property(
      fc.array(indexedRule, { maxLength: 6 }),
      fc.array(change, { maxLength: 16 }),
      fc.array(anyPath, { maxLength: 8 }),
      patternTokens,
      (initial, changes, paths, asked) => {
        const index = buildPathIndex(initial);
        const held = new Map<number, IndexedRule>(initial.entries());
        for (const it of changes) {
          if (typeof it === "number") {
            index.remove(it);
            held.delete(it);
          } else held.set(index.add(it), it);
        }
        const ids = [...held.keys()].sort((a, b) => a - b);
        const left = ids.flatMap((id) => held.get(id) ?? []);
        const rebuilt = buildPathIndex(left);
        const renamed = (found: number[]) => found.map((at) => ids[at]);
        for (const path of paths) {
          assert.equal(index.decide(path), outcomeOf(left, path));
          assert.deepEqual(index.matching(path), renamed(idsMatching(left, path)));
        }
        assert.deepEqual(index.overlapping(asked), renamed(rebuilt.overlapping(asked)));
      },
    ),
    { numRuns: 300 },
  );
});

test("overlapping names a rule exactly where a shared path exists", () => {
  fc.assert(
    fc.property(patternTokens, fc.array(indexedRule, { maxLength: 8 }), (asked, rules) => {
      const sharing = rules.flatMap(({ tokens }, id) => {
        const answer = overlaps(asked, tokens);
        assert.ok(answer.decided);
        return answer.holds ? [id] : [];
      });
      assert.deepEqual(buildPathIndex(rules).overlapping(asked), sharing);
    }),
    { numRuns: 500 },
  );
});

describe("a wide index", () => {
  const letters = Array.from({ length: 5000 }, (_, i) => String.fromCharCode(0x4e00 + i));
  const index = buildPathIndex(letters.map((letter) => allow([`/${letter}/`, ANY])));

  test("finds each of thousands of children", () => {
    for (const [id, letter] of letters.entries()) assert.deepEqual(index.matching(`/${letter}/x`), [id]);
    assert.equal(index.decide("/\u4dff/x"), 0);
  });

  test("takes more rules, also beside text that it split before", () => {
    const id = index.add(allow([`/${letters[7]}`], 2));
    assert.equal(index.decide(`/${letters[7]}`), 2);
    assert.deepEqual(index.matching(`/${letters[7]}/`), [7]);
    index.remove(id);
    assert.equal(index.decide(`/${letters[7]}`), 0);
  });
});

test("rows of wildcards mean what they mean one by one", () => {
  const wildcards = fc.array(fc.constantFrom<PathToken>(SEGMENT, PART, ANY, "a", "/"), { maxLength: 7 });
  fc.assert(
    fc.property(wildcards, anyPath, (tokens, path) => {
      assert.equal(matches(tokens, path), matchesByBacktracking(tokens, path));
    }),
    { numRuns: 500 },
  );
});

test("a rule without effect is found, and changes no outcome", () => {
  const index = buildPathIndex([allow(["/a"], 0), allow(["/", ANY], 4)]);
  assert.deepEqual(index.matching("/a"), [0, 1]);
  assert.equal(index.decide("/a"), 4);
  assert.deepEqual(index.overlapping(["/a"]), [0, 1]);
});

test("very many patterns that cross each other are all named rather than searched", () => {
  const row = (count: number): PathTokens => Array.from({ length: count * 2 }, (_, i) => (i % 2 === 0 ? ANY : "ab"));
  const index = buildPathIndex([...Array.from({ length: 800 }, (_, i) => allow(row(i + 1))), allow(["/b"])]);
  assert.equal(index.overlapping(row(900)).length, 801);
});

function idsMatching(rules: readonly IndexedRule[], path: string): number[] {
  return rules.flatMap(({ tokens }, id) => (matchesByBacktracking(tokens, path) ? [id] : []));
}

function outcomeOf(rules: readonly IndexedRule[], path: string): number {
  const matching = rules.filter(({ tokens }) => matchesByBacktracking(tokens, path));
  if (matching.some(({ denies }) => denies)) return DENIED;
  return matching.reduce((bits, { grants }) => bits | grants, 0);
}
