import { CodeActionKind, type ServerCapabilities, TextDocumentSyncKind } from "vscode-languageserver";
import { SAFE_FIXES } from "./answer-code-actions.ts";
import type { ClientAbilities } from "./session.ts";

/** What the server offers to a client. */
export function serverCapabilities(client: ClientAbilities): ServerCapabilities {
  return {
    positionEncoding: "utf-16",
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental },
    hoverProvider: true,
    codeLensProvider: { resolveProvider: true },
    inlayHintProvider: true,
    completionProvider: { triggerCharacters: ['"', "[", ",", " "] },
    ...(client.codeActions ? { codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix, SAFE_FIXES] } } : {}),
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
    documentSymbolProvider: !client.editorReadsJson,
    ...(client.pullsDiagnostics
      ? { diagnosticProvider: { identifier: "policy-lens", interFileDependencies: true, workspaceDiagnostics: true } }
      : {}),
  };
}
