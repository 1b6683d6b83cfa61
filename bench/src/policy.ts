// What all contestants start from: rules as data, and what one answer is. It knows no contestant.

import { bitOf, grantedSet } from "../../server/src/policy/capability-set.ts";

export interface Rule {
  readonly path: string;
  readonly ruleType: "item-rule";
  readonly capabilities: readonly Capability[];
}

export type Capability = "list" | "read" | "create" | "update" | "delete" | "deny";

/** The capability that contestants are asked about who answer only yes or no. */
export const ASKED: Capability = "read";

export const ASKED_BIT: number = bitOf(ASKED);

/** What a rule grants, as the bits that all answers are made of; 0 for a rule that denies. */
export function grantBits(rule: Rule): number {
  return grantedSet(rule.ruleType, rule.capabilities);
}

/** Whether a rule denies: other capabilities beside `deny` are dead (F3.2). */
export function denies(rule: Rule): boolean {
  return rule.capabilities.includes("deny");
}
