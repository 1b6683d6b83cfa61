// What an edit of rules, denies and associations changes for clients of several roles, against asking each client anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { comparePolicies, type RoleChange } from "../../server/src/evaluator/compare-policies.ts";
import type { Policy } from "../../server/src/policy/policy.ts";
import type { Association } from "../../server/src/policy/role.ts";
import { ASKED_AT, plainPattern, plainRoles, plainRule } from "./arbitrary-policies.ts";
import { buildPolicy, isInRegion } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import { answer, type PlainRole, type PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 3).map((text) => `/${text}`);
const TIMES = { time: ASKED_AT, appliedAt: ASKED_AT };

/** Whose clients hold a role: each of these by the group it demands, or every client of the auth method. */
type Groups = readonly (string | undefined)[];

/** Roles, who holds each, and how far denies reach. */
interface Version {
  readonly roles: readonly PlainRole[];
  readonly groups: readonly Groups[];
  readonly settings: PlainSettings;
}

const groups = fc.constantFrom<Groups>([], [undefined], ["x"], ["y"], ["x", "y"]);
const holders = fc.array(groups, { minLength: 3, maxLength: 3 });
const settings = fc
  .constantFrom<PlainSettings["cross-role-deny"]>("global", "global", "global", "per-role")
  .map((reach): PlainSettings => ({ "cross-role-deny": reach, "inner-star": "unclear", "partial-plus": "unclear" }));
const lasting = plainRule(plainPattern).map(({ type, path, capabilities }) => ({ type, path, capabilities }));

const versions = fc
  .tuple(plainRoles(plainPattern), lasting, fc.nat(2), holders, holders, settings, settings)
  .map(([roles, added, at, before, after, was, is]): [Version, Version] => {
    const kept = roles.map((role) => ({ ...role, rules: role.rules.filter(({ expires }) => expires === undefined) }));
    const edited = kept.map((role, n) => (n === at ? { ...role, rules: [...role.rules.slice(1), added] } : role));
    return [
      { roles: kept, groups: before, settings: was },
      { roles: edited, groups: after.map((each, n) => (n === at ? each : (before[n] ?? []))), settings: is },
    ];
  });

test("whatever any client gains or loses is told of roles that it holds", () => {
  fc.assert(
    fc.property(versions, ([before, after]) => {
      const { decided, gained, lost } = comparePolicies(policyOf(before), policyOf(after), TIMES);
      assert.ok(decided);
      for (const client of [[], ["x"], ["y"], ["x", "y"]]) {
        checkClient(client, before, after, gained);
        checkClient(client, after, before, lost);
      }
    }),
    propertyRuns(0.1),
  );
});

function policyOf({ roles, groups: held, settings: assumptions }: Version): Policy {
  return buildPolicy(roles, assumptions, {
    associations: (role) => (held[roles.indexOf(role)] ?? []).map(associationOf),
  });
}

function associationOf(group: string | undefined): Association {
  const subClaims = group === undefined ? [] : [{ key: "groups", values: [group] }];
  return { authMethod: "okta", subClaims, caseSensitive: true, operators: false };
}

function checkClient(client: readonly string[], from: Version, to: Version, told: readonly RoleChange[]): void {
  const [had, has] = [heldBy(client, from), heldBy(client, to)];
  const names = new Set([...had, ...has].map(({ name }) => name));
  const near = told.filter(({ role, ruleType }) => {
    return ruleType === "item-rule" && role.split(" with ").every((name) => names.has(name));
  });
  for (const path of PATHS) {
    const before = capabilitiesOf(had, from, path);
    const missing = capabilitiesOf(has, to, path).filter(
      (name) =>
        !before.includes(name) &&
        !near.some(
          ({ region, capabilities }) => capabilities.some((each) => each === name) && isInRegion(region, path),
        ),
    );
    assert.deepEqual(missing, [], `${path} is left out for ${client.join()}`);
  }
}

function heldBy(client: readonly string[], { roles, groups: held }: Version): PlainRole[] {
  return roles.filter((_, at) => held[at]?.some((group) => group === undefined || client.includes(group)));
}

function capabilitiesOf(roles: readonly PlainRole[], { settings: assumed }: Version, path: string): readonly string[] {
  return answer({ roles, claims: {}, time: ASKED_AT, settings: assumed }, "item-rule", path).capabilities;
}
