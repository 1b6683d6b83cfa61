// What an edit grants or revokes in every role of a policy, at every moment that matters, and to whom.

import { assumeSame } from "../policy/assumptions.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { AnswerBudget } from "./answer-budget.ts";
import { associationsBeyond } from "./associations-beyond.ts";
import { prepareClient } from "./client.ts";
import { type AccessChange, type AccessComparison, compareAccess } from "./compare-access.ts";
import { compareAtMoments, type TimedChange } from "./compare-at-moments.ts";
import { compareHeldTogether } from "./compare-held-together.ts";
import type { HeldRoles } from "./held-roles.ts";
import { pairRoles } from "./pair-roles.ts";
import type { Times } from "./prepare-identity.ts";

/** A change in what a role permits, or in who holds it. */
export interface RoleChange extends TimedChange {
  /** The role; two joined by `with` where only those who hold both see the change (A1). */
  readonly role: string;
  /** The association that gives or takes a role, where that is what changes; the rules of the role need not. */
  readonly association: Association | undefined;
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
  const sameAssumptions = assumeSame(before.assumptions, after.assumptions);
  const comparisons = pairRoles(before, after).map(({ name, was, is }) => {
    // A role that is the same object permits the same: much of a policy stays so while one file is typed.
    if (sameAssumptions && was === is) return NO_ROLE_CHANGE;
    const nobody = { ...NO_ROLE, name };
    return compareRole({ role: was ?? nobody, policy: before }, { role: is ?? nobody, policy: after }, times, effort);
  });
  const together = compareHeldTogether(before, after, times, effort);
  return {
    decided: together.decided && comparisons.every(({ decided }) => decided),
    gained: [...comparisons.flatMap(({ gained }) => gained), ...together.gained],
    lost: [...comparisons.flatMap(({ lost }) => lost), ...together.lost],
  };
}

const NO_ROLE_CHANGE: PolicyComparison = { decided: true, gained: [], lost: [] };

/** A role and the policy whose assumptions hold for it. */
interface RoleIn {
  readonly role: Role;
  readonly policy: Policy;
}

function compareRole(was: RoleIn, is: RoleIn, times: Times, effort: AnswerBudget): PolicyComparison {
  const own = compareAtMoments(held(was), held(is), times, effort);
  const name = (change: TimedChange): RoleChange => ({ ...change, role: is.role.name, association: undefined });
  const [gained, lost] = [own.gained.map(name), own.lost.map(name)];
  const holders = compareHolders(was, is, times, effort);
  return {
    decided: own.decided && holders.decided,
    gained: [...gained, ...notTold(holders.gained, gained)],
    lost: [...lost, ...notTold(holders.lost, lost)],
  };
}

function held({ role, policy }: RoleIn): HeldRoles {
  return { roles: [role], assumptions: policy.assumptions };
}

/**
 * Clients that come to hold the role gain all that it permits; those that leave it lose that.
 * Where the holders are the same nothing is compared, so that the work grows with the edit.
 */
function compareHolders(was: RoleIn, is: RoleIn, times: Times, effort: AnswerBudget): PolicyComparison {
  const came = associationsBeyond(is.role.associations, was.role.associations);
  const went = associationsBeyond(was.role.associations, is.role.associations);
  const nobody = { role: { ...NO_ROLE, name: is.role.name }, policy: is.policy };
  const compare = (a: RoleIn, b: RoleIn): AccessComparison =>
    compareAccess(prepare(a, times), prepare(b, times), effort);
  const gains = came.length === 0 ? NO_CHANGE : compare(nobody, is);
  const losses = went.length === 0 ? NO_CHANGE : compare(was, nobody);
  return {
    decided: gains.decided && losses.decided,
    gained: came.flatMap((association) => withHolder(gains.gained, is.role.name, association)),
    lost: went.flatMap((association) => withHolder(losses.lost, is.role.name, association)),
  };
}

function prepare({ role, policy }: RoleIn, times: Times): ReturnType<typeof prepareClient> {
  return prepareClient([role], { ...times, claims: "symbolic", assumptions: policy.assumptions });
}

const NO_CHANGE: AccessComparison = { decided: true, gained: [], lost: [] };

/** Changes through holders that the role's own do not tell already, as those of a new role do. */
function notTold(changes: readonly RoleChange[], told: readonly RoleChange[]): RoleChange[] {
  const keyOf = ({ ruleType, capabilities, region }: RoleChange): string =>
    JSON.stringify([ruleType, capabilities, region]);
  const known = new Set(told.filter(({ from }) => from === undefined).map(keyOf));
  return changes.filter((change) => !known.has(keyOf(change)));
}

function withHolder(changes: readonly AccessChange[], role: string, association: Association): RoleChange[] {
  return changes.map((change) => ({ ...change, role, from: undefined, fromRestsOn: [], association }));
}
