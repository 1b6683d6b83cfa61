// The language client in a browser: the server runs in a worker. Run with the first rules file.

import { type ExtensionContext, Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type MessageTransports,
} from "vscode-languageclient/browser";
import { type Running, startExtension } from "./extension.ts";

type ServerWorker = ConstructorParameters<typeof BrowserMessageReader>[0];

/** What is needed of a browser's worker; the compiler's own types for browsers clash with Node's. */
declare const Worker: new (address: string) => ServerWorker;

/** Starts client and server. */
export function start(context: ExtensionContext): Running {
  const script = Uri.joinPath(context.extensionUri, "dist", "server-browser.js");
  return startExtension(context, (id, name, options) => new LanguageClient(id, name, () => connect(script), options));
}

/** The client would make this of a worker too, but does not know one that VS Code has made for an extension. */
async function connect(script: Uri): Promise<MessageTransports> {
  const worker = await startWorker(script);
  return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
}

/** VS Code makes no worker of a script that lies on a remote machine: then the script is read and handed over as data. */
async function startWorker(script: Uri): Promise<ServerWorker> {
  try {
    return new Worker(script.toString(true));
  } catch {
    const text = await workspace.fs.readFile(script);
    return new Worker(URL.createObjectURL(new Blob([new Uint8Array(text)], { type: "text/javascript" })));
  }
}
