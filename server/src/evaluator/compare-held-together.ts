// What an edit changes only for clients that hold several roles: a deny in one role also cuts what another allows (A1).
// Roles are taken to be held together where they share an auth method; what a role alone shows is not told again.

import { capabilitySet } from "../policy/capability-set.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Role } from "../policy/role.ts";
import { type Client, prepareClient } from "./client.ts";
import { type AccessChange, compareAccess } from "./compare-access.ts";
import { decideCapabilities } from "./decide.ts";
import type { Decision } from "./decision.ts";
import type { Times } from "./prepare-identity.ts";

/** A change that no role shows alone, and the roles between which it arises. */
export interface SharedChange extends AccessChange {
  readonly roles: readonly string[];
}

export interface SharedComparison {
  readonly decided: boolean;
  readonly gained: readonly SharedChange[];
  readonly lost: readonly SharedChange[];
}

/** Compares, for each auth method, a client that holds all roles associated with it. */
export function compareHeldTogether(before: Policy, after: Policy, times: Times, budget?: number): SharedComparison {
  let decided = true;
  const gained = new Map<string, SharedChange>();
  const lost = new Map<string, SharedChange>();
  for (const method of sharedMethods(before, after)) {
    const [was, is] = [rolesOf(before, method), rolesOf(after, method)];
    const sides = [prepare(was, before, times), prepare(is, after, times)] as const;
    const comparison = compareAccess(...sides, budget);
    decided &&= comparison.decided;
    if (comparison.gained.length + comparison.lost.length === 0) continue;
    const alone = (roles: readonly Role[], policy: Policy): Client[] =>
      roles.map((role) => prepare([role], policy, times));
    const [had, has] = [alone(was, before), alone(is, after)];
    for (const change of comparison.gained) if (!showsAlone(change, had, has)) add(gained, change, change.before);
    for (const change of comparison.lost) if (!showsAlone(change, has, had)) add(lost, change, change.after);
  }
  return { decided, gained: [...gained.values()], lost: [...lost.values()] };
}

/** The auth methods with several roles of which at least one is another object than before; none where nothing cuts. */
function sharedMethods(before: Policy, after: Policy): string[] {
  const isGlobal = [before, after].some(({ assumptions }) => assumptions["cross-role-deny"] === "global");
  const unchanged = new Set(before.roles);
  const methods = [...before.roles, ...after.roles].flatMap((role) =>
    role.associations.map((each) => nameKey(each.authMethod)),
  );
  return [...new Set(isGlobal ? methods : [])].filter((method) => {
    const roles = rolesOf(after, method);
    return roles.length > 1 && roles.some((role) => !unchanged.has(role));
  });
}

function rolesOf(policy: Policy, method: string): Role[] {
  return policy.roles.filter((role) => role.associations.some((each) => nameKey(each.authMethod) === method));
}

function prepare(roles: readonly Role[], { assumptions }: Policy, times: Times): Client {
  return prepareClient(roles, { ...times, claims: "symbolic", assumptions });
}

/** Whether one of the roles by itself has more on the witness than any of them had. */
function showsAlone(
  { ruleType, witness, capabilities }: AccessChange,
  from: readonly Client[],
  to: readonly Client[],
): boolean {
  const sought = capabilitySet(capabilities);
  const had = from.map((client) => decideCapabilities(client, ruleType, witness));
  const has = to.map((client) => decideCapabilities(client, ruleType, witness));
  return (unite(has) & ~unite(had) & sought) !== 0;
}

function unite(sets: readonly number[]): number {
  return sets.reduce((union, set) => union | set, 0);
}

/** Told once for the same rules, whatever auth methods share the roles. */
function add(told: Map<string, SharedChange>, change: AccessChange, denied: Decision): void {
  const roles = [
    ...new Set(denied.reasons.filter(({ outcome }) => outcome !== "near-miss").map(({ role }) => role)),
  ].sort();
  const key = JSON.stringify([change.ruleType, change.capabilities, change.region, roles]);
  told.set(key, told.get(key) ?? { ...change, roles });
}
