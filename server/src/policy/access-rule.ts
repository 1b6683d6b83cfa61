// What one rule means, wherever it was read from: the evaluator knows rules only in this shape.

import { CAPABILITIES, type CapabilityName } from "./capability.ts";
import type { PathPattern } from "./path-pattern.ts";
import type { Place } from "./place.ts";
import { DEFAULT_RULE_TYPE, findRuleType } from "./rule-type.ts";
import type { Rule, RulesFile } from "./rules-file.ts";
import { rulesThatCount } from "./rules-that-count.ts";

export interface AccessRule {
  readonly ruleType: string;
  readonly pattern: PathPattern;
  /** As written, known ones only, without what they imply. */
  readonly capabilities: readonly CapabilityName[];
  readonly expiry: Expiry | undefined;
  /** How often the rule may still be used, where an export says so (F7.1). */
  readonly accessesLeft: number | undefined;
  readonly source: RuleSource;
}

/** Minutes from the moment of applying (A10), or a moment in unix seconds. */
export type Expiry = { readonly minutesAfterApplying: number } | { readonly at: number };

/** Where the rule stands. */
export interface RuleSource extends Place {
  /** 0-based line of the rule. */
  readonly line: number;
}

/** What a rule is known by within its role (F1.9). */
export function ruleKey({ ruleType, pattern }: AccessRule): string {
  return `${ruleType}\n${pattern.normal}`;
}

/** The same for rules that say the same, wherever they stand. */
export function contentKey({ ruleType, pattern, capabilities, expiry, accessesLeft }: AccessRule): string {
  const limits = expiry === undefined && accessesLeft === undefined ? "" : JSON.stringify([expiry, accessesLeft]);
  return `${ruleType.length} ${ruleType}\n${capabilities.join()}\n${limits}\n${pattern.normal}`;
}

/** Whether it takes away all capabilities of its rule type on the paths that it matches (F3.2). */
export function isDeny({ capabilities }: AccessRule): boolean {
  return capabilities.includes("deny");
}

/** The rules of a rules file as the evaluator sees them; what was not readable is left out, and so is what is lost. */
export function accessRulesOf(file: RulesFile, document: string): AccessRule[] {
  const lists: CapabilityLists = new Map();
  return rulesThatCount(file).map((rule) => accessRuleOf(file, rule, document, lists));
}

/** A file says the same few lists again and again: by rule type and list as written. */
type CapabilityLists = Map<string, readonly CapabilityName[]>;

function accessRuleOf(file: RulesFile, rule: Rule, document: string, lists: CapabilityLists): AccessRule {
  const ruleType = rule.ruleType?.value ?? DEFAULT_RULE_TYPE;
  return {
    ruleType,
    pattern: rule.pattern,
    capabilities: capabilitiesOf(rule, ruleType, lists),
    expiry: rule.ttl?.minutes === undefined ? undefined : { minutesAfterApplying: rule.ttl.minutes },
    accessesLeft: undefined,
    source: { document, span: rule.node.span, line: file.lines.positionAt(rule.node.span.start).line },
  };
}

function capabilitiesOf({ capabilities }: Rule, ruleType: string, lists: CapabilityLists): readonly CapabilityName[] {
  const items = capabilities?.items ?? [];
  const key = items.reduce((words, { value }) => `${words},${value}`, `${ruleType.length} ${ruleType}`);
  const known = lists.get(key);
  if (known) return known;
  const list = knownCapabilities(ruleType, new Set(items.map(({ value }) => value.toLowerCase())));
  lists.set(key, list);
  return list;
}

/**
 * The capabilities that words name on a rule type, in the order of the table. Export names count.
 * Words that are unknown, or that the rule type does not have, permit and deny nothing (F3.3, F4.5).
 */
export function knownCapabilities(ruleType: string, words: ReadonlySet<string>): CapabilityName[] {
  const allowed = findRuleType(ruleType)?.capabilities;
  return CAPABILITIES.filter(
    ({ name, exportName }) =>
      (words.has(name) || (exportName !== undefined && words.has(exportName))) && (allowed?.includes(name) ?? true),
  ).map(({ name }) => name);
}
