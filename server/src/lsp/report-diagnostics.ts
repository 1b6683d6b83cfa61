// The two ways of diagnostics: the client asks for them (pull), or they are sent to it (push). A client gets one of them.

import type { DocumentDiagnosticReport } from "vscode-languageserver";
import type { OpenFile } from "./document-store.ts";
import { findDiagnostics } from "./find-problems.ts";
import { runGuarded } from "./guard.ts";
import { field } from "./read-unknown.ts";
import type { Session } from "./session.ts";

/** Between the last keystroke and the findings, where they are sent. */
const PAUSE_MS = 100;

/** Answers a client that asks; says "unchanged" when it has the current findings. */
export function answerDiagnostics(session: Session, open: OpenFile, params: unknown): DocumentDiagnosticReport {
  const resultId = `${open.serial}.${session.settingsRevision}`;
  if (field(params, "previousResultId") === resultId) return { kind: "unchanged", resultId };
  return { kind: "full", resultId, items: findDiagnostics(session, open) };
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

/** Takes the findings of a closed document away. */
export function clearDiagnostics(session: Session, uri: string): void {
  if (session.client.pullsDiagnostics) return;
  clearTimeout(timersOf(session).get(uri));
  timersOf(session).delete(uri);
  void session.connection.sendDiagnostics({ uri, diagnostics: [] });
}

/** Renews the findings of all documents after the settings have changed. */
export function refreshDiagnostics(session: Session): void {
  if (session.client.pullsDiagnostics) {
    if (session.client.refreshesDiagnostics) session.connection.languages.diagnostics.refresh();
    return;
  }
  for (const { uri } of session.documents.all()) scheduleDiagnostics(session, uri);
}

function sendDiagnostics(session: Session, uri: string): void {
  const version = session.documents.get(uri)?.version;
  const open = session.documents.getFile(uri);
  if (version === undefined) return;
  void session.connection.sendDiagnostics({ uri, version, diagnostics: open ? findDiagnostics(session, open) : [] });
}

const timersBySession = new WeakMap<Session, Map<string, ReturnType<typeof setTimeout>>>();

function timersOf(session: Session): Map<string, ReturnType<typeof setTimeout>> {
  const timers = timersBySession.get(session) ?? new Map<string, ReturnType<typeof setTimeout>>();
  timersBySession.set(session, timers);
  return timers;
}
