import { readCapability } from "../policy/capability.ts";
import type { Rule } from "../policy/rules-file.ts";

/** Whether two rules of one rule type and path say the same: capabilities in any order and form, and the ttl. */
export function saysTheSame(a: Rule, b: Rule): boolean {
  if (!isPlain(a) || !isPlain(b) || !hasSameTtl(a, b)) return false;
  const words = capabilityNames(a);
  const others = capabilityNames(b);
  return words.size === others.size && [...words].every((word) => others.has(word));
}

/** Whether two rules end after the same time, or both never. */
export function hasSameTtl(a: Rule, b: Rule): boolean {
  const readable = (rule: Rule) => !rule.ttl || rule.ttl.minutes !== undefined;
  return readable(a) && readable(b) && a.ttl?.minutes === b.ttl?.minutes;
}

/** The names of a rule's capabilities; unknown words as they are written. */
export function capabilityNames({ capabilities }: Rule): ReadonlySet<string> {
  return new Set(capabilities?.items.map(({ value }) => readCapability(value)?.word.name ?? value));
}

/** Whether nothing in a rule is unknown or lost, so that it may be merged with another without losing anything. */
export function isPlain(rule: Rule): boolean {
  return rule.capabilities !== undefined && rule.otherKeys.length === 0 && rule.lostKeys.length === 0;
}
