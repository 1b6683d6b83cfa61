// The language client where there is Node: the server runs in a process of its own. Loaded with the first rules file.

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient, TransportKind } from "vscode-languageclient/node";
import { type Running, startExtension } from "./extension.ts";

/** Starts client and server. */
export function start(context: ExtensionContext): Running {
  const module = Uri.joinPath(context.extensionUri, "dist", "server.js").fsPath;
  return startExtension(
    context,
    (id, name, options) => new LanguageClient(id, name, { module, transport: TransportKind.ipc }, options),
  );
}
