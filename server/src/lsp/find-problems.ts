// The findings of a document, computed once for each version and setting, and as diagnostics.

import type { Diagnostic } from "vscode-languageserver";
import type { CheckedWorkspace } from "../checks/check.ts";
import type { Problem } from "../checks/problem.ts";
import { runChecks } from "../checks/run-checks.ts";
import { toDiagnostic } from "../features/to-lsp.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { Session } from "./session.ts";

/** A version of a rules file: of one that is open, or as it is saved. */
export interface CheckedFile {
  readonly uri: string;
  readonly version: number;
  /** Absent for a file that is not open. */
  readonly languageId: string | undefined;
  readonly file: RulesFile;
}

const known = new WeakMap<RulesFile, { revision: number; problems: readonly Problem[] }>();

/** Everything that the checks find. */
export function findProblems(session: Session, open: CheckedFile): readonly Problem[] {
  const revision = session.settingsRevision;
  const found = known.get(open.file);
  if (found?.revision === revision) return found.problems;
  const problems = runChecks(open.file, checkedWorkspace(session, open));
  known.set(open.file, { revision, problems });
  return problems;
}

/** The findings as diagnostics. */
export function findDiagnostics(session: Session, open: CheckedFile): Diagnostic[] {
  return findProblems(session, open).map((problem) => problemDiagnostic(session, open, problem));
}

/** One finding as the diagnostic that the client knows it as. */
export function problemDiagnostic({ client }: Session, open: CheckedFile, problem: Problem): Diagnostic {
  return toDiagnostic(problem, open, client.checkPages, client.relatedInformation);
}

function checkedWorkspace({ client, settings }: Session, { languageId }: CheckedFile): CheckedWorkspace {
  const left = languageId === "jsonc" ? "only-comments" : "none";
  // An editor that reads JSON reads what is open.
  const isReadByEditor = client.editorReadsJson && languageId !== undefined;
  return { extraRuleTypes: settings.ruleTypes, syntax: isReadByEditor ? left : "all" };
}
