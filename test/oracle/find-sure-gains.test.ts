// Which gains are certain from a later moment on: near the denies that end the same is told as where whole policies are
// compared in which these denies stay.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  comparePolicies,
  type PolicyComparison,
  type RoleChange,
} from "../../server/src/evaluator/compare-policies.ts";
import { addSureGains } from "../../server/src/evaluator/find-sure-gains.ts";
import { regionText } from "../../server/src/evaluator/region.ts";
import { ASKED_AT, plainPattern, plainRule } from "./arbitrary-policies.ts";
import { buildPolicy, isInRegion } from "./build-client.ts";
import type { PlainRole, PlainRule, PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const SETTINGS: PlainSettings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" };
const TIMES = { time: ASKED_AT, appliedAt: ASKED_AT };
const OKTA = { authMethod: "okta", subClaims: [], caseSensitive: true, operators: false };
const NOTHING: PolicyComparison = { decided: true, gained: [], lost: [] };

const passing = fc
  .tuple(plainRule(plainPattern), fc.constantFrom(undefined, undefined, ASKED_AT + 1, ASKED_AT + 2))
  .map(([{ path, capabilities }, expires]): PlainRule => {
    const rule = { type: "item-rule", path, capabilities };
    return expires === undefined ? rule : { ...rule, expires };
  });

const rules = fc.array(passing, { maxLength: 4 });
const roles = fc.array(fc.record({ kept: rules, went: rules, came: rules }), { minLength: 1, maxLength: 2 });

test("what is told of later moments is what whole policies show", () => {
  fc.assert(
    fc.property(roles, (edits) => {
      const named = (of: (edit: (typeof edits)[number]) => readonly PlainRule[]): PlainRole[] =>
        edits.map((edit, at) => ({ name: `r${at}`, admin: false, rules: of(edit) }));
      const build = (all: readonly PlainRole[]) => buildPolicy(all, SETTINGS, { associations: () => [OKTA] });
      const before = build(named(({ kept, went }) => [...kept, ...went]));
      const after = build(named(({ kept, came }) => [...kept, ...came]));
      const staying = build(
        named(({ kept, went, came }) => {
          const set = new Set([...kept, ...came].map(({ path }) => path));
          const denies = [...kept, ...went].filter(({ capabilities }) => capabilities.includes("deny"));
          const stay = denies.map(({ expires, ...rule }) =>
            expires === undefined || set.has(rule.path) ? rule : { ...rule, expires },
          );
          return [...kept, ...came, ...stay];
        }),
      );
      const near = laterGains(addSureGains(NOTHING, before, after, TIMES));
      const whole = laterGains(comparePolicies(before, staying, TIMES));
      for (const gain of near)
        assert.ok(
          whole.some((other) => keyOf(other) === keyOf(gain) || keyOf(asPart(other)) === keyOf(gain)),
          keyOf(gain),
        );
      // What is not told so is told anyway; denies that stay for good may take more of it than is known there.
      const anyway = laterGains(comparePolicies(before, after, TIMES));
      const told = [...near, ...anyway];
      for (const gain of whole) assert.ok(isTold(gain, told), keyOf(gain));
    }),
    propertyRuns(0.1),
  );
});

/** Capability by capability: which of them are told together depends on what else there is to tell of the region. */
function laterGains({ decided, gained }: PolicyComparison): RoleChange[] {
  assert.ok(decided);
  const later = gained.filter(({ from }) => from !== undefined);
  return later.flatMap((gain) => gain.capabilities.map((name) => ({ ...gain, capabilities: [name] })));
}

/** Where fewer rules are compared, that a region is all of its pattern may stay unproved: it is told as a part of it. */
function asPart(gain: RoleChange): RoleChange {
  return { ...gain, region: { ...gain.region, exact: false } };
}

function keyOf({ role, capabilities, region, witness, from }: RoleChange): string {
  return JSON.stringify([role, capabilities, regionText(region), witness, from]);
}

function isTold({ role, from, capabilities, witness }: RoleChange, told: readonly RoleChange[]): boolean {
  const near = told.filter((it) => it.role === role && it.from === from && isInRegion(it.region, witness));
  return capabilities.every((name) => near.some((it) => it.capabilities.includes(name)));
}
