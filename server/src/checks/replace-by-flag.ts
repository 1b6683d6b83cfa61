// The fix of an administrative rule: the flag of the role that says the same, as a command to run, in the place of the
// rule. Only where the flag grants exactly what the rule does.

import { findRuleType } from "../policy/rule-type.ts";
import type { PathEntry, Rule, RulesFile } from "../policy/rules-file.ts";
import { removeRule } from "./fix-words.ts";
import type { Fix, RoleFlag } from "./problem.ts";

/**
 * One fix for each value, or none: where the rule grants more or less than reading, or only for a while, or on another
 * path than the three that have a value, no flag says the same. Whether the command was run nobody knows here, so it is
 * never preferred.
 * @param values those that are offered, the best first; by default the one that the path means (policy/rule-type.ts).
 */
export function replaceByFlag(
  file: RulesFile,
  entry: PathEntry,
  rule: Rule,
  values: readonly RoleFlag["value"][] = valuesOf(rule),
): Fix[] {
  const flag = findRuleType(rule.ruleType?.value ?? "")?.flag;
  // The flag of event forwarders lets manage all of them.
  if (flag === undefined || rule.ruleType?.value === "event-forwarder-rule" || !isReadingForGood(rule)) return [];
  return values.map((value) => ({
    title: `Copy the command that sets ${flag} ${value}, and remove the rule`,
    edits: removeRule(file, entry, rule),
    preferred: false,
    roleFlag: { flag, value },
  }));
}

function valuesOf({ pattern }: Rule): RoleFlag["value"][] {
  const value = VALUES.get(pattern.normal);
  return value === undefined ? [] : [value];
}

const VALUES: ReadonlyMap<string, RoleFlag["value"]> = new Map([
  ["/*", "all"],
  ["/self", "own"],
  ["/scoped", "scoped"],
]);

function isReadingForGood({ capabilities, ttl, otherKeys, lostKeys }: Rule): boolean {
  const words = capabilities?.items.map(({ value }) => value) ?? [];
  const isPlain = ttl === undefined && otherKeys.length === 0 && lostKeys.length === 0;
  return isPlain && words.length > 0 && words.every((word) => word === "read");
}
