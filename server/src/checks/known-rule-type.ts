import type { CapabilityName } from "../policy/capability.ts";
import { DEFAULT_RULE_TYPE, findRuleType, type RuleTypeWord } from "../policy/rule-type.ts";
import type { Rule } from "../policy/rules-file.ts";
import type { CheckedWorkspace } from "./check.ts";
import { hasUnreadRuleType } from "./meant-key.ts";

/** A rule type that may be reasoned about. */
export interface KnownRuleType {
  readonly name: string;
  /** Absent for a name that the user has added: nothing is known of it. */
  readonly word: RuleTypeWord | undefined;
}

/**
 * The rule type of a rule, the default one where none is written (F1.5).
 * Nothing when it is unknown or unreadable: that is a finding of its own, and no other may rest on a guess.
 */
export function knownRuleType(rule: Rule, workspace: CheckedWorkspace): KnownRuleType | undefined {
  if (hasUnreadRuleType(rule)) return undefined;
  const name = rule.ruleType?.value ?? DEFAULT_RULE_TYPE;
  const word = findRuleType(name);
  return word || workspace.extraRuleTypes.includes(name) ? { name, word } : undefined;
}

/** Whether a capability is not known to be wrong for a rule, so that its form is worth a word. */
export function mayHave(ruleType: KnownRuleType | undefined, capability: CapabilityName): boolean {
  return ruleType?.word?.capabilities.includes(capability) ?? true;
}
