import type { RulesFile } from "../policy/rules-file.ts";
import { ADVICE } from "./all-checks.ts";
import type { Problem } from "./problem.ts";
import { runChecks } from "./run-checks.ts";

/**
 * The errors by which rules of a file may say something else than was meant, or nothing: a misspelt key, a lost deny.
 * Advice on what the rules mean is left to `check`, and so are the team's decisions on it: an answer hides no lost rule.
 * Faults of the JSON itself are not among them.
 * @param extraRuleTypes rule types that are known besides those of the table.
 */
export function findTextErrors(file: RulesFile, extraRuleTypes: readonly string[] = []): readonly Problem[] {
  const problems = runChecks(file, { extraRuleTypes, syntax: "none", off: ADVICE });
  return problems.filter(({ severity }) => severity === "error");
}
