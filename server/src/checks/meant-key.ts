// Which documented key of a rule a written one was meant to be. Keys that are read as they stand are not asked about.

import { documentedKey, RULE_KEYS } from "../policy/read-rules-file.ts";
import type { Rule } from "../policy/rules-file.ts";
import type { JsonMember } from "../text/json-tree.ts";
import { nearestWords } from "../text/nearest-word.ts";

export interface MeantKey {
  /** A documented key, or `path`, which stands above the rules and not in one (F1.1). */
  readonly name: string;
  readonly certain: boolean;
}

/**
 * What an undocumented key of a rule was most probably meant to be.
 * Nothing when no key is near, or when the near one is there as well: then nothing is lost for want of it.
 */
export function meantKey(rule: Rule, member: JsonMember): MeantKey | undefined {
  const letters = lettersOf(member.key.value);
  if (letters === "path") return { name: "path", certain: true };
  const nearest = nearestWords(member.key.value, RULE_KEYS);
  const alias = RULE_KEYS.find((key) => lettersOf(key) === letters) ?? ALIASES.get(letters);
  const name = alias ?? nearest.words[0];
  if (name === undefined || hasKey(rule, name)) return undefined;
  return { name, certain: alias !== undefined || nearest.certain };
}

/** Whether a rule says its rule type in a way that cannot be read: under a misspelt key, or not as text. */
export function hasUnreadRuleType(rule: Rule): boolean {
  if (rule.ruleType !== undefined) return false;
  return hasKey(rule, "rule-type") || rule.otherKeys.some((member) => meantKey(rule, member)?.name === "rule-type");
}

/** Whether a rule has a documented key, in any case of letters (F1.11). */
export function hasKey(rule: Rule, name: string): boolean {
  return rule.node.members.some((member) => documentedKey(member.key.value) === name);
}

/** Names that other parts of Akeyless, or people, use for the same thing; letters only. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["type", "rule-type"],
  ["ruletypes", "rule-type"],
  ["capability", "capabilities"],
  ["permission", "capabilities"],
  ["permissions", "capabilities"],
  ["timetolive", "ttl"],
]);

function lettersOf(key: string): string {
  return key.toLowerCase().replace(/[^a-z]/g, "");
}
