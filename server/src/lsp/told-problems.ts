// The findings of a rules file that are told: with the severities and without the suppressions that manifest and
// settings decide.

import type { Diagnostic } from "vscode-languageserver";
import { dropUnproved } from "../checks/drop-unproved.ts";
import type { Problem } from "../checks/problem.ts";
import { decideOnProblems } from "../checks/team-decisions.ts";
import { toDiagnostic } from "../features/to-lsp.ts";
import { type CheckedFile, findProblems } from "./find-problems.ts";
import type { Session } from "./session.ts";
import { teamDecisions, unprovedWaste } from "./workspace-problems.ts";

/** The problems that a user sees in a file. */
export function toldProblems(session: Session, open: CheckedFile): readonly Problem[] {
  const policy = session.workspace.policyOf(open.uri);
  const problems = dropUnproved(open.file, findProblems(session, open), unprovedWaste(session, policy, open.uri));
  return decideOnProblems(open.file, open.uri, problems, teamDecisions(session, policy));
}

/** The same as diagnostics. */
export function findDiagnostics(session: Session, open: CheckedFile): Diagnostic[] {
  return toldProblems(session, open).map((problem) => problemDiagnostic(session, open, problem));
}

/** One finding as the diagnostic that the client knows it as. */
export function problemDiagnostic({ client }: Session, open: CheckedFile, problem: Problem): Diagnostic {
  return toDiagnostic(problem, open, client.checkPages, client.relatedInformation);
}
