// The rules among others that may be taken out, all of them together, without changing any access.

import type { ClientRule } from "./client-rule.ts";
import { askRule, prepareRuleQuestions, type RuleEffect, withdrawRule } from "./rule-questions.ts";

/** A rule without effect, and the proof. */
export interface Waste {
  readonly rule: ClientRule;
  readonly effect: Exclude<RuleEffect, { kind: "acts" } | { kind: "not-decided" }>;
}

/**
 * Finds the waste among the rules of one rule type (symbolic claims), in their order.
 * Of rules that make each other needless the later ones are told: each that adds nothing, and each deny of what others
 * deny already, is withdrawn before the next is asked, so that no two are each other's proof. An allow that never grants
 * stays: it is what its deny takes away.
 * Where very many rules have a part in very many proofs, the rest is not looked for.
 * @param isAsked whether a rule may be taken out; the others only prove.
 */
export function findWaste(
  rules: readonly ClientRule[],
  budget?: number,
  isAsked: (rule: ClientRule) => boolean = () => true,
): Waste[] {
  const questions = prepareRuleQuestions(rules);
  const found: Waste[] = [];
  let named = 0;
  for (let position = rules.length - 1; position >= 0 && named < MOST_NAMED; position--) {
    const rule = rules[position];
    if (rule === undefined || !isAsked(rule)) continue;
    const effect = askRule(questions, position, budget);
    if (effect.kind === "acts" || effect.kind === "not-decided") continue;
    found.push({ rule, effect });
    named += effect.by.length;
    if (effect.kind !== "never-grants" && effect.by.length > 0) withdrawRule(questions, position);
  }
  return found.reverse();
}

/** How many rules all the proofs together name at most, give or take the last one's. */
const MOST_NAMED = 50_000;
