// What an edit changes only for clients that hold several roles: a deny in one role also cuts what another allows (A1).
// Two roles are taken to be held together where they share an auth method. Pairs are enough: what a client gains was
// denied by one of its roles and is granted by another that grants it alone; what a role shows alone is not told here.
// Sub-claims keep no two roles of a method apart: a claim may be a list (F6.4), nothing can be demanded to be absent,
// and so a client with the values that each of them demands holds both.

import type { AccessRule } from "../policy/access-rule.ts";
import { assumeSame } from "../policy/assumptions.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { associationsBeyond } from "./associations-beyond.ts";
import { changedRules } from "./changed-rules.ts";
import { compareAtMoments, type TimedChange } from "./compare-at-moments.ts";
import { decideOwn } from "./decide-own-version.ts";
import { touching } from "./find-touching-rules.ts";
import type { HeldRoles } from "./held-roles.ts";
import { findAllows, guardOf, keepRules, pairRoles, type RolePair, type Versions } from "./pair-roles.ts";
import type { PolicySide } from "./policy-side.ts";
import type { Times } from "./prepare-identity.ts";

/** A change that no role shows alone, and the two roles between which it arises. */
export interface SharedChange extends TimedChange {
  /** Both names, joined by `with`. */
  readonly role: string;
  /** By what clients come to hold the role that denies, or leave it, where that is what changes. */
  readonly association: Association | undefined;
}

export interface SharedComparison {
  readonly decided: boolean;
  readonly gained: readonly SharedChange[];
  readonly lost: readonly SharedChange[];
}

/** Compares, for every role whose denies or holders change, what is left of other roles of the same auth methods. */
export function compareHeldTogether(
  sides: Record<"was" | "is", PolicySide>,
  times: Times,
  effort: AnswerBudget,
): SharedComparison {
  const [before, after] = [sides.was.policy, sides.is.policy];
  const gained: SharedChange[] = [];
  const lost: SharedChange[] = [];
  let decided = true;
  const pairs = pairRoles(before, after);
  const sameAssumptions = assumeSame(before.assumptions, after.assumptions);
  /** @param held the guards that are told of where others stand for them. */
  const compare = ({ was, is, own }: Versions, denied: Guard, denies: Guard, held: Guards = {}): SharedComparison => {
    const { anyway = [] } = held;
    const earlier = heldTogether([was, ...denied, ...anyway], before);
    const later = heldTogether([is, ...denies, ...anyway], after);
    const comparison = compareAtMoments(earlier, later, times, effort);
    decided &&= comparison.decided;
    const ownBefore =
      was !== own.was && decideOwn(heldTogether([own.was ?? [], held.was ?? denied].flat(), before), times);
    const ownAfter = is !== own.is && decideOwn(heldTogether([own.is ?? [], held.is ?? denies].flat(), after), times);
    const name = (change: TimedChange): SharedChange => {
      const roles = [...denied, ...denies, is].map((role) => role.name);
      return {
        ...change,
        before: ownBefore ? ownBefore(change, change.before) : change.before,
        after: ownAfter ? ownAfter(change, change.after) : change.after,
        role: [...new Set(roles)].sort().join(" with "),
        association: undefined,
      };
    };
    return { ...comparison, gained: comparison.gained.map(name), lost: comparison.lost.map(name) };
  };
  for (const guard of pairs) {
    if (guard.was === guard.is && sameAssumptions) continue;
    const [denied, denies] = [guardOf(guard.was, before), guardOf(guard.is, after)];
    if (denied.length + denies.length === 0) continue;
    const [came, went] = [arrivals(guard.was, guard.is), arrivals(guard.is, guard.was)];
    const isMoved = came.length + went.length > 0;
    const [was, is] = [rulesOf(denied), rulesOf(denies)];
    const changed = isMoved || !sameAssumptions ? [...was, ...is] : changedRules(was, is);
    if (changed.length === 0) continue;
    const touches = touching(changed);
    for (const pair of pairs) {
      if (pair === guard) continue;
      const shares = mayShareBoth(guard, pair);
      if (!shares && !isMoved) continue;
      const near = keepRules(pair, touches);
      const [kept, had] = [findAllows(near, "is"), findAllows(near, "was")];
      if (shares) {
        const left = kept && compare(kept, denied, denies);
        const taken = had?.was === kept?.was && had?.is === kept?.is ? left : had && compare(had, denied, denies);
        gained.push(...(left?.gained ?? []));
        lost.push(...(taken?.lost ?? []));
      }
      // What every client is denied anyway, nobody gains or loses by one deny more or less.
      if (kept)
        gained.push(...ofEach(sides.is, kept.is, went, (anyway) => compare(kept, denied, [], { anyway }).gained));
      if (had) lost.push(...ofEach(sides.was, had.was, came, (anyway) => compare(had, [], denies, { anyway }).lost));
    }
  }
  // Of a role that becomes the admin role, or was it, the rules stay; what denies took of them it has in full (A2).
  for (const own of pairs.filter((pair) => pair.was && pair.is && pair.was.admin !== pair.is.admin)) {
    for (const guard of pairs.filter((pair) => mayShareBoth(pair, own))) {
      const [denied, denies] = [guardOf(guard.was, before), guardOf(guard.is, after)];
      const { was, is } = own;
      if (was && is?.admin) gained.push(...compare({ was, is: was, own }, denied, [], { is: denies }).gained);
      if (is && was?.admin) lost.push(...compare({ was: is, is, own }, [], denies, { was: denied }).lost);
    }
  }
  return { decided, gained, lost };
}

/** At most one role, with its denies alone. */
type Guard = readonly Role[];

interface Guards {
  readonly was?: Guard;
  readonly is?: Guard;
  /** What stands on both sides and is not told of. */
  readonly anyway?: readonly Role[];
}

function rulesOf(guard: Guard): AccessRule[] {
  return guard.flatMap(({ rules }) => rules);
}

/** Roles whose denies stay in their role are not given as guards; those that are given cut. */
function heldTogether(roles: readonly Role[], { assumptions }: Policy): HeldRoles {
  return { roles, assumptions: { ...assumptions, "cross-role-deny": "global" } };
}

/** The associations whose clients hold the second role and not the first. */
function arrivals(first: Role | undefined, second: Role | undefined): Association[] {
  return associationsBeyond(second?.associations ?? [], first?.associations ?? []);
}

/** The changes for the clients of each association who hold a role too, asked for once for all who are denied the same. */
function ofEach(
  side: PolicySide,
  role: Role,
  associations: readonly Association[],
  find: (anyway: readonly Role[]) => readonly SharedChange[],
): SharedChange[] {
  const found = new Map<string, readonly SharedChange[]>();
  const findOnce = (anyway: readonly Role[]): readonly SharedChange[] => {
    const key = writeNames(anyway);
    const changes = found.get(key) ?? find(anyway);
    found.set(key, changes);
    return changes;
  };
  return associations.flatMap((association) =>
    deniedAnyway(side, role, association).flatMap((anyway) =>
      findOnce(anyway).map((change) => ({ ...change, association })),
    ),
  );
}

/** What is denied to clients of an association that hold a role too, for each way in which they may hold it. */
function deniedAnyway(side: PolicySide, role: Role, association: Association): (readonly Role[])[] {
  const ways = new Map<string, readonly Role[]>();
  for (const other of role.associations) {
    if (nameKey(other.authMethod) !== nameKey(association.authMethod)) continue;
    const anyway = side.guardsBeside(role, association, other);
    // Of this one, the others show nothing more.
    if (anyway.length === 0) return [anyway];
    ways.set(writeNames(anyway), anyway);
  }
  return [...ways.values()];
}

function writeNames(roles: readonly Role[]): string {
  return JSON.stringify(roles.map(({ name }) => name));
}

/** Whether a client may hold both roles before and after. */
function mayShareBoth(guard: RolePair, other: RolePair): boolean {
  const [first, ...rest] = [guard.was, guard.is, other.was, other.is].map(methodsOf);
  return [...(first ?? [])].some((method) => rest.every((methods) => methods.has(method)));
}

function methodsOf(role: Role | undefined): Set<string> {
  return new Set(role?.associations.map(({ authMethod }) => nameKey(authMethod)));
}
