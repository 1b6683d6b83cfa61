// What is offered to mend at a place: the fixes of its problems, suppressions in the manifest, and all safe fixes at once.

import { type CodeAction, CodeActionKind, type Diagnostic } from "vscode-languageserver";
import type { Problem } from "../checks/problem.ts";
import { findFixes, type OfferedFix } from "../features/find-fixes.ts";
import { findSafeFixes } from "../features/find-safe-fixes.ts";
import { toCodeAction, toWorkspaceEdit } from "../features/to-lsp.ts";
import { writeRoleFlag } from "../features/write-role-flag.ts";
import { type NewSuppression, writeSuppression } from "../features/write-suppression.ts";
import type { PathEntry } from "../policy/rules-file.ts";
import { type Span, touches } from "../text/span.ts";
import { workspaceDiagnostic } from "./checked-documents.ts";
import type { OpenFile } from "./document-store.ts";
import { assumptionsFor } from "./file-client.ts";
import { field, needRange, needString } from "./read-unknown.ts";
import type { Session } from "./session.ts";
import { problemDiagnostic, toldProblems } from "./told-problems.ts";
import { teamDecisions, workspaceProblems } from "./workspace-problems.ts";

/** The kind of the action that makes every fix that keeps all access; for `editor.codeActionsOnSave`. */
export const SAFE_FIXES = "source.fixAll.policyLens";

export function onCodeAction(session: Session, params: unknown): () => CodeAction[] {
  const uri = needString(params, "textDocument", "uri");
  const range = needRange(params, "range");
  const open = session.documents.getFile(uri);
  const span = {
    start: session.documents.offsetAt(uri, range.start),
    end: session.documents.offsetAt(uri, range.end),
  };
  const only = field(params, "context", "only");
  const isWanted = (kind: string): boolean =>
    !Array.isArray(only) || only.some((one) => one === "" || one === kind || kind.startsWith(`${one}.`));
  return () => {
    if (!open) return [];
    // Safe fixes are looked for when they are asked for by name: they cost a proof.
    const safe = Array.isArray(only) && isWanted(SAFE_FIXES) ? fixSafely(session, open) : [];
    return isWanted(CodeActionKind.QuickFix) ? [...safe, ...fixHere(session, open, span)] : safe;
  };
}

function fixSafely(session: Session, open: OpenFile): CodeAction[] {
  const fix = findSafeFixes(open.file, toldProblems(session, open), assumptionsFor(session, open.uri));
  return fix ? [{ ...toAction(session, open, fix, () => undefined), kind: SAFE_FIXES }] : [];
}

function fixHere(session: Session, open: OpenFile, span: Span): CodeAction[] {
  const policy = session.workspace.policyOf(open.uri);
  const beside = new Map<Problem, Diagnostic>();
  for (const problem of workspaceProblems(session, policy, open.uri))
    beside.set({ ...problem, related: [] }, workspaceDiagnostic(session, policy, problem));
  const problems: Problem[] = [...toldProblems(session, open), ...beside.keys()];
  const fixes = findFixes(problems, span)
    .filter(({ roleFlag }) => roleFlag === undefined || session.client.viewCommands)
    .map((fix) => toAction(session, open, fix, (problem) => beside.get(problem)));
  const here = problems.filter((problem) => touches(problem.span, span.start) || touches(span, problem.span.start));
  return [...fixes, ...suppressHere(session, open, here, (problem) => beside.get(problem))];
}

type KnownDiagnostic = (problem: Problem) => Diagnostic | undefined;

function toAction(session: Session, open: OpenFile, fix: OfferedFix, known: KnownDiagnostic): CodeAction {
  return toCodeAction(
    fix,
    open,
    session.client.versionedEdits,
    (problem) => known(problem) ?? problemDiagnostic(session, open, problem),
    fix.roleFlag && writeRoleFlag(fix.roleFlag, roleNameOf(session, open.uri)),
  );
}

/** The role to which the manifest gives the rules of a file; nothing where there are several. */
function roleNameOf({ workspace }: Session, uri: string): string | undefined {
  const policy = workspace.policyOf(uri);
  const roles = policy?.manifest ? policy.rolesOf(uri) : [];
  return roles.length === 1 ? roles[0]?.name : undefined;
}

/** One for the path, one for the file, one for everywhere, by check; where there is a manifest to write them into. */
function suppressHere(
  session: Session,
  open: OpenFile,
  problems: readonly Problem[],
  known: KnownDiagnostic,
): CodeAction[] {
  const snapshot = session.workspace.policyOf(open.uri);
  const manifest = snapshot?.manifest;
  if (!manifest) return [];
  const { fileName } = teamDecisions(session, snapshot);
  const file = fileName(open.uri);
  const version = session.documents.get(manifest.document)?.version;
  const target = { uri: manifest.document, version: version ?? 0, file: { lines: manifest.lines } };
  const codes = [...new Set(problems.map(({ code }) => code))];
  return codes.flatMap((code) => {
    const own = problems.filter((problem) => problem.code === code);
    const path = pathAt(open.file.paths, own[0]?.span);
    const choices: [string, NewSuppression][] = [
      ...(path === undefined ? [] : [[`for "${path}"`, { check: code, file, path }] as [string, NewSuppression]]),
      ["in this file", { check: code, file }],
      ["everywhere", { check: code }],
    ];
    return choices.flatMap(([where, suppression]) => {
      const edit = writeSuppression(manifest.text, suppression);
      if (!edit) return [];
      return {
        title: `Accept "${code}" ${where}, in the manifest`,
        kind: CodeActionKind.QuickFix,
        diagnostics: own.map((problem) => known(problem) ?? problemDiagnostic(session, open, problem)),
        edit: toWorkspaceEdit([edit], target, session.client.versionedEdits && version !== undefined),
      };
    });
  });
}

function pathAt(paths: readonly PathEntry[], span: Span | undefined): string | undefined {
  const entry = span && paths.find(({ member }) => member.span.start <= span.start && span.start < member.span.end);
  return entry?.pattern.written;
}
