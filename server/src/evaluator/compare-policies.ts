// What an edit grants or revokes in every role of a policy, at every moment that matters, and to whom.

import { assumeSame } from "../policy/assumptions.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { AnswerBudget } from "./answer-budget.ts";
import { compareAtMoments, type TimedChange, type TimedComparison } from "./compare-at-moments.ts";
import type { SharedChange } from "./compare-guarded.ts";
import { compareHeldTogether } from "./compare-held-together.ts";
import { compareHolders, type HolderChange, type HolderQuestion } from "./compare-holders.ts";
import type { HeldRoles } from "./held-roles.ts";
import { type NamedPair, pairRoles } from "./pair-roles.ts";
import { PolicySide } from "./policy-side.ts";
import type { Times } from "./prepare-identity.ts";

/** A change in what a role permits, or in who holds it. */
export interface RoleChange extends TimedChange {
  /** The role; two joined by `with` where only those who hold both see the change (A1). */
  readonly role: string;
  /** The association that gives or takes a role, where that is what changes; the rules of the role need not. */
  readonly association: Association | undefined;
  /** Whether it shows from its moment on because an auth method expires then, and not a rule. */
  readonly methodExpires: boolean;
}

export interface PolicyComparison {
  readonly decided: boolean;
  readonly gained: readonly RoleChange[];
  readonly lost: readonly RoleChange[];
}

const NO_ROLE: Omit<Role, "name"> = { admin: false, rules: [], associations: [] };

/** Compares all roles by name. Templates stand for themselves: no client is in question. */
export function comparePolicies(
  before: Policy,
  after: Policy,
  times: Times,
  effort: AnswerBudget = new AnswerBudget(),
): PolicyComparison {
  const sides = { was: new PolicySide(before, times.time), is: new PolicySide(after, times.time) };
  const comparing: Comparing = { ...sides, times, effort };
  const comparisons = pairRoles(sides.was.policy, sides.is.policy).map((pair) => compareRole(pair, comparing));
  const together = compareHeldTogether(sides, times, effort);
  const named = (change: SharedChange): RoleChange => ({ ...change, methodExpires: false });
  return {
    decided: together.decided && comparisons.every(({ decided }) => decided),
    gained: [...comparisons.flatMap(({ gained }) => gained), ...together.gained.map(named)],
    lost: [...comparisons.flatMap(({ lost }) => lost), ...together.lost.map(named)],
  };
}

type Comparing = Omit<HolderQuestion, "side">;

function compareRole(pair: NamedPair, comparing: Comparing): PolicyComparison {
  const own = compareOwn(pair, comparing);
  const role = (pair.is ?? pair.was)?.name ?? pair.name;
  const came = compareHolders(pair, { ...comparing, side: "is" }, own.gained);
  const went = compareHolders(pair, { ...comparing, side: "was" }, own.lost);
  const name = (change: TimedChange): RoleChange => {
    return { ...change, role, association: undefined, methodExpires: false };
  };
  const nameJoined = (change: HolderChange): RoleChange => ({ ...change, role });
  return {
    decided: own.decided && came.decided && went.decided,
    gained: [...own.gained.map(name), ...came.changes.map(nameJoined)],
    lost: [...own.lost.map(name), ...went.changes.map(nameJoined)],
  };
}

/** What a role permits, whoever holds it. */
function compareOwn(
  { name, was, is }: NamedPair,
  { was: before, is: after, times, effort }: Comparing,
): TimedComparison {
  // A role that is the same object permits the same: much of a policy stays so while one file is typed.
  if (was === is && assumeSame(before.policy.assumptions, after.policy.assumptions)) return NO_CHANGE;
  const nobody = { ...NO_ROLE, name };
  const held = (role: Role | undefined, { policy }: PolicySide): HeldRoles => {
    return { roles: [role ?? nobody], assumptions: policy.assumptions };
  };
  return compareAtMoments(held(was, before), held(is, after), times, effort);
}

const NO_CHANGE: TimedComparison = { decided: true, gained: [], lost: [] };
