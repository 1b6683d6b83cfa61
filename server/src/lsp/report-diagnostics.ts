// The two ways of diagnostics: the client asks for them (pull), or they are sent to it (push). A client gets one of them.

import type { DocumentDiagnosticReport } from "vscode-languageserver";
import { allCheckedDocuments, type CheckedDocument, checkedDocument } from "./checked-documents.ts";
import { runGuarded } from "./guard.ts";
import { field } from "./read-unknown.ts";
import type { Session } from "./session.ts";

/** Between the last keystroke and the findings, where they are sent. */
const PAUSE_MS = 100;

/** Answers a client that asks; says "unchanged" when it has the current findings. */
export function answerDiagnostics({ resultId, find }: CheckedDocument, params: unknown): DocumentDiagnosticReport {
  if (field(params, "previousResultId") === resultId) return { kind: "unchanged", resultId };
  return { kind: "full", resultId, items: find() };
}

/** Sends the findings of a document after a pause, unless the client asks for them itself. */
export function scheduleDiagnostics(session: Session, uri: string): void {
  if (session.client.pullsDiagnostics) return;
  const timers = timersOf(session);
  clearTimeout(timers.get(uri));
  const send = (): void => {
    timers.delete(uri);
    sendDiagnostics(session, uri);
  };
  timers.set(
    uri,
    setTimeout(() => runGuarded(session, "diagnostics", uri, send), PAUSE_MS),
  );
}

/** Takes the findings of a closed document away, unless it is part of the workspace: then those of the file follow. */
export function clearDiagnostics(session: Session, uri: string): void {
  if (session.client.pullsDiagnostics) return;
  if (session.workspace.policyOf(uri)) {
    scheduleDiagnostics(session, uri);
    return;
  }
  clearTimeout(timersOf(session).get(uri));
  timersOf(session).delete(uri);
  sentOf(session).delete(uri);
  void session.connection.sendDiagnostics({ uri, diagnostics: [] });
}

/** Renews the findings of documents after the settings or the workspace have changed; without uris, of all. */
export function refreshDiagnostics(session: Session, uris?: readonly string[]): void {
  if (session.client.pullsDiagnostics) {
    if (session.client.refreshesDiagnostics) session.connection.languages.diagnostics.refresh();
    return;
  }
  const all = uris ?? [...session.documents.all(), ...allCheckedDocuments(session)].map(({ uri }) => uri);
  for (const uri of new Set(all)) scheduleDiagnostics(session, uri);
}

/** Nothing is sent twice for the same version of an open document, or of what is saved. */
function sendDiagnostics(session: Session, uri: string): void {
  const version = session.documents.get(uri)?.version;
  const document = checkedDocument(session, uri);
  const sent = sentOf(session);
  const stamp = `${version} ${document?.resultId}`;
  if (sent.get(uri) === stamp) return;
  const diagnostics = document?.find() ?? [];
  // Of a file that is only saved, that there is nothing to say is only news if something was said before.
  if (version === undefined && diagnostics.length === 0 && !sent.has(uri)) return;
  sent.set(uri, stamp);
  void session.connection.sendDiagnostics({ uri, diagnostics, ...(version === undefined ? {} : { version }) });
}

const sentBySession = new WeakMap<Session, Map<string, string>>();

/** The result that a client was sent last, by document. */
function sentOf(session: Session): Map<string, string> {
  const sent = sentBySession.get(session) ?? new Map<string, string>();
  sentBySession.set(session, sent);
  return sent;
}

const timersBySession = new WeakMap<Session, Map<string, ReturnType<typeof setTimeout>>>();

function timersOf(session: Session): Map<string, ReturnType<typeof setTimeout>> {
  const timers = timersBySession.get(session) ?? new Map<string, ReturnType<typeof setTimeout>>();
  timersBySession.set(session, timers);
  return timers;
}
