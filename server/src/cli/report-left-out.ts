// What an answer leaves open because a question was too large for its budget.

import type { LeftOut } from "../evaluator/answer-budget.ts";
import type { ClientRule } from "../evaluator/client-rule.ts";
import { writePattern } from "../policy/write-pattern.ts";

export interface ReportedLeftOut {
  /** Two joined by `with` where only who holds both is in question. */
  readonly role: string;
  readonly ruleType: string;
  readonly pattern: string;
}

/** Rules of which it is open what they give. */
export function reportOpenRules(rules: readonly ClientRule[]): ReportedLeftOut[] {
  return rules.map(({ role, rule }) => ({ role, ruleType: rule.ruleType, pattern: rule.pattern.normal }));
}

/** Each pattern once. */
export function reportLeftOut(leftOut: readonly Omit<LeftOut, "change">[]): ReportedLeftOut[] {
  const reported = new Map<string, ReportedLeftOut>();
  for (const { role, ruleType, tokens } of leftOut) {
    const pattern = writePattern(tokens);
    reported.set(JSON.stringify([role, ruleType, pattern]), { role, ruleType, pattern });
  }
  return [...reported.values()];
}
