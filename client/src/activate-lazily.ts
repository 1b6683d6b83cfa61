// What runs from the start: it only looks for rules files and manifests and knows the commands. The language client and
// the server are loaded when the first of them is seen; on other JSON files nothing more than this happens.

import { commands, type ExtensionContext, type TextDocument, window, workspace } from "vscode";
import {
  hasManifestName,
  hasRulesFileName,
  hasRulesFileShape,
  MANIFEST_GLOB,
} from "../../server/src/policy/recognise-rules-file.ts";
import { copyText } from "./copy-text.ts";
import type { Running } from "./extension.ts";
import { namedFiles } from "./settings.ts";

/** The part that is loaded later. */
export interface LoadedLater {
  start(context: ExtensionContext): Running;
}

/** What other extensions see of this one. */
export interface Activation {
  /** Whether language client and server are loaded: not before the first rules file, manifest or command. */
  readonly isStarted: boolean;
}

/** Waits for the first rules file or manifest, then loads and starts. A command starts too. */
export function activateLazily(context: ExtensionContext, load: () => Promise<LoadedLater>): Activation {
  const watchers = [
    workspace.onDidOpenTextDocument((document) => look(document)),
    workspace.onDidChangeTextDocument(({ document }) => lookSoon(document)),
  ];
  const manifests = workspace.createFileSystemWatcher(MANIFEST_GLOB, false, true, true);
  let running: Promise<Running> | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const stopWatching = (): void => {
    clearTimeout(timer);
    for (const watcher of [...watchers, manifests]) watcher.dispose();
  };
  const start = (): Promise<Running> => {
    stopWatching();
    running ??= load().then((loaded) => loaded.start(context));
    return running;
  };
  const look = (document: TextDocument): void => {
    if (concernsUs(document)) start().catch(reportFailedStart);
  };
  manifests.onDidCreate(() => start().catch(reportFailedStart));
  const lookSoon = (document: TextDocument): void => {
    clearTimeout(timer);
    timer = setTimeout(() => look(document), PAUSE_MS);
  };

  context.subscriptions.push(
    { dispose: stopWatching },
    commands.registerCommand("policyLens.impersonate", async (asked?: unknown) => (await start()).impersonate(asked)),
    window.registerWebviewPanelSerializer("policyLens.impersonate", {
      deserializeWebviewPanel: async (panel) => (await start()).adoptView(panel),
    }),
    commands.registerCommand("policyLens.makeManifest", async (near?: unknown) => (await start()).makeManifest(near)),
    commands.registerCommand("policyLens.stopImpersonating", async () => (await start()).stopImpersonating()),
    commands.registerCommand("policyLens.copyAsCommands", async () => (await start()).copyCommands()),
    commands.registerCommand("policyLens.copyAsTerraform", async () => (await start()).writeRules("terraform")),
    commands.registerCommand("policyLens.exportRole", async () => (await start()).writeRules("role-export")),
    commands.registerCommand("policyLens.importRole", async () => (await start()).importRole()),
    commands.registerCommand("policyLens.showOutput", async () => (await start()).showOutput()),
    commands.registerCommand("policyLens.openCheckPage", async (code?: unknown) => (await start()).openCheckPage(code)),
    commands.registerCommand("policyLens.copyText", copyText),
    commands.registerCommand("policyLens.openPlace", async (...place: unknown[]) =>
      (await start()).openPlace(...place),
    ),
  );
  for (const document of workspace.textDocuments) look(document);
  void workspace.findFiles(MANIFEST_GLOB, "**/node_modules/**", 1).then((found) => {
    if (found.length > 0) start().catch(reportFailedStart);
  });
  return {
    get isStarted() {
      return running !== undefined;
    },
  };
}

/** Between the last keystroke and the look at the text. */
const PAUSE_MS = 300;

function concernsUs(document: TextDocument): boolean {
  if (document.languageId !== "json" && document.languageId !== "jsonc") return false;
  const { path } = document.uri;
  return hasManifestName(path) || hasRulesFileName(path, namedFiles()) || hasRulesFileShape(document.getText());
}

function reportFailedStart(error: unknown): void {
  void window.showErrorMessage(`Policy Lens could not start: ${error instanceof Error ? error.message : error}`);
}
