// What all contestants start from: rules as data, and what one answer is. It knows no contestant.

export interface Rule {
  readonly path: string;
  readonly ruleType: "item-rule";
  readonly capabilities: readonly Capability[];
}

export type Capability = "list" | "read" | "create" | "update" | "delete" | "deny";

/** The answer when any matching rule denies, whatever else matches (F3.2, F4.2). */
export const DENIED: number = 1 << 30;

/** The capability that contestants are asked about who answer only yes or no. */
export const ASKED: Capability = "read";

export const ASKED_BIT: number = capabilityBit(ASKED);

/** What a rule grants, as bits; 0 for a rule that denies. */
export function grantBits(rule: Rule): number {
  return denies(rule) ? 0 : rule.capabilities.reduce((bits, capability) => bits | capabilityBit(capability), 0);
}

/** Whether a rule denies: other capabilities beside `deny` are dead (F3.2). */
export function denies(rule: Rule): boolean {
  return rule.capabilities.includes("deny");
}

function capabilityBit(capability: Capability): number {
  return 1 << ["list", "read", "create", "update", "delete", "deny"].indexOf(capability);
}
