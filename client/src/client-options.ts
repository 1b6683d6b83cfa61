import { type LogOutputChannel, workspace } from "vscode";
import { type LanguageClientOptions, RevealOutputChannelOn } from "vscode-languageclient";
import type { InitializationOptions } from "../../server/src/lsp/protocol.ts";
import { readSection } from "./settings.ts";

/** How the language client is set up: all JSON documents go to the server, which decides what is a rules file. */
export function clientOptions(outputChannel: LogOutputChannel): LanguageClientOptions {
  const initializationOptions = (): InitializationOptions => ({
    settings: readSection(),
    // VS Code's JSON language features report syntax errors and give the outline.
    editorReadsJson: true,
    checkPages: "command:policyLens.openCheckPage?%5B%22{code}%22%5D",
    notifications: true,
    filesThroughClient: true,
    viewCommands: true,
  });
  return {
    documentSelector: [{ language: "json" }, { language: "jsonc" }],
    outputChannel,
    traceOutputChannel: outputChannel,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions,
    middleware: {
      // What cannot be mended, such as the committed side of a comparison, is not listed as a problem.
      provideDiagnostics: (document, previousResultId, token, next) => {
        const { scheme } = "uri" in document ? document.uri : document;
        if (workspace.fs.isWritableFileSystem(scheme) === false) return undefined;
        return next(document, previousResultId, token);
      },
    },
  };
}
