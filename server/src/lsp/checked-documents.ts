// Every document that has findings: rules files, open or not, manifests, and the files that manifests name.
// A result id stays the same as long as the findings must be the same, so that nothing is computed or sent twice.

import type { Diagnostic } from "vscode-languageserver";
import { SOURCE, toDiagnostic } from "../features/to-lsp.ts";
import type { PlacedFault, PolicySnapshot } from "../policy/policy-snapshot.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { type CheckedFile, findDiagnostics } from "./find-problems.ts";
import type { Session } from "./session.ts";

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

/** All of them, each once. */
export function allCheckedDocuments(session: Session): CheckedDocument[] {
  const { documents, workspace } = session;
  const found = new Map<string, CheckedDocument>();
  for (const { uri } of documents.all()) {
    const open = documents.getFile(uri);
    if (open) found.set(uri, checkedRulesFile(session, open, open.version));
  }
  for (const policy of workspace.policies()) {
    for (const [uri, file] of policy.rulesFiles) {
      const isOpen = documents.get(uri) !== undefined;
      if (!isOpen) found.set(uri, checkedRulesFile(session, savedFile(uri, file), null));
    }
    for (const uri of otherDocuments(policy)) {
      if (!found.has(uri)) found.set(uri, checkedOther(session, policy, uri));
    }
  }
  return [...found.values()];
}

function checkedRulesFile(session: Session, checked: CheckedFile, version: number | null): CheckedDocument {
  return {
    uri: checked.uri,
    version,
    resultId: `${idOf(checked.file)}.${session.settingsRevision}`,
    length: checked.file.text.length,
    find: () => findDiagnostics(session, checked),
  };
}

/** Nobody else reports the syntax of a file that is not open. */
function savedFile(uri: string, file: RulesFile): CheckedFile {
  return { uri, file, version: 0, languageId: undefined };
}

function checkedOther(session: Session, policy: PolicySnapshot, uri: string): CheckedDocument {
  const version = session.documents.get(uri)?.version ?? null;
  return {
    uri,
    version,
    resultId: `${idOf(policy.faults)}.${version !== null}`,
    length: 0,
    find: () =>
      policy.faults
        .filter((fault) => fault.document === uri)
        // VS Code knows the manifest's schema and judges the form of what is open itself.
        .filter(({ code }) => !(session.client.editorReadsJson && version !== null && code === "invalid-manifest"))
        .map((fault) => faultDiagnostic(fault)),
  };
}

function faultDiagnostic({ code, severity, message, span, document, lines }: PlacedFault): Diagnostic {
  const problem = { code, severity, message, span, related: [], fixes: [] };
  return { ...toDiagnostic(problem, { uri: document, version: 0, file: { lines } }, undefined, false), source: SOURCE };
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
