// What clients of every shape gain and lose by who holds which roles, with auth methods that are API keys or expire, and
// associations of which many let the same clients in: against deciding for each of them before and after.

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
import {
  buildAssociation,
  buildMethod,
  COMERS,
  isOpen,
  matches,
  type PlainAssociation,
  type PlainComer,
  type PlainMethod,
  plainAssociation,
  plainMethods,
} from "./who-comes.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 3).map((text) => `/${text}`);
const TIMES = { time: ASKED_AT, appliedAt: ASKED_AT };
const MOMENTS = [ASKED_AT, ASKED_AT + 1, ASKED_AT + 2];

interface Version {
  readonly roles: readonly PlainRole[];
  /** By role. */
  readonly associations: readonly (readonly PlainAssociation[])[];
  readonly methods: readonly PlainMethod[];
  readonly settings: PlainSettings;
}

const associations = fc.array(fc.array(plainAssociation, { maxLength: 3 }), { minLength: 3, maxLength: 3 });
const roles = plainRoles(plainPattern).map((list) =>
  list.map((role) => ({ ...role, rules: role.rules.filter(({ type }) => type === "item-rule") })),
);

/** One role gets or loses associations, auth methods become others, and sometimes a role has another rule. */
const versions = fc
  .record({
    roles,
    associations,
    changed: fc.array(plainAssociation, { maxLength: 3 }),
    at: fc.nat(2),
    kept: fc.nat(3),
    edited: fc.option(fc.record({ rule: plainRule(plainPattern), of: fc.nat(2) })),
    methods: plainMethods,
    changedMethods: fc.option(plainMethods),
    reach: fc.constantFrom<PlainSettings["cross-role-deny"]>("global", "global", "per-role"),
  })
  .map(({ roles: earlier, at, edited, ...rest }): [Version, Version] => {
    const { methods, changedMethods } = rest;
    const settings: PlainSettings = {
      "cross-role-deny": rest.reach,
      "inner-star": "unclear",
      "partial-plus": "unclear",
    };
    const changed = rest.associations.map((each, n) =>
      n === at ? [...each.slice(0, rest.kept), ...rest.changed] : each,
    );
    const edit = (role: PlainRole, n: number): PlainRole =>
      edited?.of === n ? { ...role, rules: [...role.rules.slice(1), { ...edited.rule, type: "item-rule" }] } : role;
    const later = edited ? earlier.map(edit) : earlier;
    return [
      { roles: earlier, associations: rest.associations, methods, settings },
      { roles: later, associations: changed, methods: changedMethods ?? methods, settings },
    ];
  });

test("whoever comes to hold a role or leaves it is told of what that gives and takes, and of nothing else", () => {
  fc.assert(
    fc.property(versions, ([before, after]) => {
      const { decided, gained, lost } = comparePolicies(policyOf(before), policyOf(after), TIMES);
      assert.ok(decided);
      checkSide(new Decisions(before), new Decisions(after), gained);
      checkSide(new Decisions(after), new Decisions(before), lost);
    }),
    propertyRuns(0.05),
  );
});

function policyOf({ roles: list, associations: held, methods, settings }: Version): Policy {
  return buildPolicy(list, settings, {
    associations: (role) => (held[list.indexOf(role)] ?? []).map(buildAssociation),
    authMethods: methods.map(buildMethod),
  });
}

/** What each client holds and may do at each moment; clients with the same roles are decided for once. */
class Decisions {
  readonly version: Version;
  private readonly matched = new Map<PlainComer, PlainAssociation[][]>();
  private readonly decided = new Map<string, readonly string[]>();

  constructor(version: Version) {
    this.version = version;
  }

  heldBy(client: PlainComer, time: number): PlainRole[] {
    const { roles: list, associations: held, methods } = this.version;
    const known = this.matched.get(client) ?? held.map((all) => all.filter((each) => matches(client, each)));
    this.matched.set(client, known);
    return list.filter((_, at) => known[at]?.some((each) => isOpen(each, methods, time)));
  }

  capabilities(held: readonly PlainRole[], time: number, path: string): readonly string[] {
    const key = JSON.stringify([held.map(({ name }) => name), time, path]);
    const { settings } = this.version;
    const known =
      this.decided.get(key) ?? answer({ roles: held, claims: {}, time, settings }, "item-rule", path).capabilities;
    this.decided.set(key, known);
    return known;
  }
}

function checkSide(from: Decisions, to: Decisions, all: readonly RoleChange[]): void {
  const told = all.filter(({ ruleType }) => ruleType === "item-rule");
  const checked = new Set<string>();
  for (const client of COMERS) {
    const [had, has] = [from, to].map((side) => MOMENTS.map((time) => side.heldBy(client, time)));
    const near = told.filter(({ association }) => !association || isOf(client, association));
    // One is enough of those who hold the same roles and are told the same.
    const key = JSON.stringify([had, has].map((held) => held?.map((list) => list.map(({ name }) => name))));
    const seen = `${key} ${near.map((change) => told.indexOf(change)).join()}`;
    if (had && has && !checked.has(seen)) checkClient({ from, to, client, had, has }, near);
    checked.add(seen);
  }
  for (const change of told) {
    if (!change.association && from.version.roles !== to.version.roles) continue;
    const isSeen = COMERS.some((client) => seesChange(client, from, to, change));
    assert.ok(isSeen, `nobody sees ${change.capabilities} on ${change.witness} in ${change.role} from ${change.from}`);
  }
}

/** The roles of each moment, before and after. */
type HeldAt = readonly (readonly PlainRole[])[];

interface Client {
  readonly from: Decisions;
  readonly to: Decisions;
  readonly client: PlainComer;
  readonly had: HeldAt;
  readonly has: HeldAt;
}

function checkClient({ from, to, client, had, has }: Client, told: readonly RoleChange[]): void {
  const names = new Set([...had, ...has].flat().map(({ name }) => name));
  const near = told.filter(({ role }) => role.split(" with ").every((name) => names.has(name)));
  for (const [at, time] of MOMENTS.entries()) {
    const shown = near.filter((change) => (change.from ?? ASKED_AT) <= time);
    for (const path of PATHS) {
      const before = from.capabilities(had[at] ?? [], time, path);
      const tells = (name: string, { region, capabilities }: RoleChange): boolean =>
        capabilities.some((each) => each === name) && isInRegion(region, path);
      const missing = to
        .capabilities(has[at] ?? [], time, path)
        .filter((name) => !before.includes(name) && !shown.some((change) => tells(name, change)));
      assert.deepEqual(missing, [], `${path} is left out for ${JSON.stringify(client)} at ${time}`);
    }
  }
}

/** Whether a client matches a told association, which may be a part of a written one. */
function isOf(client: PlainComer, { authMethod, subClaims, caseSensitive, operators }: Association): boolean {
  const demands = Object.fromEntries(
    subClaims.map(({ key, values }) => {
      const words = operators
        ? values
            .join(" OR ")
            .replace(/ OR (AND|OR) OR /g, " $1 ")
            .split(" ")
        : values;
      const terms = words.flatMap((value, at) => {
        if (operators && at % 2 === 1) return [];
        const join = operators && words[at - 1] === "AND" ? ("AND" as const) : ("OR" as const);
        return [{ join, value }];
      });
      return [key, terms];
    }),
  );
  return matches(client, { method: authMethod, demands, caseCounts: caseSensitive, operators });
}

/** Whether a client that the change is told of has the capabilities then, and had them by none of these roles. */
function seesChange(
  client: PlainComer,
  from: Decisions,
  to: Decisions,
  { association, role, witness, capabilities, from: time = ASKED_AT }: RoleChange,
): boolean {
  if (!association || !isOf(client, association)) return false;
  const named = new Set(role.split(" with "));
  const had = from.heldBy(client, time).filter(({ name }) => named.has(name));
  const before = from.capabilities(had, time, witness);
  const after = to.capabilities(to.heldBy(client, time), time, witness);
  return capabilities.every((name) => after.includes(name) && !before.includes(name));
}
