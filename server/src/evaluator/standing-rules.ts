// How the rules of a role stand for a client, rule by rule. From an earlier state of the same client those rules are
// taken over that say the same, wherever in the text they stand now: an edit costs the rules that it touched.

import type { AccessRule, Expiry } from "../policy/access-rule.ts";
import type { Role } from "../policy/role.ts";
import { alignLists } from "./align-lists.ts";
import { applyRule, type Circumstances, type ClientRule } from "./client-rule.ts";

export interface StandingRules {
  readonly role: Role;
  /** For each rule of the role, how it stands: mostly in one way, see `applyRule`. */
  readonly byRule: readonly (readonly ClientRule[])[];
}

/** @param before how the same role stood, for the same claims and under the same assumptions; times may differ. */
export function applyRules(role: Role, circumstances: Circumstances, before?: StandingRules): StandingRules {
  const apply = (rule: AccessRule): readonly ClientRule[] => applyRule(rule, role.name, circumstances);
  if (before?.role.name !== role.name) return { role, byRule: role.rules.map(apply) };
  const same = alignLists(before.role.rules, role.rules, saysSame);
  const byRule = role.rules.map((rule, at) => {
    const known = before.byRule[same[at] ?? -1];
    // A rule that expires stands as the time says.
    return known && rule.expiry === undefined ? carryOver(known, rule) : apply(rule);
  });
  return { role, byRule };
}

/** A pattern that an edit did not touch is the same object: see `readRulesFile`. */
function saysSame(a: AccessRule, b: AccessRule): boolean {
  if (a === b) return true;
  return (
    a.pattern === b.pattern &&
    a.ruleType === b.ruleType &&
    a.accessesLeft === b.accessesLeft &&
    isSameList(a.capabilities, b.capabilities) &&
    isSameExpiry(a.expiry, b.expiry)
  );
}

function isSameList(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

function isSameExpiry(a: Expiry | undefined, b: Expiry | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}

/** The rule may stand at another place now. */
function carryOver(stands: readonly ClientRule[], rule: AccessRule): readonly ClientRule[] {
  if (stands.every((each) => each.rule === rule)) return stands;
  return stands.map(({ role, grants, denies, state, reaches, assumptions }) => {
    return { rule, role, grants, denies, state, reaches, assumptions };
  });
}
