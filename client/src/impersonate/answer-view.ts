// The view beside the editor that shows one answer and follows every change of the text. It runs no script:
// its links are commands, and only those that are named here.

import { type Disposable, ViewColumn, type WebviewPanel, window, workspace } from "vscode";
import type { ImpersonateAnswer, ImpersonateParams } from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import { renderAnswer, renderFailure } from "./render-answer.ts";

export interface AnswerView extends Disposable {
  /** Asks, shows and returns the answer. Rejects when the document is no rules file. */
  show(question: ImpersonateParams): Promise<ImpersonateAnswer>;
}

/** Between the last keystroke and the next answer. */
const PAUSE_MS = 150;

/** A view that is made when it is first shown. */
export function createAnswerView(server: Server): AnswerView {
  let panel: WebviewPanel | undefined;
  let question: ImpersonateParams | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = async (): Promise<void> => {
    const asked = question;
    if (!asked || !panel) return;
    const html = await server.ask("policyLens/impersonate", asked).then(renderAnswer, renderFailure);
    // Another question may have been asked meanwhile: then its answer is under way.
    if (panel && asked === question) panel.webview.html = html;
  };
  const watcher = workspace.onDidChangeTextDocument(({ document }) => {
    if (document.uri.toString() !== question?.uri) return;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), PAUSE_MS);
  });

  return {
    show: async (asked) => {
      const answer = await server.ask("policyLens/impersonate", asked);
      question = asked;
      panel ??= createPanel(() => {
        panel = undefined;
        question = undefined;
      });
      panel.webview.html = renderAnswer(answer);
      panel.reveal(undefined, true);
      return answer;
    },
    dispose: () => {
      clearTimeout(timer);
      watcher.dispose();
      panel?.dispose();
    },
  };
}

function createPanel(onClose: () => void): WebviewPanel {
  const panel = window.createWebviewPanel(
    "policyLens.impersonate",
    "Impersonate",
    { viewColumn: ViewColumn.Beside, preserveFocus: true },
    {
      enableScripts: false,
      enableCommandUris: ["policyLens.openPlace", "policyLens.impersonate"],
      enableFindWidget: true,
    },
  );
  panel.onDidDispose(onClose);
  return panel;
}
