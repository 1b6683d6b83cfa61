// The findings of a document, computed once for each version and setting, and as diagnostics.

import type { Diagnostic } from "vscode-languageserver";
import type { CheckedWorkspace } from "../checks/check.ts";
import type { Problem } from "../checks/problem.ts";
import { runChecks } from "../checks/run-checks.ts";
import { toDiagnostic } from "../features/to-lsp.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { OpenFile, Snapshot } from "./document-store.ts";
import type { Session } from "./session.ts";

const known = new WeakMap<RulesFile, { revision: number; problems: readonly Problem[] }>();

/** Everything that the checks find. */
export function findProblems(session: Session, open: OpenFile): readonly Problem[] {
  const revision = session.settingsRevision;
  const found = known.get(open.file);
  if (found?.revision === revision) return found.problems;
  const problems = runChecks(open.file, checkedWorkspace(session, open));
  known.set(open.file, { revision, problems });
  return problems;
}

/** The findings as diagnostics. */
export function findDiagnostics(session: Session, open: OpenFile): Diagnostic[] {
  return findProblems(session, open).map((problem) => problemDiagnostic(session, open, problem));
}

/** One finding as the diagnostic that the client knows it as. */
export function problemDiagnostic({ client }: Session, open: OpenFile, problem: Problem): Diagnostic {
  return toDiagnostic(problem, open, client.checkPages, client.relatedInformation);
}

function checkedWorkspace({ client, settings }: Session, { languageId }: Snapshot): CheckedWorkspace {
  const left = languageId === "jsonc" ? "only-comments" : "none";
  return { extraRuleTypes: settings.ruleTypes, syntax: client.editorReadsJson ? left : "all" };
}
