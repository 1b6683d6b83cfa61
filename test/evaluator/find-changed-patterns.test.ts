// What two tries hold differently, against the lists of rules that they were made from.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { findChangedPatterns } from "../../server/src/evaluator/find-changed-patterns.ts";
import { DENIED, type IndexedRule } from "../../server/src/evaluator/indexed-rule.ts";
import { normalTokens } from "../../server/src/evaluator/normal-tokens.ts";
import { buildPathIndex, type PathIndex } from "../../server/src/evaluator/path-index.ts";
import { propertyRuns } from "../oracle/property-runs.ts";
import { indexedRule } from "./arbitrary-patterns.ts";

/** By pattern, all bits of the rules with it. */
function bitsByPattern(rules: readonly IndexedRule[]): Map<string, number> {
  const bits = new Map<string, number>();
  for (const { tokens, grants, denies } of rules) {
    const key = JSON.stringify(normalTokens(tokens));
    bits.set(key, (bits.get(key) ?? 0) | (denies ? DENIED : grants));
  }
  return bits;
}

function expected(before: readonly IndexedRule[], after: readonly IndexedRule[]): unknown[] {
  const [earlier, later] = [bitsByPattern(before), bitsByPattern(after)];
  const keys = [...new Set([...earlier.keys(), ...later.keys()])].sort();
  const all = keys.map((key) => [key, earlier.get(key) ?? 0, later.get(key) ?? 0]);
  return all.filter(([, was, is]) => was !== is);
}

function found(before: PathIndex, after: PathIndex): unknown[] {
  const changed = findChangedPatterns(before.trie, after.trie);
  return changed.map((it) => [JSON.stringify(it.tokens), it.before, it.after] as const).sort(byKey);
}

const byKey = ([a]: readonly [string, ...unknown[]], [b]: readonly [string, ...unknown[]]): number => (a < b ? -1 : 1);

const rules = fc.array(indexedRule, { maxLength: 8 });

test("every pattern whose bits differ is told once, and no other", () => {
  fc.assert(
    fc.property(rules, rules, rules, (shared, went, came) => {
      const [before, after] = [
        [...shared, ...went],
        [...came, ...shared.toReversed()],
      ];
      assert.deepEqual(found(buildPathIndex(before), buildPathIndex(after)), expected(before, after));
    }),
    propertyRuns(),
  );
});

test("so it is with tries that were packed, and with what rules that went left behind", () => {
  fc.assert(
    fc.property(rules, rules, (shared, went) => {
      const [before, after] = [buildPathIndex(shared), buildPathIndex([...went, ...shared])];
      before.pack();
      assert.deepEqual(found(before, after), expected(shared, [...went, ...shared]));
      for (const id of went.keys()) after.remove(id);
      assert.deepEqual(found(before, after), []);
      assert.deepEqual(found(after, before), []);
    }),
    propertyRuns(),
  );
});
