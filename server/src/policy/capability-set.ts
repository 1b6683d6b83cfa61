// Capabilities as a set of bits, so that the evaluator joins and compares them in one operation.

import { CAPABILITIES, type CapabilityName } from "./capability.ts";
import { findRuleType } from "./rule-type.ts";

/** One bit for every entry of the table of capabilities, in its order. */
export type CapabilitySet = number;

/** The set of some capabilities. */
export function capabilitySet(names: readonly CapabilityName[]): CapabilitySet {
  return names.reduce((set, name) => set | bitOf(name), 0);
}

/** The capabilities of a set, in the order of the table. */
export function capabilityNames(set: CapabilitySet): CapabilityName[] {
  return CAPABILITIES.filter((_, index) => (set & (1 << index)) !== 0).map(({ name }) => name);
}

/** What a rule with these capabilities grants: without `deny`, and with the `list` that every other one implies (F3.1). */
export function grantedSet(ruleType: string, names: readonly CapabilityName[]): CapabilitySet {
  if (names.includes("deny")) return 0;
  const written = capabilitySet(names);
  const hasList = findRuleType(ruleType)?.capabilities.includes("list") ?? false;
  return hasList && written !== 0 ? written | bitOf("list") : written;
}

/** All that can be granted on a rule type: what the admin role has (F4.6). Nothing for unknown types. */
export function fullSet(ruleType: string): CapabilitySet {
  return capabilitySet((findRuleType(ruleType)?.capabilities ?? []).filter((name) => name !== "deny"));
}

/** The bit of one capability. */
export function bitOf(name: CapabilityName): CapabilitySet {
  return 1 << CAPABILITIES.findIndex((word) => word.name === name);
}
