import type { RulesFile } from "../policy/rules-file.ts";
import { CHECKS } from "./all-checks.ts";
import { findBrokenStretches } from "./broken-stretches.ts";
import type { Check, CheckedWorkspace } from "./check.ts";
import { jsonSyntax } from "./json-syntax.ts";
import type { Problem } from "./problem.ts";

/**
 * Everything the checks find in a rules file, in the order of the text.
 * What stands in broken JSON is not judged: only the syntax fault is said there.
 */
export function runChecks(file: RulesFile, workspace: CheckedWorkspace): Problem[] {
  const isBroken = findBrokenStretches(file);
  const problems = CHECKS.flatMap((check) => {
    const found = runCheck(check, file, workspace);
    return check === jsonSyntax ? found : found.filter((problem) => !isBroken(problem.span));
  });
  return problems.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function runCheck(check: Check, file: RulesFile, workspace: CheckedWorkspace): Problem[] {
  return Array.from(check.run(file, workspace), (finding) => ({
    code: check.code,
    severity: check.severity,
    related: [],
    fixes: [],
    ...finding,
  }));
}
