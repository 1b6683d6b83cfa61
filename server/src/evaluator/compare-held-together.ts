// What an edit changes only for clients that hold several roles: a deny in one role also cuts what another allows (A1).
// Two roles are taken to be held together where they share an auth method. Pairs are enough: what a client gains was
// denied by one of its roles and is granted by another that grants it alone; what a role shows alone is not told here.
// Sub-claims keep no two roles of a method apart: a claim may be a list (F6.4), nothing can be demanded to be absent,
// and so a client with the values that each of them demands holds both.

import type { AccessRule } from "../policy/access-rule.ts";
import { assumeSame } from "../policy/assumptions.ts";
import { nameKey } from "../policy/names.ts";
import type { Association, Role } from "../policy/role.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { associationsBeyond } from "./associations-beyond.ts";
import { changedRules } from "./changed-rules.ts";
import {
  type Comparing,
  compareGuarded,
  type Guard,
  type SharedChange,
  type SharedComparison,
} from "./compare-guarded.ts";
import { type Touches, touching } from "./find-touching-rules.ts";
import { findAllows, guardOf, keepRules, pairRoles, type RolePair } from "./pair-roles.ts";
import type { PolicySide } from "./policy-side.ts";
import type { Times } from "./prepare-identity.ts";

/** Compares, for every role whose denies or holders change, what is left of other roles of the same auth methods. */
export function compareHeldTogether(
  sides: Record<"was" | "is", PolicySide>,
  times: Times,
  effort: AnswerBudget,
): SharedComparison {
  const comparing: Comparing = { sides, times, effort };
  const pairs = pairRoles(sides.was.policy, sides.is.policy);
  const all = [...compareGuards(comparing, pairs), ...compareAdmins(comparing, pairs)];
  return {
    decided: all.every(({ decided }) => decided),
    gained: all.flatMap(({ gained }) => gained),
    lost: all.flatMap(({ lost }) => lost),
  };
}

/** What other roles show where a role that denies changes. */
function* compareGuards(comparing: Comparing, pairs: readonly RolePair[]): Generator<SharedComparison> {
  for (const guard of pairs) {
    const edit = findEdit(comparing, guard);
    if (edit) for (const pair of pairs) if (pair !== guard) yield* compareBeside(comparing, edit, pair);
  }
}

/** A role that denies on either side, and changes in what bears on other roles. */
interface GuardEdit {
  readonly guard: RolePair;
  readonly denied: Guard;
  readonly denies: Guard;
  /** By what clients come to hold it, or leave it. */
  readonly came: readonly Association[];
  readonly went: readonly Association[];
  /** The rules of other roles for which that may make a difference. */
  readonly touches: Touches;
}

function findEdit({ sides }: Comparing, guard: RolePair): GuardEdit | undefined {
  const [before, after] = [sides.was.policy, sides.is.policy];
  const sameAssumptions = assumeSame(before.assumptions, after.assumptions);
  if (guard.was === guard.is && sameAssumptions) return undefined;
  const [denied, denies] = [guardOf(guard.was, before), guardOf(guard.is, after)];
  if (denied.length + denies.length === 0) return undefined;
  const [came, went] = [arrivals(guard.was, guard.is), arrivals(guard.is, guard.was)];
  const isMoved = came.length + went.length > 0;
  const [was, is] = [rulesOf(denied), rulesOf(denies)];
  const changed = isMoved || !sameAssumptions ? [...was, ...is] : changedRules(was, is);
  return changed.length === 0 ? undefined : { guard, denied, denies, came, went, touches: touching(changed) };
}

function rulesOf(guard: Guard): AccessRule[] {
  return guard.flatMap(({ rules }) => rules);
}

/** What one other role shows of it: to clients that hold both on both sides, and to those that come or leave. */
function* compareBeside(comparing: Comparing, edit: GuardEdit, pair: RolePair): Generator<SharedComparison> {
  const { guard, denied, denies, came, went, touches } = edit;
  const { sides } = comparing;
  const shares = mayShareBoth(guard, pair);
  if (!shares && came.length + went.length === 0) return;
  const near = keepRules(pair, touches);
  const [kept, had] = [findAllows(near, "is"), findAllows(near, "was")];
  if (shares) {
    const left = kept && compareGuarded(comparing, kept, denied, denies);
    const isSame = had?.was === kept?.was && had?.is === kept?.is;
    const taken = isSame ? left : had && compareGuarded(comparing, had, denied, denies);
    if (left) yield { ...left, lost: [] };
    if (taken) yield { ...taken, gained: [] };
  }
  // What every client is denied anyway, nobody gains or loses by one deny more or less.
  if (kept)
    yield* ofEach(sides.is, kept.is, went, (anyway) => ({
      ...compareGuarded(comparing, kept, denied, [], { anyway }),
      lost: [],
    }));
  if (had)
    yield* ofEach(sides.was, had.was, came, (anyway) => ({
      ...compareGuarded(comparing, had, [], denies, { anyway }),
      gained: [],
    }));
}

/** Of a role that becomes the admin role, or was it, the rules stay; what denies took of them it has in full (A2). */
function* compareAdmins(comparing: Comparing, pairs: readonly RolePair[]): Generator<SharedComparison> {
  const { sides } = comparing;
  for (const own of pairs.filter((pair) => pair.was && pair.is && pair.was.admin !== pair.is.admin)) {
    for (const guard of pairs.filter((pair) => mayShareBoth(pair, own))) {
      const [denied, denies] = [guardOf(guard.was, sides.was.policy), guardOf(guard.is, sides.is.policy)];
      const { was, is } = own;
      if (was && is?.admin)
        yield { ...compareGuarded(comparing, { was, is: was, own }, denied, [], { is: denies }), lost: [] };
      if (is && was?.admin)
        yield { ...compareGuarded(comparing, { was: is, is, own }, [], denies, { was: denied }), gained: [] };
    }
  }
}

/** The associations whose clients hold the second role and not the first. */
function arrivals(first: Role | undefined, second: Role | undefined): Association[] {
  return associationsBeyond(second?.associations ?? [], first?.associations ?? []);
}

/** For the clients of each association who hold a role too; asked for once for all who are denied the same. */
function* ofEach(
  side: PolicySide,
  role: Role,
  associations: readonly Association[],
  compare: (anyway: readonly Role[]) => SharedComparison,
): Generator<SharedComparison> {
  const found = new Map<string, SharedComparison>();
  for (const association of associations) {
    const tell = (change: SharedChange): SharedChange => ({ ...change, association });
    for (const anyway of deniedAnyway(side, role, association)) {
      const key = writeNames(anyway);
      const comparison = found.get(key) ?? compare(anyway);
      found.set(key, comparison);
      yield { ...comparison, gained: comparison.gained.map(tell), lost: comparison.lost.map(tell) };
    }
  }
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
