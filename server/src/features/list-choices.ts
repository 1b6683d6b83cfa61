// What can be asked of a rules file: the view offers it before anything is typed.

import { isExactPath } from "../policy/path-pattern.ts";
import { DEFAULT_RULE_TYPE, findRuleType, isAdministrative, RULE_TYPES } from "../policy/rule-type.ts";
import type { RulesFile } from "../policy/rules-file.ts";

export interface PathChoice {
  /** With its leading slash. */
  readonly path: string;
  /** Whether the path names one object; otherwise it is a pattern, of which one object must be chosen. */
  readonly exact: boolean;
}

/** The paths of a file in its order, each once. */
export function listPaths(file: RulesFile): PathChoice[] {
  const choices = new Map<string, PathChoice>();
  for (const { pattern } of file.paths) {
    if (pattern.written !== "") choices.set(pattern.normal, { path: pattern.normal, exact: isExactPath(pattern) });
  }
  return [...choices.values()];
}

export interface RuleTypeChoice {
  readonly name: string;
  /** What its rules govern; empty for names that are not in the table. */
  readonly governs: string;
  readonly inFile: boolean;
}

/** The rule types of a file first, then the others that rules files have; administrative ones only if the file has them. */
export function listRuleTypes(file: RulesFile): RuleTypeChoice[] {
  const used = new Set(file.rules.map((rule) => rule.ruleType?.value ?? DEFAULT_RULE_TYPE));
  const others = RULE_TYPES.filter((word) => !used.has(word.name) && !isAdministrative(word)).map(({ name }) => name);
  return [...used, ...others].map((name) => ({
    name,
    governs: findRuleType(name)?.governs ?? "",
    inFile: used.has(name),
  }));
}
