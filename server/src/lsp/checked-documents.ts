// Every document that has findings: rules files, open or not, manifests, and the files that manifests name.
// A result id stays the same as long as the findings must be the same, so that nothing is computed or sent twice.

import type { Diagnostic, Range } from "vscode-languageserver";
import type { WorkspaceProblem } from "../checks/workspace-check.ts";
import { SOURCE, toDiagnostic, toRange } from "../features/to-lsp.ts";
import { documentLines } from "../policy/document-lines.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { CheckedFile } from "./find-problems.ts";
import type { Session } from "./session.ts";
import { findDiagnostics } from "./told-problems.ts";
import { unprovedWaste, workspaceProblems } from "./workspace-problems.ts";

export interface CheckedDocument {
  readonly uri: string;
  /** The version of an open document; null for one that is only saved. */
  readonly version: number | null;
  readonly resultId: string;
  /** How much work it is to find, roughly, in characters. */
  readonly length: number;
  find(): Diagnostic[];
}

/** The document if it can have findings. */
export function checkedDocument(session: Session, uri: string): CheckedDocument | undefined {
  const open = session.documents.getFile(uri);
  if (open) return checkedRulesFile(session, open, open.version);
  const policy = session.workspace.policyOf(uri);
  const saved = session.documents.get(uri) === undefined && policy?.rulesFiles.get(uri);
  if (saved) return checkedRulesFile(session, savedFile(uri, saved), null);
  return policy && isOtherDocument(policy, uri) ? checkedOther(session, policy, uri) : undefined;
}

/** All of them, each once and as when it is asked for alone, whichever policies know it. */
export function allCheckedDocuments(session: Session): CheckedDocument[] {
  const uris = new Set([
    ...session.documents.all().map(({ uri }) => uri),
    ...session.workspace.policies().flatMap((policy) => [...policy.rulesFiles.keys(), ...otherDocuments(policy)]),
  ]);
  return [...uris].flatMap((uri) => checkedDocument(session, uri) ?? []);
}

function checkedRulesFile(session: Session, checked: CheckedFile, version: number | null): CheckedDocument {
  const { uri, file } = checked;
  const policy = session.workspace.policyOf(uri);
  const beside = tellProblems(session, policy, workspaceProblems(session, policy, uri));
  const frame = `${idOf(file)}.${session.settingsRevision}.${policy?.manifest ? idOf(policy.manifest) : 0}`;
  return {
    uri,
    version,
    resultId: `${frame}.${idOfContent(session, uri, beside)}.${[...unprovedWaste(session, policy, uri)].join("-")}`,
    length: file.text.length,
    find: () => [...findDiagnostics(session, checked), ...beside],
  };
}

/** Nobody else reports the syntax of a file that is not open. */
function savedFile(uri: string, file: RulesFile): CheckedFile {
  return { uri, file, version: 0, languageId: undefined };
}

function checkedOther(session: Session, policy: PolicySnapshot, uri: string): CheckedDocument {
  const version = session.documents.get(uri)?.version ?? null;
  // VS Code knows the manifest's schema and judges the form of what is open itself.
  const isJudged = session.client.editorReadsJson && version !== null;
  const problems = workspaceProblems(session, policy, uri).filter(
    ({ code }) => !isJudged || code !== "invalid-manifest",
  );
  const told = tellProblems(session, policy, problems);
  return {
    uri,
    version,
    resultId: `${idOfContent(session, uri, told)}.${session.settingsRevision}`,
    length: 0,
    find: () => told,
  };
}

function tellProblems(
  session: Session,
  policy: PolicySnapshot | undefined,
  problems: readonly WorkspaceProblem[],
): Diagnostic[] {
  return problems.map((problem) => workspaceDiagnostic(session, policy, problem));
}

/** A finding that only shows in the workspace, as a diagnostic; its related places may lie in other documents. */
export function workspaceDiagnostic(
  { client }: Session,
  policy: PolicySnapshot | undefined,
  problem: WorkspaceProblem,
): Diagnostic {
  const placed = { ...problem, related: [], fixes: [] };
  const lines = documentLines(policy, problem.document);
  const document = { uri: problem.document, version: 0, file: { lines } };
  const relatedInformation = problem.related.map(({ document: uri, span, message }) => ({
    location: { uri, range: toRange({ lines: documentLines(policy, uri) }, span) },
    message,
  }));
  const diagnostic = toDiagnostic(placed, document, client.checkPages, false);
  return {
    ...diagnostic,
    range: problem.tag === "unnecessary" ? diagnostic.range : firstLineOf(diagnostic.range),
    source: SOURCE,
    ...(client.relatedInformation && relatedInformation.length > 0 ? { relatedInformation } : {}),
  };
}

/** Objects of manifests and exports stretch over lines; a mark at their beginning is enough. */
function firstLineOf({ start, end }: Range): Range {
  return { start, end: end.line === start.line ? end : { line: start.line, character: start.character + 1 } };
}

interface Told {
  readonly content: string;
  readonly id: number;
}

const lastTold = new WeakMap<Session, Map<string, Told>>();

/**
 * Another number when a document's findings became others; the same while they are the same. They are compared as they
 * are told: an edit may move lines and columns without moving an offset, here or in a related document.
 */
function idOfContent(session: Session, uri: string, diagnostics: readonly Diagnostic[]): number {
  const ofSession = lastTold.get(session) ?? new Map<string, Told>();
  lastTold.set(session, ofSession);
  const content = JSON.stringify(diagnostics);
  const last = ofSession.get(uri);
  if (last?.content === content) return last.id;
  const id = ++lastId;
  ofSession.set(uri, { content, id });
  return id;
}

function isOtherDocument(policy: PolicySnapshot, uri: string): boolean {
  return otherDocuments(policy).includes(uri);
}

function otherDocuments({ manifest, namedFiles }: PolicySnapshot): string[] {
  return [...(manifest ? [manifest.document] : []), ...namedFiles.map(({ state }) => state.document)];
}

const ids = new WeakMap<object, number>();
let lastId = 0;

/** Another number for every object. */
function idOf(object: object): number {
  const id = ids.get(object) ?? ++lastId;
  ids.set(object, id);
  return id;
}
