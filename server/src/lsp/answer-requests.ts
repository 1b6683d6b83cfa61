// The table from request to handler. A handler reads the parameters at once and gives what computes the answer:
// see guard.ts. Documents that are not open, or no rules files, have no answer, which in LSP is null.

import { type CancellationToken, LSPErrorCodes, ResponseError } from "vscode-languageserver";
import { completeAt } from "../features/complete.ts";
import { hoverAt } from "../features/hover.ts";
import { listSymbols } from "../features/list-symbols.ts";
import { toCompletionItem, toFlatSymbols, toHover, toSymbol } from "../features/to-lsp.ts";
import type { PathEntry } from "../policy/rules-file.ts";
import { onCodeAction } from "./answer-code-actions.ts";
import { answerChoices, answerImpersonate } from "./answer-custom-requests.ts";
import { type CheckedDocument, checkedDocument } from "./checked-documents.ts";
import type { OpenFile } from "./document-store.ts";
import { plainClient, symbolicClient } from "./file-client.ts";
import type { RequestHandler } from "./guard.ts";
import { needFile } from "./need-file.ts";
import { needPosition, needString } from "./read-unknown.ts";
import { answerDiagnostics } from "./report-diagnostics.ts";
import type { Session } from "./session.ts";
import { IN_TEXT_REQUESTS } from "./simulator/answer-in-text.ts";
import { SIMULATOR_REQUESTS } from "./simulator/answer-simulator.ts";
import { CONVERT_REQUESTS } from "./simulator/convert-rules.ts";
import { whoGetsPath } from "./simulator/who-gets-path.ts";
import { isSmall, waitForQuiet } from "./wait-for-quiet.ts";
import { answerWorkspaceDiagnostics } from "./workspace/report-workspace.ts";

export const REQUESTS: Readonly<Record<string, RequestHandler>> = {
  "textDocument/diagnostic": onDiagnostic,
  "workspace/diagnostic": onWorkspaceDiagnostic,
  "textDocument/hover": onHover,
  "textDocument/completion": onCompletion,
  "textDocument/codeAction": onCodeAction,
  "textDocument/documentSymbol": onDocumentSymbol,
  "policyLens/impersonate": onImpersonate,
  "policyLens/choices": onChoices,
  ...SIMULATOR_REQUESTS,
  ...IN_TEXT_REQUESTS,
  ...CONVERT_REQUESTS,
};

/** Of a small text the findings are those of the text that was asked about; of a large one those of what it is then. */
function onDiagnostic(session: Session, params: unknown): (token: CancellationToken) => unknown {
  const uri = needString(params, "textDocument", "uri");
  const answer = (document: CheckedDocument | undefined): unknown =>
    document ? answerDiagnostics(document, params) : { kind: "full", items: [] };
  if (isSmall(session, uri)) {
    const document = checkedDocument(session, uri);
    return () => answer(document);
  }
  return async (token) => {
    await waitForQuiet(session, token);
    if (token.isCancellationRequested) return new ResponseError(LSPErrorCodes.RequestCancelled, "Cancelled.");
    return answer(checkedDocument(session, uri));
  };
}

function onWorkspaceDiagnostic(session: Session, params: unknown): (token: CancellationToken) => unknown {
  return (token) => answerWorkspaceDiagnostics(session, params, token);
}

function onHover(session: Session, params: unknown): () => unknown {
  const { open, offset } = readPlace(session, params);
  return () => {
    if (!open) return null;
    const { file, uri } = open;
    const client = (): ReturnType<typeof symbolicClient> => symbolicClient(session, open);
    const whoGets = (entry: PathEntry): readonly string[] => whoGetsPath(session, uri, entry) ?? [];
    const hover = hoverAt(file, offset, { uri, client, whoGets, extraRuleTypes: session.settings.ruleTypes });
    return hover ? toHover(hover, file, session.client.hoversMarkdown) : null;
  };
}

function onCompletion(session: Session, params: unknown): () => unknown {
  const { open, offset } = readPlace(session, params);
  const { completesMarkdown } = session.client;
  return () => {
    if (!open) return [];
    const completions = completeAt(open.file, offset, session.settings.ruleTypes);
    return completions.map((completion) => toCompletionItem(completion, open.file, completesMarkdown));
  };
}

function onDocumentSymbol(session: Session, params: unknown): () => unknown {
  const open = session.documents.getFile(needString(params, "textDocument", "uri"));
  return () => {
    if (!open) return [];
    const symbols = listSymbols(open.file);
    if (session.client.symbolTree) return symbols.map((symbol) => toSymbol(symbol, open.file));
    return symbols.flatMap((symbol) => toFlatSymbols(symbol, open));
  };
}

function onImpersonate(session: Session, params: unknown): () => unknown {
  const uri = needString(params, "uri");
  const path = needString(params, "path");
  const ruleType = needString(params, "ruleType");
  const open = needFile(session, uri);
  return () => answerImpersonate(open.file, plainClient(session, open), { uri, path, ruleType });
}

function onChoices(session: Session, params: unknown): () => unknown {
  const open = needFile(session, needString(params, "uri"));
  return () => answerChoices(open.file);
}

function readPlace(session: Session, params: unknown): { open: OpenFile | undefined; offset: number } {
  const uri = needString(params, "textDocument", "uri");
  const position = needPosition(params, "position");
  return { open: session.documents.getFile(uri), offset: session.documents.offsetAt(uri, position) };
}
