// The table from notification to handler: what the client tells of its documents and settings.

import { ErrorCodes, ResponseError } from "vscode-languageserver";
import type { TextChange } from "./document-store.ts";
import type { NotificationHandler } from "./guard.ts";
import { field, needInteger, needList, needRange, needString } from "./read-unknown.ts";
import { clearDiagnostics, refreshDiagnostics, scheduleDiagnostics } from "./report-diagnostics.ts";
import { type Session, tellState } from "./session.ts";
import { refreshHints, refreshLenses, takeChosenClient } from "./simulator/chosen-client.ts";
import { startWorkspace, takeFileChanges, watchFiles } from "./workspace/watch-workspace.ts";

export const NOTIFICATIONS: Readonly<Record<string, NotificationHandler>> = {
  "textDocument/didOpen": onOpen,
  "textDocument/didChange": onChange,
  "textDocument/didClose": onClose,
  "workspace/didChangeConfiguration": onSettings,
  "workspace/didChangeWatchedFiles": takeFileChanges,
  "policyLens/chooseClient": takeChosenClient,
  initialized: startWorkspace,
};

function onOpen(session: Session, params: unknown): void {
  const uri = needString(params, "textDocument", "uri");
  const languageId = needString(params, "textDocument", "languageId");
  const version = needInteger(params, "textDocument", "version");
  const snapshot = session.documents.open(uri, languageId, version, needString(params, "textDocument", "text"));
  tellState(session, undefined, snapshot);
  session.workspace.documentChanged(uri);
  scheduleDiagnostics(session, uri);
}

function onChange(session: Session, params: unknown): void {
  const uri = needString(params, "textDocument", "uri");
  const version = needInteger(params, "textDocument", "version");
  // All changes are read before the first is made: a malformed one leaves the text as it was.
  const changes = needList(params, "contentChanges").map(readChange);
  const before = session.documents.get(uri);
  const snapshot = session.documents.change(uri, version, changes);
  // The client's mistake, not ours: where it is in our text says nothing.
  if (!snapshot) throw new ResponseError(ErrorCodes.InvalidParams, "The document is not open.");
  tellState(session, before, snapshot);
  session.workspace.documentChanged(uri);
  scheduleDiagnostics(session, uri);
}

function onClose(session: Session, params: unknown): void {
  const uri = needString(params, "textDocument", "uri");
  session.documents.close(uri);
  session.workspace.documentChanged(uri);
  clearDiagnostics(session, uri);
}

function onSettings(session: Session, params: unknown): void {
  const section = field(params, "settings", "policyLens");
  // Some editors send empty settings on every start: what they were started with then still holds.
  if (section === undefined) return;
  session.applySettings(section);
  watchFiles(session);
  refreshDiagnostics(session);
  refreshLenses(session);
  refreshHints(session);
  session.tell("policyLens/policyChanged", { uris: session.documents.all().map(({ uri }) => uri) });
}

function readChange(change: unknown): TextChange {
  const text = needString(change, "text");
  return field(change, "range") === undefined ? { text } : { range: needRange(change, "range"), text };
}
