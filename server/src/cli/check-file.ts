// Everything that is told at one file, whatever kind of file it is: what it shows by itself, and what only shows in its
// workspace, at this file. What is found elsewhere is told where that file is checked.

import { dropUnproved } from "../checks/drop-unproved.ts";
import type { Problem } from "../checks/problem.ts";
import { runChecks } from "../checks/run-checks.ts";
import { decideOnProblems } from "../checks/team-decisions.ts";
import type { WorkspaceProblem } from "../checks/workspace-check.ts";
import { documentLines } from "../policy/document-lines.ts";
import { readRulesFile } from "../policy/read-rules-file.ts";
import { hasManifestName } from "../policy/recognise-rules-file.ts";
import { type ReportedProblem, reportProblem, type ShownDocument } from "./check-report.ts";
import { type CheckedWorkspace, documentsOf, PLAIN } from "./find-checked-workspace.ts";

export interface CheckedFile {
  /** How the report calls it. */
  readonly name: string;
  /** Its path below the root of the disk; nothing for standard input. */
  readonly document: string | undefined;
  readonly text: string;
}

/**
 * The problems of a file, in the order of its text.
 * @param nameOf how the report calls other documents.
 */
export function checkFile(
  file: CheckedFile,
  workspace: CheckedWorkspace | undefined,
  nameOf: (document: string) => string,
): ReportedProblem[] {
  const document = file.document ?? "";
  const beside = workspace?.findings.get(document) ?? [];
  const show = (other: string): ShownDocument => ({
    name: nameOf(other),
    lines: documentLines(workspace?.snapshot, other),
  });
  if (isNoRulesFile(file, workspace)) {
    const home = { name: file.name, lines: documentLines(workspace?.snapshot, document) };
    return beside.map((problem) => reportProblem(home, problem, show));
  }
  const known = workspace?.snapshot.rulesFiles.get(document);
  const rules = known ?? readRulesFile(file.text);
  const found = known && workspace ? workspace.problemsOf(document) : runChecks(rules, assumed(workspace));
  const own = dropUnproved(rules, found, workspace?.unproved.get(document));
  const told: readonly Problem[] = workspace ? decideOnProblems(rules, document, own, workspace.decisions) : own;
  return [...told, ...beside]
    .sort((a: Problem | WorkspaceProblem, b) => a.span.start - b.span.start || a.span.end - b.span.end)
    .map((problem) => reportProblem({ name: file.name, lines: rules.lines }, problem, show));
}

function assumed(workspace: CheckedWorkspace | undefined): Parameters<typeof runChecks>[1] {
  return workspace ? { ...PLAIN, assumptions: workspace.snapshot.policy.assumptions } : PLAIN;
}

/** A manifest, or an export or claims that a manifest names. */
function isNoRulesFile({ document }: CheckedFile, workspace: CheckedWorkspace | undefined): boolean {
  if (document === undefined || !workspace || workspace.snapshot.rulesFiles.has(document)) return false;
  return hasManifestName(document) || documentsOf(workspace.snapshot).includes(document);
}
