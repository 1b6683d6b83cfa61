// What rules that match one path say together: nothing unless granted (F4.1), the union of all grants, or nothing where
// a deny stands (F4.2). The rules are of one rule type (F4.3); order, specificity and the length of a prefix play no part.

import type { Assumptions } from "../policy/assumptions.ts";
import type { CapabilitySet } from "../policy/capability-set.ts";
import { groupBy } from "../policy/group-by.ts";
import type { ClientRule } from "./client-rule.ts";
import type { Effect } from "./decision.ts";

export interface Verdict {
  readonly effect: Effect;
  /** What is granted for certain. */
  readonly granted: CapabilitySet;
}

/**
 * The verdict of rules that match. A rule whose state is `uncertain` may or may not match; every other counts, also one
 * that does not act: the caller asks what would be if it did.
 * @param crossRoleDeny whether a deny cuts the allows of all roles, or of its own (A1).
 */
export function verdictOf(matching: readonly ClientRule[], crossRoleDeny: Assumptions["cross-role-deny"]): Verdict {
  const scopes = crossRoleDeny === "global" ? [matching] : [...groupBy(matching, ({ role }) => role).values()];
  const outcomes = scopes.map(outcomeOf);
  const surely = outcomes.reduce((set, outcome) => set | outcome.surely, 0);
  const possibly = outcomes.reduce((set, outcome) => set | outcome.possibly, 0);
  if (surely !== possibly) return { effect: "uncertain", granted: surely };
  if (surely !== 0) return { effect: "allowed", granted: surely };
  return { effect: outcomes.some((outcome) => outcome.denied) ? "denied" : "not-granted", granted: 0 };
}

/** Whether two verdicts grant the same by the same effect: to be denied is another answer than not to be granted. */
export function sameVerdict(a: Verdict, b: Verdict): boolean {
  return a.effect === b.effect && a.granted === b.granted;
}

/** The least and the most that rules grant whose denies cut each other's allows. */
interface Outcome {
  readonly surely: CapabilitySet;
  readonly possibly: CapabilitySet;
  readonly denied: boolean;
}

function outcomeOf(rules: readonly ClientRule[]): Outcome {
  let surely = 0;
  let possibly = 0;
  let mayDeny = false;
  for (const { grants, denies, state } of rules) {
    const certain = state.kind !== "uncertain";
    if (denies && certain) return { surely: 0, possibly: 0, denied: true };
    if (denies) mayDeny = true;
    if (certain) surely |= grants;
    possibly |= grants;
  }
  return { surely: mayDeny ? 0 : surely, possibly, denied: false };
}
