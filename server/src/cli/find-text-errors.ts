import { MEANING_CHECKS } from "../checks/all-checks.ts";
import type { Problem } from "../checks/problem.ts";
import { runChecks } from "../checks/run-checks.ts";
import type { RulesFile } from "../policy/rules-file.ts";

/**
 * The errors by which rules of a file may say something else than was meant, or nothing: a misspelt key, a lost deny.
 * Advice on what the rules mean is left to `check`, and so are the team's decisions on it: an answer hides no lost rule.
 * Faults of the JSON itself are not among them.
 */
export function findTextErrors(file: RulesFile): readonly Problem[] {
  const problems = runChecks(file, { extraRuleTypes: [], syntax: "none", off: ADVICE });
  return problems.filter(({ severity }) => severity === "error");
}

const ADVICE: ReadonlySet<string> = new Set(MEANING_CHECKS.map(({ code }) => code));
