import type { RulesFile } from "../policy/rules-file.ts";
import { FORM_CHECKS, MEANING_CHECKS } from "./all-checks.ts";
import { findBrokenStretches } from "./broken-stretches.ts";
import type { CheckedWorkspace, CheckInfo, Finding } from "./check.ts";
import { findFaultyRules } from "./faulty-rules.ts";
import { prepareFileMeaning } from "./file-meaning.ts";
import { jsonSyntax } from "./json-syntax.ts";
import type { Problem } from "./problem.ts";

/**
 * Everything the checks find in a rules file, in the order of the text.
 * What stands in broken JSON is not judged: only the syntax fault is said there. What is an error is not judged twice.
 */
export function runChecks(file: RulesFile, workspace: CheckedWorkspace): Problem[] {
  const isBroken = findBrokenStretches(file);
  const isOn = ({ code }: CheckInfo): boolean => workspace.off?.has(code) !== true;
  const problems: Problem[] = [];
  for (const check of FORM_CHECKS) {
    for (const problem of describe(check, check.run(file, workspace)))
      if (check === jsonSyntax || !isBroken(problem.span)) problems.push(problem);
  }
  const faulty = findFaultyRules(file, problems, isBroken);
  const meaning = prepareFileMeaning(file, faulty, workspace.assumptions);
  const told = problems.filter(({ code }) => workspace.off?.has(code) !== true);
  for (const check of MEANING_CHECKS.filter(isOn))
    for (const problem of describe(check, check.run(meaning))) told.push(problem);
  return told.sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

function describe({ code, severity }: CheckInfo, findings: Iterable<Finding>): Problem[] {
  return Array.from(findings, (finding) => ({ code, severity, related: [], fixes: [], ...finding }));
}
