// What is said of a whole pattern against every path of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { accessOnPattern, type RuleReach } from "../../server/src/evaluator/access-on-pattern.ts";
import { capabilityNames } from "../../server/src/policy/capability-set.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { ASKED_AT, plainPattern, plainRoles, plainSettings } from "./arbitrary-policies.ts";
import { buildClient, partsOfTokens } from "./build-client.ts";
import { isStringOf, partsOf, stringsOf } from "./pattern-meaning.ts";
import { answer, grantsOf, matchOf, type PlainClient, type PlainRule, wordsOf } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const client: fc.Arbitrary<PlainClient> = fc.record({
  roles: plainRoles(plainPattern, 2).map((roles) => roles.map((role) => ({ ...role, admin: false }))),
  claims: fc.constant({}),
  time: fc.constant(ASKED_AT),
  settings: plainSettings,
});

test("every rule that reaches the pattern is told, as far as it reaches", () => {
  fc.assert(
    fc.property(client, plainPattern, (plain, asked) => {
      const paths = [...stringsOf(partsOf(asked, READING), ["/", "a", "b", "c"], 6)];
      const accesses = accessOnPattern(buildClient(plain), tokenizePattern(readPathPattern(asked)));
      const item = accesses.find(({ ruleType }) => ruleType === "item-rule");
      const told = [...(item?.allows ?? []), ...(item?.denies ?? [])];
      for (const reach of told) checkReach(reach, asked, paths);
      for (const rule of plain.roles.flatMap(({ rules }) => rules)) {
        if (rule.type !== "item-rule" || !acts(rule)) continue;
        const reaches = paths.some((path) => matchOf(plain, rule, path) === "yes");
        const isTold = told.some((reach) => reach.rule.rule.pattern.written === rule.path);
        if (reaches) assert.ok(isTold, `${rule.path} reaches ${asked}`);
      }
      const isGlobal = plain.settings["cross-role-deny"] === "global";
      if (item?.deniedThroughout) {
        for (const path of paths) assert.equal(answer(plain, "item-rule", path).effect, "denied", path);
      } else if (item && item.denies.length > 0 && isGlobal && paths.length > ENOUGH) {
        const open = paths.some((path) => answer(plain, "item-rule", path).effect !== "denied");
        assert.ok(open, `all of ${asked} is denied`);
      }
      const everywhere = capabilityNames(item?.everywhere ?? 0);
      for (const path of paths) {
        const { effect, capabilities } = answer(plain, "item-rule", path);
        const isCut = item?.denies.some((reach) => isIn(reach, path)) ?? false;
        if (!isCut)
          assert.deepEqual(
            everywhere.filter((name) => !capabilities.includes(name)),
            [],
            path,
          );
        if (effect === "denied") assert.ok(isCut, `${path} is denied`);
      }
    }),
    propertyRuns(0.3),
  );
});

/** Fewer paths than this within the length that is tried may miss those that are left. */
const ENOUGH = 20;

const READING = { innerStar: "any", partialPlus: "any" } as const;

function checkReach(reach: RuleReach, asked: string, paths: readonly string[]): void {
  const outside = paths.filter((path) => !isIn(reach, path));
  const inside = paths.filter((path) => isIn(reach, path));
  if (reach.extent === "all") {
    assert.deepEqual(outside, []);
    return;
  }
  assert.equal(reach.extent, "part");
  const { witness = "", part } = reach;
  assert.ok(isIn(reach, witness) && isStringOf(partsOf(asked, READING), witness), `${witness} shows nothing`);
  if (part) assert.deepEqual(stringsOf(partsOfTokens(part), ["/", "a", "b", "c"], 6), new Set(inside));
}

function isIn({ rule }: RuleReach, path: string): boolean {
  return isStringOf(partsOf(rule.rule.pattern.written, READING), path);
}

function acts(rule: PlainRule): boolean {
  const isOver = (rule.expires ?? Number.POSITIVE_INFINITY) <= ASKED_AT || rule.accessesLeft === 0;
  return !isOver && (wordsOf(rule).includes("deny") || grantsOf(rule).length > 0);
}
