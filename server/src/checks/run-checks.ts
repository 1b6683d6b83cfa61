import type { RulesFile } from "../policy/rules-file.ts";
import { CHECKS } from "./all-checks.ts";
import type { Check, CheckedWorkspace } from "./check.ts";
import type { Problem } from "./problem.ts";

/** Everything the checks find in a rules file, in the order of the text. */
export function runChecks(file: RulesFile, workspace: CheckedWorkspace): Problem[] {
  const problems = CHECKS.flatMap((check) => runCheck(check, file, workspace));
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
