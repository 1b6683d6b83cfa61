// The quick way to a granted path, against the whole search, which is proved against enumeration.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findGranted } from "../../server/src/evaluator/find-granted.ts";
import { findPath } from "../../server/src/evaluator/find-path.ts";
import { DENIED, type IndexedRule } from "../../server/src/evaluator/indexed-rule.ts";
import { buildPathIndex } from "../../server/src/evaluator/path-index.ts";
import { ANY, PART, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";
import { propertyRuns } from "../oracle/property-runs.ts";
import { indexedRule, patternTokens, writtenTokens } from "./arbitrary-patterns.ts";
import { matchesByBacktracking } from "./match-by-backtracking.ts";

const allow = (tokens: PathTokens): IndexedRule => ({ tokens, grants: 1, denies: false });
const deny = (tokens: PathTokens): IndexedRule => ({ tokens, grants: 0, denies: true });

const ask = (rules: readonly IndexedRule[], asked: PathTokens) => findGranted(buildPathIndex(rules), asked, undefined);

test("finds where an allow and the pattern first meet", () => {
  assert.deepEqual(ask([allow(["/a/", ANY])], ["/", SEGMENT, "/b"]), { decided: true, witness: "/a/b" });
  assert.deepEqual(ask([allow(["/a/", PART, "b"])], ["/", SEGMENT, "/", SEGMENT]), { decided: true, witness: "/a/b" });
  assert.deepEqual(ask([allow(["/", SEGMENT, "/b", ANY])], ["/a", ANY]), { decided: true, witness: "/a/b" });
  assert.deepEqual(ask([allow(["/long/name"]), allow(["/", SEGMENT])], ["/", ANY]), { decided: true, witness: "/x" });
});

test("proves that no allow shares a path with the pattern", () => {
  assert.deepEqual(ask([allow(["/a/", SEGMENT]), deny(["/", ANY])], ["/b/", ANY]), {
    decided: true,
    witness: undefined,
  });
  assert.deepEqual(ask([allow(["/a/", SEGMENT])], ["/a/"]), { decided: true, witness: undefined });
});

test("says nothing where a deny stands just there, even if the next allow is free", () => {
  const rules = [allow(["/", SEGMENT]), deny(["/x"]), allow(["/long"])];
  assert.deepEqual(ask(rules, ["/", ANY]), { decided: false });
});

test("what it says agrees with the whole search", () => {
  const rules = fc.array(indexedRule, { maxLength: 8 });
  const asked = fc.oneof(patternTokens, writtenTokens);
  let decided = 0;
  fc.assert(
    fc.property(asked, rules, fc.nat({ max: 7 }), (tokens, all, left) => {
      const index = buildPathIndex(all);
      const quick = findGranted(index, tokens, index.bitsWithout([left]));
      if (!quick.decided) return;
      decided++;
      const granted = ([outcome = 0]: readonly number[]): boolean => outcome !== 0 && outcome !== DENIED;
      const whole = findPath({
        inside: [tokens],
        indexes: [index],
        without: [{ index: 0, id: left }],
        wanted: granted,
      });
      assert.ok(whole.decided);
      assert.equal(quick.witness?.length, whole.witness?.length);
      if (quick.witness === undefined) return;
      assert.ok(matchesByBacktracking(tokens, quick.witness));
      assert.ok(granted([index.decide(quick.witness, index.bitsWithout([left]))]));
    }),
    propertyRuns(),
  );
  assert.ok(decided > 0);
});
