// Rules around a pattern are found in one way for a few questions and in another for very many: both find the same.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { overlaps, readPattern } from "../../server/src/evaluator/compare-patterns.ts";
import { DenyMeetings } from "../../server/src/evaluator/deny-meetings.ts";
import { DENIED, type IndexedRule } from "../../server/src/evaluator/indexed-rule.ts";
import { buildPathIndex } from "../../server/src/evaluator/path-index.ts";
import { ReachingRule, ReachingRules } from "../../server/src/evaluator/reaching-rules.ts";
import { PART, type PathTokens } from "../../server/src/policy/path-tokens.ts";
import { propertyRuns } from "../oracle/property-runs.ts";
import { indexedRule, patternTokens } from "./arbitrary-patterns.ts";

const STEPS = { left: Number.POSITIVE_INFINITY };

/** After so many questions all rules are indexed by their segments. */
const MANY = 40;

const rules = fc.array(indexedRule, { maxLength: 8 });

test("however often it is asked, no rule that shares a path with a pattern is missed, and none is named that does not", () => {
  fc.assert(
    fc.property(rules, patternTokens, fc.constantFrom(1, 3, DENIED), (all, tokens, bits) => {
      const scope = reachingRules(all);
      const expected = all.flatMap((rule, id) => (isSought(rule, bits) && share(rule.tokens, tokens) ? id : []));
      for (let round = 0; round < MANY; round++) {
        const found = scope.reaching(readPattern(tokens), STEPS, { bits }).map(({ id }) => id);
        // What two patterns share may be half a surrogate pair, which no path holds.
        const known = found.filter((id) => share(all[id]?.tokens ?? [], tokens));
        assert.deepEqual(known, expected);
        assert.ok(found.every((id) => isSought(all[id], bits)));
      }
    }),
    propertyRuns(0.2),
  );
});

test("a wide pattern is told by segments once it was asked often, also where short walks would not do", () => {
  const names = Array.from({ length: 400 }, (_, at) => `/team-${at}/app`);
  const scope = reachingRules(names.map((name) => ({ tokens: [name], grants: 1, denies: false })));
  for (let round = 0; round < MANY; round++) {
    const found = scope.reaching(readPattern(["/team-", PART, "/app"]), STEPS, { bits: 1 });
    assert.deepEqual(
      found.map(({ id }) => id),
      [...names.keys()],
    );
  }
});

test("the allows that meet no deny are the same, pair by pair and by an index", () => {
  fc.assert(
    fc.property(rules, (all) => {
      const [allows, denies] = [false, true].map((isDeny) =>
        all.flatMap((rule, id) => (rule.denies === isDeny ? new ReachingRule(rule, 0, id) : [])),
      );
      const some = denies?.filter((_, at) => at % 2 === 0) ?? [];
      const [byPairs, byIndex] = [1_000, 0].map((fewPairs) => new DenyMeetings(() => denies ?? [], fewPairs));
      assert.deepEqual(byIndex?.unmet(allows ?? [], some), byPairs?.unmet(allows ?? [], some));
    }),
    propertyRuns(),
  );
});

function reachingRules(rules: readonly IndexedRule[]): ReachingRules {
  const entries = rules.map(({ tokens, grants, denies }) => ({ tokens, rule: { grants, denies } }));
  return new ReachingRules({ paths: buildPathIndex(rules), entries }, 0);
}

function isSought(rule: IndexedRule | undefined, bits: number): boolean {
  return rule !== undefined && ((rule.denies ? DENIED : rule.grants) & bits) !== 0;
}

function share(p: PathTokens, q: PathTokens): boolean {
  const answer = overlaps(p, q);
  return !answer.decided || answer.holds;
}
