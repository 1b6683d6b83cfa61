// What may be written at the cursor: rule types, capabilities inside their list, and the keys of a rule.
// Broken text is no obstacle: a text whose closing quote is missing is completed like any other.

import { CAPABILITIES } from "../policy/capability.ts";
import { RULE_KEYS } from "../policy/read-rules-file.ts";
import { DEFAULT_RULE_TYPE, findRuleType, isAdministrative, RULE_TYPES } from "../policy/rule-type.ts";
import type { Rule, RulesFile } from "../policy/rules-file.ts";
import { touches } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";
import { describeCapability } from "./describe-capability.ts";
import { describeKey } from "./describe-key.ts";
import { describeRuleType } from "./describe-rule-type.ts";
import { placeAt } from "./place-at.ts";

export interface Completion {
  readonly label: string;
  /** A few words beside the label. */
  readonly detail: string;
  /** Markdown; may be empty. */
  readonly documentation: string;
  readonly edit: TextEdit;
}

/** The proposals at an offset, the likeliest first. */
export function completeAt(file: RulesFile, offset: number, extraRuleTypes: readonly string[]): Completion[] {
  const place = placeAt(file, offset);
  switch (place?.kind) {
    case "rule-type":
      return completeRuleType(place.span, extraRuleTypes);
    case "capability":
      return completeCapability(place.rule, place.span);
    case "capabilities":
      return completeCapability(place.rule, { start: offset, end: offset });
    case "key":
      return completeKey(place.rule, place.span, place.member.key.value);
    default:
      return [];
  }
}

function completeRuleType(span: TextEdit["span"], extraRuleTypes: readonly string[]): Completion[] {
  const usual = RULE_TYPES.filter((word) => !isAdministrative(word)).map(({ name }) => name);
  return [...usual, ...extraRuleTypes].map((name) => ({
    label: name,
    detail: findRuleType(name)?.governs ?? "",
    documentation: describeRuleType(name, extraRuleTypes) ?? "",
    edit: { span, newText: name },
  }));
}

/** The capabilities of the rule's type that the list does not have yet. */
function completeCapability(rule: Rule, span: TextEdit["span"]): Completion[] {
  const ruleType = rule.ruleType?.value ?? DEFAULT_RULE_TYPE;
  const others = rule.capabilities?.items.filter((item) => item.span.start !== span.start) ?? [];
  const written = new Set(others.map((item) => item.value));
  const possible = findRuleType(ruleType)?.capabilities ?? CAPABILITIES.map(({ name }) => name);
  return possible
    .filter((name) => !written.has(name))
    .map((name) => ({
      label: name,
      detail: "",
      documentation: describeCapability(name, ruleType) ?? "",
      edit: { span, newText: name },
    }));
}

/** The keys that the rule does not have yet, in the place of the one under the cursor. */
function completeKey(rule: Rule, span: TextEdit["span"], current: string): Completion[] {
  const present = rule.node.members
    .filter((member) => !touches(member.key.span, span.start))
    .map(({ key }) => key.value);
  return RULE_KEYS.filter((key) => key === current || !present.includes(key)).map((key) => ({
    label: key,
    detail: "",
    documentation: describeKey(key) ?? "",
    edit: { span, newText: JSON.stringify(key) },
  }));
}
