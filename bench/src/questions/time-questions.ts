// How long this project's exact questions take. Times are in milliseconds.

import { type Client, prepareClient } from "../../../server/src/evaluator/client.ts";
import { type AccessComparison, compareAccess } from "../../../server/src/evaluator/compare-access.ts";
import { decideCapabilities } from "../../../server/src/evaluator/decide.ts";
import { askRule, prepareRuleQuestions, type RuleEffect } from "../../../server/src/evaluator/rule-questions.ts";
import { accessRulesOf } from "../../../server/src/policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../../../server/src/policy/assumptions.ts";
import { readRulesFile } from "../../../server/src/policy/read-rules-file.ts";
import type { CompareTimes, HostileTimes, RuleQuestionTimes } from "../question-protocol.ts";
import { timeWholeAnswers } from "./time-whole-answers.ts";

/** Asks of every rule of a rules file whether it ever grants, adds anything, takes anything away. */
export function timeRuleQuestions(text: string): RuleQuestionTimes {
  const start = performance.now();
  const client = clientOf(text);
  const read = performance.now();
  const effects: Record<string, number> = {};
  const questions = prepareRuleQuestions(client.rules);
  for (const at of questions.rules.keys()) count(effects, askRule(questions, at));
  return { read: read - start, ask: performance.now() - read, effects };
}

/** Compares two rules files; reading them is not part of the comparison. */
export function timeCompare(before: string, after: string): CompareTimes {
  const [left, right] = [clientOf(before), clientOf(after)];
  const start = performance.now();
  const { decided, gained, lost }: AccessComparison = compareAccess(left, right);
  return { compare: performance.now() - start, decided, changes: gained.length + lost.length };
}

/** The slowest single decision and the slowest single question; asks only some rules of a large policy. */
export function timeHostile(text: string, paths: readonly string[]): HostileTimes {
  const client = clientOf(text);
  const decisions = paths.map((path) => timeOf(() => decideCapabilities(client, "item-rule", path)));
  const questions = prepareRuleQuestions(client.rules);
  const effects: Record<string, number> = {};
  const step = Math.max(1, Math.floor(client.rules.length / MOST_ASKED));
  const asked = client.rules.map((_, at) => at).filter((at) => at % step === 0);
  const times = asked.map((at) => timeOf(() => count(effects, askRule(questions, at))));
  return {
    slowestDecision: Math.max(...decisions),
    slowestQuestion: Math.max(...times),
    answers: paths.map((path) => decideCapabilities(client, "item-rule", path)),
    effects,
    whole: timeWholeAnswers(text),
  };
}

const MOST_ASKED = 60;

/** Templates stand for themselves: no client is in question. */
function clientOf(text: string): Client {
  const rules = accessRulesOf(readRulesFile(text), "rules.akeyless.json");
  const role = { name: "bench", admin: false, rules, associations: [] };
  return prepareClient([role], { claims: "symbolic", assumptions: DEFAULT_ASSUMPTIONS, time: 0, appliedAt: 0 });
}

function count(effects: Record<string, number>, { kind }: RuleEffect): void {
  effects[kind] = (effects[kind] ?? 0) + 1;
}

function timeOf(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}
