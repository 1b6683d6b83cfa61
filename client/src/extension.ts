// The extension once there is a rules file: it starts the server and shows what the server says.
// Shared by desktop and browser; what differs comes in as `createClient`.

import { type ExtensionContext, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { ImpersonateAnswer } from "../../server/src/lsp/protocol.ts";
import { clientOptions } from "./client-options.ts";
import { createAnswerView } from "./impersonate/answer-view.ts";
import { type AskedPath, askWhat } from "./impersonate/ask-what.ts";
import { openCheckPage } from "./open-check-page.ts";
import { openPlace } from "./open-place.ts";
import { trackRulesFiles } from "./rules-files.ts";
import { createServer } from "./server.ts";
import { readSection } from "./settings.ts";
import { showStatus } from "./status-item.ts";
import { serveFiles } from "./workspace-files.ts";

export type CreateClient = (id: string, name: string, options: LanguageClientOptions) => BaseLanguageClient;

/** What the commands call. */
export interface Running {
  /** Asks for what is not given, shows the answer and returns it; nothing when the user gives up. */
  impersonate(asked: unknown): Promise<ImpersonateAnswer | undefined>;
  showOutput(): void;
  openCheckPage(code: unknown): Promise<void>;
  openPlace(...place: unknown[]): Promise<void>;
}

/** Starts the server and everything that shows something. Returns before the server runs. */
export function startExtension(context: ExtensionContext, createClient: CreateClient): Running {
  const output = window.createOutputChannel("Policy Lens", { log: true });
  const client = createClient("policyLens", "Policy Lens", clientOptions(output));
  serveFiles(client);
  const server = createServer(client);
  const files = trackRulesFiles(server);
  const view = createAnswerView(server);
  context.subscriptions.push(
    output,
    // A client that never ran cannot be stopped, and says so.
    { dispose: () => client.dispose().catch(() => undefined) },
    files,
    view,
    showStatus(server, files),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("policyLens")) server.changeSettings(readSection());
    }),
  );
  client.start().catch((error: unknown) => output.error(String(error)));

  return {
    impersonate: async (asked) => {
      const question: AskedPath | undefined = await askWhat(server, asked);
      return question && view.show(question);
    },
    showOutput: () => output.show(),
    openCheckPage: (code) => openCheckPage(context.extensionUri, code),
    openPlace,
  };
}
