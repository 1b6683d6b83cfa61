// The findings of the whole workspace for a client that asks for them. They are computed in slices between which
// other messages are answered, and what the client has already is not computed again.

import {
  type CancellationToken,
  ProgressType,
  type WorkspaceDiagnosticReport,
  type WorkspaceDocumentDiagnosticReport,
} from "vscode-languageserver";
import { allCheckedDocuments, type CheckedDocument } from "../checked-documents.ts";
import { field } from "../read-unknown.ts";
import type { Session } from "../session.ts";
import { waitForMessages } from "../wait-for-messages.ts";
import { waitWhereLarge } from "../wait-for-quiet.ts";

/** How many characters are checked before others have their turn. */
const SLICE = 100_000;

/** Answers `workspace/diagnostic`. */
export async function answerWorkspaceDiagnostics(
  session: Session,
  params: unknown,
  token: CancellationToken,
): Promise<WorkspaceDiagnosticReport> {
  await session.workspace.ready();
  await waitWhereLarge(session, token);
  const previous = readPreviousResults(params);
  const send = sliceSender(session, params);
  let items: WorkspaceDocumentDiagnosticReport[] = [];
  let length = 0;
  for (const document of allCheckedDocuments(session)) {
    if (token.isCancellationRequested) break;
    const known = previous.get(document.uri);
    previous.delete(document.uri);
    if (known !== document.resultId) length += document.length;
    items.push(report(document, known));
    if (length < SLICE) continue;
    length = 0;
    items = send(items);
    await waitForMessages();
  }
  for (const uri of token.isCancellationRequested ? [] : previous.keys()) {
    items.push({ kind: "full", uri, version: null, items: [] });
  }
  return { items };
}

function report(
  { uri, version, resultId, find }: CheckedDocument,
  known: string | undefined,
): WorkspaceDocumentDiagnosticReport {
  if (known === resultId) return { kind: "unchanged", uri, version, resultId };
  return { kind: "full", uri, version, resultId, items: find() };
}

/** Sends what there is, if the client takes it in parts; gives back what is still to be sent. */
function sliceSender(
  { connection }: Session,
  params: unknown,
): (items: WorkspaceDocumentDiagnosticReport[]) => WorkspaceDocumentDiagnosticReport[] {
  const token = field(params, "partialResultToken");
  if (typeof token !== "string" && typeof token !== "number") return (items) => items;
  return (items) => {
    void connection.sendProgress(PART, token, { items });
    return [];
  };
}

const PART = new ProgressType<WorkspaceDiagnosticReport>();

function readPreviousResults(params: unknown): Map<string, string> {
  const given = field(params, "previousResultIds");
  const results = new Map<string, string>();
  for (const result of Array.isArray(given) ? given : []) {
    const [uri, value] = [field(result, "uri"), field(result, "value")];
    if (typeof uri === "string" && typeof value === "string") results.set(uri, value);
  }
  return results;
}
