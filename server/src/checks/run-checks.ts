import type { RulesFile } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import { CHECKS } from "./all-checks.ts";
import type { Check, CheckedWorkspace } from "./check.ts";
import { jsonSyntax } from "./json-syntax.ts";
import type { Problem } from "./problem.ts";

/**
 * Everything the checks find in a rules file, in the order of the text.
 * What stands in broken JSON is not judged: only the syntax fault is said there.
 */
export function runChecks(file: RulesFile, workspace: CheckedWorkspace): Problem[] {
  const broken = file.json.faults.filter((fault) => fault.kind !== "comment" && fault.kind !== "trailing-comma");
  const problems = CHECKS.flatMap((check) => {
    const found = runCheck(check, file, workspace);
    if (broken.length === 0 || check === jsonSyntax) return found;
    return found.filter((problem) => !broken.some((fault) => overlaps(problem.span, fault.span)));
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

/** Whether a fault lies in a span, at least in part; an empty fault only touches what ends at it. */
function overlaps(span: Span, fault: Span): boolean {
  return fault.start < span.end && span.start < Math.max(fault.end, fault.start + 1);
}
