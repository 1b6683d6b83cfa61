// The language client in a browser: the server runs in a worker. Run with the first rules file.

import { type ExtensionContext, Uri } from "vscode";
import { LanguageClient } from "vscode-languageclient/browser";
import { type Running, startExtension } from "./extension.ts";

/** What is needed of a browser's worker; the compiler's own types for browsers clash with Node's. */
declare const Worker: new (address: string) => ConstructorParameters<typeof LanguageClient>[2];

/** Starts client and server. */
export function start(context: ExtensionContext): Running {
  const server = Uri.joinPath(context.extensionUri, "dist", "server-browser.js");
  return startExtension(
    context,
    (id, name, options) => new LanguageClient(id, name, new Worker(server.toString(true)), options),
  );
}
