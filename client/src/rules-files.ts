// Which open documents are rules files, as the server says. Sets the context key that commands and menus look at.

import { commands, type Disposable, type Event, EventEmitter, type TextDocument, window, workspace } from "vscode";
import type { Server } from "./server.ts";

export interface RulesFiles extends Disposable {
  has(document: TextDocument): boolean;
  /** The rules file in the active editor. */
  readonly active: TextDocument | undefined;
  /** Fired when another document is active, or when one becomes a rules file or ceases to be one. */
  readonly onChange: Event<void>;
}

const CONTEXT_KEY = "policyLens.isRulesFile";

/** Keeps track until it is disposed. */
export function trackRulesFiles(server: Server): RulesFiles {
  const uris = new Set<string>();
  const changes = new EventEmitter<void>();
  const has = (document: TextDocument): boolean => uris.has(document.uri.toString());
  const activeFile = (): TextDocument | undefined => {
    const document = window.activeTextEditor?.document;
    return document && has(document) ? document : undefined;
  };
  const change = (): void => {
    void commands.executeCommand("setContext", CONTEXT_KEY, activeFile() !== undefined);
    changes.fire();
  };

  server.listen("policyLens/documentState", ({ uri, isRulesFile }) => {
    if (isRulesFile) uris.add(uri);
    else uris.delete(uri);
    change();
  });
  const watchers = [
    window.onDidChangeActiveTextEditor(change),
    workspace.onDidCloseTextDocument((document) => {
      uris.delete(document.uri.toString());
    }),
  ];
  return {
    has,
    get active() {
      return activeFile();
    },
    onChange: changes.event,
    dispose: () => {
      for (const watcher of watchers) watcher.dispose();
      changes.dispose();
      void commands.executeCommand("setContext", CONTEXT_KEY, undefined);
    },
  };
}
