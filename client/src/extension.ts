// The extension once there is a rules file: it starts the server and shows what the server says.
// Shared by desktop and browser; what differs comes in as `createClient`.

import { type ExtensionContext, type WebviewPanel, window, workspace } from "vscode";
import type { BaseLanguageClient, LanguageClientOptions } from "vscode-languageclient";
import type { ImpersonateAnswer } from "../../server/src/lsp/protocol.ts";
import { clientOptions } from "./client-options.ts";
import { copyCommands, importRole, writeRules } from "./convert-rules.ts";
import { showChanges } from "./impersonate/change-lens.ts";
import { showChosenClient } from "./impersonate/chosen-client.ts";
import { createEarlierTexts } from "./impersonate/earlier-texts.ts";
import { openSimulator } from "./impersonate/open-simulator.ts";
import { createSimulatorView } from "./impersonate/simulator-view.ts";
import { makeManifest } from "./make-manifest.ts";
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
  /** Opens the simulator on what is given; of a path with its rule type it returns the answer. */
  impersonate(asked: unknown): Promise<ImpersonateAnswer | undefined>;
  /** Takes the simulator's panel back after the window was reloaded. */
  adoptView(panel: WebviewPanel): void;
  /** Takes the hints of the chosen client out of the text. */
  stopImpersonating(): void;
  /** Copies the rules of the active file as commands for a shell. */
  copyCommands(): Promise<void>;
  /** Carries the rules of the active file over to another form. */
  writeRules(form: "terraform" | "role-export"): Promise<void>;
  /** Makes a rules file of a role in an export. */
  importRole(): Promise<void>;
  /** Makes a manifest beside what is at hand, or opens the one that is there. */
  makeManifest(near: unknown): Promise<void>;
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
  const earlierTexts = createEarlierTexts(server);
  const chosen = showChosenClient(server);
  const view = createSimulatorView({ context, server, earlierTexts, chosen: chosen.choose });
  context.subscriptions.push(
    output,
    // A client that never ran cannot be stopped, and says so.
    { dispose: () => client.dispose().catch(() => undefined) },
    files,
    view,
    chosen,
    showChanges(server, files, earlierTexts),
    showStatus(server, files),
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration("policyLens")) server.changeSettings(readSection());
    }),
  );
  client.start().catch((error: unknown) => output.error(String(error)));

  return {
    impersonate: (asked) => openSimulator(server, view, asked),
    adoptView: (panel) => view.adopt(panel),
    stopImpersonating: () => chosen.stop(),
    copyCommands: () => copyCommands(server),
    writeRules: (form) => writeRules(server, form),
    importRole: () => importRole(server),
    makeManifest: (near) => makeManifest(server, near),
    showOutput: () => output.show(),
    openCheckPage: (code) => openCheckPage(context.extensionUri, code),
    openPlace,
  };
}
