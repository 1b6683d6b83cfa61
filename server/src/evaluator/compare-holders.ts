// What clients gain that come to hold a role, and what those lose that leave it: all that the role permits, but for what
// the denies of roles take that every client of the auth method holds. Also where an auth method expires on one side only.
// What changes in the role itself is not told here.

import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { associationsBeyond } from "./associations-beyond.ts";
import { closesAt } from "./associations-that-admit.ts";
import { compareAtMoments, type TimedChange } from "./compare-at-moments.ts";
import type { HeldRoles } from "./held-roles.ts";
import { leaveOutTold } from "./leave-out-told.ts";
import type { RolePair } from "./pair-roles.ts";
import type { PolicySide } from "./policy-side.ts";
import type { Times } from "./prepare-identity.ts";

/** A change by who holds a role. */
export interface HolderChange extends TimedChange {
  readonly association: Association;
  /** Whether it shows from its moment on because an auth method expires then, and not a rule. */
  readonly methodExpires: boolean;
}

/** What of it was told is true; with `decided` it is all. */
export interface HolderComparison {
  readonly decided: boolean;
  readonly changes: readonly HolderChange[];
}

/** What is compared: both sides of a policy, and of which side the holders of a role are that the other has not. */
export interface HolderQuestion {
  readonly was: PolicySide;
  readonly is: PolicySide;
  readonly side: "was" | "is";
  readonly times: Times;
  readonly effort: AnswerBudget;
}

/**
 * What clients have on one side that hold a role on that side only. Where the holders are the same nothing is compared,
 * so that the work grows with the edit.
 * @param told what changes in the role itself, in the same direction.
 */
export function compareHolders(
  pair: RolePair,
  question: HolderQuestion,
  told: readonly TimedChange[],
): HolderComparison {
  const { side, times } = question;
  const [here, there] = [question[side], question[side === "is" ? "was" : "is"]];
  const role = pair[side];
  const other = pair[side === "is" ? "was" : "is"];
  // Of a role that only one side has, all that it permits is told as its own.
  if (role === undefined || other === undefined) return NOTHING;
  const all = new AllOf(role, question);
  const joined = role === other ? [] : associationsBeyond(role.associations, other.associations);
  const now = joined.filter((each) => !(here.isAdminAnyway(each) && there.isAdminAnyway(each)));
  const isUntold = notTold(told);
  const changes: HolderChange[] = now.flatMap((association) =>
    all
      .at(times.time, association)
      .filter(isUntold)
      .map((change) => ({ ...change, association, methodExpires: false })),
  );
  for (const [closing, associations] of groupByClosing(role, here, there, times.time)) {
    const earlier = told.filter(({ from = times.time }) => from <= closing);
    for (const association of associationsBeyond(associations, joined)) {
      const found = leaveOutTold(all.at(closing, association), earlier);
      changes.push(
        ...found.map((change) => {
          const { from = closing } = change;
          return { ...change, from, association, methodExpires: from === closing };
        }),
      );
    }
  }
  return { decided: all.decided, changes };
}

const NOTHING: HolderComparison = { decided: true, changes: [] };

/** The associations by which clients still come here once their auth method has expired there, by the moment of that. */
function groupByClosing(role: Role, here: PolicySide, there: PolicySide, time: number): Map<number, Association[]> {
  const groups = new Map<number, Association[]>();
  for (const association of role.associations) {
    const closing = closesAt(association, there.methods);
    if (closing <= time || closing >= closesAt(association, here.methods)) continue;
    groups.set(closing, [...(groups.get(closing) ?? []), association]);
  }
  return groups;
}

/** All that a role permits to those who hold it, against nothing. */
class AllOf {
  decided = true;
  private readonly found = new Map<string, readonly TimedChange[]>();
  private readonly role: Role;
  private readonly question: HolderQuestion;

  constructor(role: Role, question: HolderQuestion) {
    this.role = role;
    this.question = question;
  }

  /** From a moment on, as long as the auth method of the association lets its clients in. */
  at(time: number, association: Association): readonly TimedChange[] {
    const side = this.question[this.question.side];
    const end = closesAt(association, side.methods);
    const guards = side.guardsBeside(this.role, association);
    const key = JSON.stringify([time, guards.map(({ name }) => name)]);
    const known = this.found.get(key) ?? this.compare(time, guards, side.policy);
    this.found.set(key, known);
    return known.filter(({ from = time }) => from < end);
  }

  private compare(time: number, guards: readonly Role[], { assumptions }: Policy): readonly TimedChange[] {
    const { side, times, effort } = this.question;
    const held = (role: Role): HeldRoles => ({ roles: [role, ...guards], assumptions });
    const [all, nothing] = [held(this.role), held({ ...this.role, admin: false, rules: [] })];
    const [was, is] = side === "is" ? [nothing, all] : [all, nothing];
    const { decided, gained, lost } = compareAtMoments(was, is, { ...times, time }, effort);
    this.decided &&= decided;
    return side === "is" ? gained : lost;
  }
}

/** Which changes the role's own do not tell already. */
function notTold(told: readonly TimedChange[]): (change: TimedChange) => boolean {
  const keyOf = ({ ruleType, capabilities, region, from }: TimedChange): string =>
    JSON.stringify([ruleType, capabilities, region, from]);
  const known = new Set(told.map(keyOf));
  return (change) => !known.has(keyOf(change));
}
