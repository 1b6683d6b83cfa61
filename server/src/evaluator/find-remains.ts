// What of a change may not come about when rules files are applied to the roles that an export shows: rules that a
// file lacks stay in the role (F1.8), and whether setting a rule again replaces or merges is unknown (A12).
// It judges the path that shows a change, by the rules that decide it; it compares nothing itself.

import { type AccessRule, ruleKey } from "../policy/access-rule.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { RoleChange } from "./compare-policies.ts";
import { deniesSurely, type Reason } from "./decision.ts";

/**
 * - `absent`: the rules files lack a rule that keeps things as they are, and it stays (F1.8)
 * - `set-again`: they set every such rule again, and it may keep what it had (A12)
 */
export type Remains = "absent" | "set-again";

/** Tells of a change and one of its capabilities what may keep it from coming about; nothing where it comes surely. */
export type FindRemains = (change: RoleChange, capability: CapabilityName) => Remains | undefined;

/** @param after the policy of the rules files, with roles named as in the export. */
export function remainsOfLosses(after: Policy): FindRemains {
  const isSet = setRules(after);
  return ({ before, after: now, association }, capability) => {
    // What a deny of the file takes is gone, whatever else stays in the role.
    if (association !== undefined || now.reasons.some(deniesSurely)) return undefined;
    return remainsBy(
      before.reasons.filter(({ outcome, capabilities }) => outcome === "grants" && capabilities.includes(capability)),
      isSet,
    );
  };
}

/** The same of what is gained: a deny that stays, or keeps what it had, holds it back. */
export function remainsOfGains(after: Policy): FindRemains {
  const isSet = setRules(after);
  const names = new Set(after.roles.map(({ name }) => nameKey(name)));
  return ({ before, association, role }) =>
    // Who leaves a role leaves its denies, whatever stays in it.
    association === undefined || names.has(nameKey(role))
      ? remainsBy(before.reasons.filter(deniesSurely), isSet)
      : undefined;
}

function remainsBy(keeping: readonly Reason[], isSet: (reason: Reason) => boolean): Remains | undefined {
  if (keeping.length === 0) return undefined;
  return keeping.every(isSet) ? "set-again" : "absent";
}

/** Whether the rules files set the rule of a reason, by its rule type and path, which is all that names it (F1.9). */
function setRules(after: Policy): (reason: Reason) => boolean {
  const keyOf = (role: string, rule: AccessRule): string => `${nameKey(role)}\n${ruleKey(rule)}`;
  const keys = new Set(after.roles.flatMap(({ name, rules }) => rules.map((rule) => keyOf(name, rule))));
  return ({ role, rule }) => rule !== undefined && keys.has(keyOf(role, rule));
}
