import type { CheckedWorkspace } from "../../server/src/checks/check.ts";
import type { Problem } from "../../server/src/checks/problem.ts";
import { runChecks } from "../../server/src/checks/run-checks.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

/** No settings, and every syntax fault reported. */
export const PLAIN_WORKSPACE: CheckedWorkspace = { extraRuleTypes: [], syntax: "all" };

/** What the checks find in a text. */
export function checkText(text: string, workspace: CheckedWorkspace = PLAIN_WORKSPACE): Problem[] {
  return runChecks(readRulesFile(text), workspace);
}

/** The characters that a problem marks. */
export function markedText(text: string, problem: Problem): string {
  return text.slice(problem.span.start, problem.span.end);
}
