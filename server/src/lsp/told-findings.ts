// Everything that is told at a document, whatever kind of document it is, each finding with what a suppression would
// name of it and with the diagnostic that the client knows.

import type { Diagnostic } from "vscode-languageserver";
import type { Problem } from "../checks/problem.ts";
import { subjectAt } from "../checks/team-decisions.ts";
import { workspaceDiagnostic } from "./checked-documents.ts";
import type { Session } from "./session.ts";
import { problemDiagnostic, toldProblems } from "./told-problems.ts";
import { workspaceProblems } from "./workspace-problems.ts";

export interface ToldFinding {
  readonly problem: Problem;
  /** The rule path, role, auth method or object that it is about; absent where it is about the file. */
  readonly subject: string | undefined;
  diagnostic(): Diagnostic;
}

/** The findings at an open document: a rules file, a manifest, or a file that a manifest names. */
export function toldFindings(session: Session, uri: string): ToldFinding[] {
  const open = session.documents.getFile(uri);
  const policy = session.workspace.policyOf(uri);
  const inFile = open ? toldProblems(session, open) : [];
  return [
    ...(open
      ? inFile.map((problem) => ({
          problem,
          subject: subjectAt(open.file.paths, problem.span.start),
          diagnostic: () => problemDiagnostic(session, open, problem),
        }))
      : []),
    ...workspaceProblems(session, policy, uri).map((problem) => ({
      problem: { ...problem, related: [] },
      subject: problem.subject === "" ? undefined : problem.subject,
      diagnostic: () => workspaceDiagnostic(session, policy, problem),
    })),
  ];
}
