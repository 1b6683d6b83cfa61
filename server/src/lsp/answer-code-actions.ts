// What is offered to mend at a place: the fixes of its problems, suppressions in the manifest, and all safe fixes at once.

import { type CodeAction, CodeActionKind } from "vscode-languageserver";
import { findFixes, findProblemsAt, type OfferedFix } from "../features/find-fixes.ts";
import { findSafeFixes } from "../features/find-safe-fixes.ts";
import { type ConvertedDocument, toCodeAction } from "../features/to-lsp.ts";
import { writeRoleFlag } from "../features/write-role-flag.ts";
import { documentLines } from "../policy/document-lines.ts";
import type { Span } from "../text/span.ts";
import { acceptFindings } from "./accept-findings.ts";
import type { OpenFile } from "./document-store.ts";
import { assumptionsFor } from "./file-client.ts";
import { field, needRange, needString } from "./read-unknown.ts";
import type { Session } from "./session.ts";
import { type ToldFinding, toldFindings } from "./told-findings.ts";
import { problemDiagnostic, toldProblems } from "./told-problems.ts";

/** The kind of the action that makes every fix that keeps all access; for `editor.codeActionsOnSave`. */
export const SAFE_FIXES = "source.fixAll.policyLens";

/** Checks the parameters of `textDocument/codeAction` at once; what it returns answers them. */
export function onCodeAction(session: Session, params: unknown): () => CodeAction[] {
  const uri = needString(params, "textDocument", "uri");
  const range = needRange(params, "range");
  const open = session.documents.getFile(uri);
  const span = session.documents.spanOf(uri, range);
  const only = field(params, "context", "only");
  const isWanted = (kind: string): boolean =>
    !Array.isArray(only) || only.some((one) => one === "" || one === kind || kind.startsWith(`${one}.`));
  return () => {
    if (!session.client.codeActions) return [];
    // Safe fixes are looked for when they are asked for by name: they cost a proof.
    const safe = open && Array.isArray(only) && isWanted(SAFE_FIXES) ? fixSafely(session, open) : [];
    return isWanted(CodeActionKind.QuickFix) ? [...safe, ...fixHere(session, uri, span)] : safe;
  };
}

function fixSafely(session: Session, open: OpenFile): CodeAction[] {
  const roles = session.workspace.policyOf(open.uri)?.rolesOf(open.uri) ?? [];
  const beside = roles.flatMap(({ rules }) => rules.filter(({ source }) => source.document !== open.uri));
  const fix = findSafeFixes(open.file, toldProblems(session, open), assumptionsFor(session, open.uri), beside);
  if (!fix) return [];
  const diagnostics = fix.problems.map((problem) => problemDiagnostic(session, open, problem));
  return [{ ...toCodeAction(fix, open, session.client.versionedEdits), diagnostics, kind: SAFE_FIXES }];
}

function fixHere(session: Session, uri: string, span: Span): CodeAction[] {
  const document = editedDocument(session, uri);
  if (!document) return [];
  const byProblem = new Map(toldFindings(session, uri).map((finding) => [finding.problem, finding]));
  const problems = [...byProblem.keys()];
  const findingsOf = (some: OfferedFix["problems"]): ToldFinding[] => some.flatMap((one) => byProblem.get(one) ?? []);
  const fixes = findFixes(problems, span)
    .filter(({ roleFlag }) => roleFlag === undefined || session.client.viewCommands)
    .map((fix) => ({
      ...toCodeAction(
        fix,
        document,
        session.client.versionedEdits,
        fix.roleFlag && writeRoleFlag(fix.roleFlag, roleNameOf(session, uri)),
      ),
      diagnostics: findingsOf(fix.problems).map(({ diagnostic }) => diagnostic()),
    }));
  return [...fixes, ...acceptFindings(session, uri, findingsOf(findProblemsAt(problems, span)))];
}

/** A document whose findings stand where they say: not one that was edited since they were found. */
function editedDocument({ documents, workspace }: Session, uri: string): ConvertedDocument | undefined {
  const open = documents.getFile(uri);
  if (open) return open;
  const known = documents.get(uri);
  const policy = workspace.policyOf(uri);
  const isManifest = policy?.manifest?.document === uri;
  if (!known || !policy || (isManifest && documents.textOf(uri) !== policy.manifest?.text)) return undefined;
  return { uri, version: known.version, file: { lines: documentLines(policy, uri) } };
}

/** The role to which the manifest gives the rules of a file; nothing where there are several. */
function roleNameOf({ workspace }: Session, uri: string): string | undefined {
  const policy = workspace.policyOf(uri);
  const roles = policy?.manifest ? policy.rolesOf(uri) : [];
  return roles.length === 1 ? roles[0]?.name : undefined;
}
