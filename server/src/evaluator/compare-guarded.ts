// What a client that holds two roles gains and loses, one of which denies. Which roles are compared is found elsewhere.

import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { compareAtMoments, type TimedChange } from "./compare-at-moments.ts";
import { decideOwn } from "./decide-own-version.ts";
import type { HeldRoles } from "./held-roles.ts";
import type { Versions } from "./pair-roles.ts";
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

/** What is compared, and at what cost. */
export interface Comparing {
  readonly sides: Record<"was" | "is", PolicySide>;
  readonly times: Times;
  readonly effort: AnswerBudget;
}

/** At most one role, with its denies alone. */
export type Guard = readonly Role[];

export interface OtherGuards {
  /** Those that are told of where others stand for them. */
  readonly was?: Guard;
  readonly is?: Guard;
  /** What stands on both sides and is not told of. */
  readonly anyway?: readonly Role[];
}

/**
 * Compares a role as it is held with one that denies.
 * @param denied the role that denies before.
 * @param denies the one that denies after.
 */
export function compareGuarded(
  { sides, times, effort }: Comparing,
  { was, is, own }: Versions,
  denied: Guard,
  denies: Guard,
  others: OtherGuards = {},
): SharedComparison {
  const { anyway = [] } = others;
  const [before, after] = [sides.was.policy, sides.is.policy];
  const earlier = heldTogether([was, ...denied, ...anyway], before);
  const later = heldTogether([is, ...denies, ...anyway], after);
  const comparison = compareAtMoments(earlier, later, times, effort);
  const ownBefore =
    was !== own.was && decideOwn(heldTogether([own.was ?? [], others.was ?? denied].flat(), before), times);
  const ownAfter = is !== own.is && decideOwn(heldTogether([own.is ?? [], others.is ?? denies].flat(), after), times);
  const names = new Set([...denied, ...denies, is].map(({ name }) => name));
  const tell = (change: TimedChange): SharedChange => ({
    ...change,
    before: ownBefore ? ownBefore(change, change.before) : change.before,
    after: ownAfter ? ownAfter(change, change.after) : change.after,
    role: [...names].sort().join(" with "),
    association: undefined,
  });
  return { ...comparison, gained: comparison.gained.map(tell), lost: comparison.lost.map(tell) };
}

/** Roles whose denies stay in their role are not given as guards; those that are given cut. */
function heldTogether(roles: readonly Role[], { assumptions }: Policy): HeldRoles {
  return { roles, assumptions: { ...assumptions, "cross-role-deny": "global" } };
}
