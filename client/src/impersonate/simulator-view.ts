// The simulator beside the editor: one panel, which survives hiding and reloading. It carries questions from the page
// to the server and answers back, and tells the page when the text has changed. It decides nothing.

import {
  CancellationTokenSource,
  commands,
  Disposable,
  type ExtensionContext,
  env,
  type Uri,
  ViewColumn,
  type WebviewPanel,
  window,
  workspace,
} from "vscode";
import { openPlace } from "../open-place.ts";
import type { Server } from "../server.ts";
import type { EarlierTexts, PolicyDocuments } from "./earlier-texts.ts";
import { pickClaims } from "./pick-claims.ts";
import { type AskedClient, type FromView, type ToView, VIEW_METHODS, type ViewTarget } from "./view-messages.ts";
import { viewPage } from "./view-page.ts";

export const VIEW_TYPE = "policyLens.impersonate";

export interface SimulatorView extends Disposable {
  /** Opens the view if need be and shows a target. */
  show(target: ViewTarget): void;
  /** Takes a panel that VS Code has kept over a reload of the window. */
  adopt(panel: WebviewPanel): void;
}

export interface SimulatorParts {
  readonly context: ExtensionContext;
  readonly server: Server;
  readonly earlierTexts: EarlierTexts;
  /** Is told whom the answers are about now; nothing when the view is closed. */
  chosen(choice: ChosenClient | undefined): void;
}

export interface ChosenClient {
  readonly uri: string;
  readonly client: AskedClient;
  readonly title: string;
}

/** Between the last keystroke in a file outside all folders and the next answer; the server tells of all others. */
const PAUSE_MS = 100;

/** A view that is made when it is first shown. */
export function createSimulatorView(parts: SimulatorParts): SimulatorView {
  const { context, server } = parts;
  let panel: WebviewPanel | undefined;
  let isReady = false;
  let waiting: ToView[] = [];
  let policy: PolicyDocuments = { uri: "", documents: [] };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const running = new Map<string, CancellationTokenSource>();

  const post = (message: ToView): void => {
    if (isReady) void panel?.webview.postMessage(message);
    else waiting.push(message);
  };
  const tellChange = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => isReady && post({ type: "changed" }), PAUSE_MS);
  };
  const answer = async ({ id, method, params }: Extract<FromView, { type: "ask" }>): Promise<void> => {
    if (!VIEW_METHODS.includes(method)) return;
    running.get(method)?.cancel();
    const source = new CancellationTokenSource();
    running.set(method, source);
    try {
      const { base, ...rest } = params;
      const earlier = base === undefined ? [] : await parts.earlierTexts.readPolicy(policy, base);
      const reply = await server.ask(method, { ...rest, earlier } as never, source.token);
      if (method === "policyLens/clients" && reply && "documents" in reply) {
        policy = { uri: params.uri, documents: reply.documents, manifest: reply.manifest };
      }
      post({ type: "answer", id, answer: reply });
    } catch (error) {
      post({ type: "failed", id, message: error instanceof Error ? error.message : String(error) });
    }
  };
  const take = async (message: FromView): Promise<void> => {
    switch (message.type) {
      case "ready": {
        isReady = true;
        const held = waiting;
        waiting = [];
        for (const each of held) post(each);
        return;
      }
      case "ask":
        return answer(message);
      case "open": {
        const { start, end } = message.place.range;
        return openPlace(message.place.uri, start.line, start.character, end.line, end.character);
      }
      case "copy":
        await env.clipboard.writeText(message.text);
        return;
      case "claims": {
        const claims = await pickClaims(server, message.from);
        if (claims) post({ type: "claims", claims });
        return;
      }
      case "make-manifest":
        await commands.executeCommand("policyLens.makeManifest", policy.documents[0]);
        return;
      case "chosen":
        return parts.chosen(message);
      case "nobody":
        return parts.chosen(undefined);
    }
  };
  const adopt = (adopted: WebviewPanel): void => {
    panel?.dispose();
    panel = adopted;
    isReady = false;
    adopted.webview.options = { enableScripts: true, localResourceRoots: [dist(context.extensionUri)] };
    adopted.webview.onDidReceiveMessage((message: FromView) => void take(message));
    adopted.onDidChangeViewState(() => {
      // A page that is hidden is gone, and says that it is ready when it is there again.
      if (!adopted.visible) isReady = false;
    });
    adopted.onDidDispose(() => {
      if (panel !== adopted) return;
      panel = undefined;
      isReady = false;
      waiting = [];
      parts.chosen(undefined);
    });
    adopted.webview.html = viewPage(adopted.webview, context.extensionUri);
  };

  server.listen("policyLens/policyChanged", () => isReady && post({ type: "changed" }));
  const watcher = Disposable.from(
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      const isOurs = policy.documents.includes(document.uri.toString());
      if (contentChanges.length > 0 && isOurs && !workspace.getWorkspaceFolder(document.uri)) tellChange();
    }),
    parts.earlierTexts,
    parts.earlierTexts.onChange(tellChange),
    // What was saved is another base of comparison.
    workspace.onDidSaveTextDocument(tellChange),
  );
  return {
    show: (target) => {
      if (!panel) {
        adopt(
          window.createWebviewPanel(VIEW_TYPE, "Impersonate", { viewColumn: ViewColumn.Beside, preserveFocus: false }),
        );
      } else panel.reveal();
      post({ type: "show", target });
    },
    adopt,
    dispose: () => {
      clearTimeout(timer);
      watcher.dispose();
      panel?.dispose();
    },
  };
}

function dist(extensionUri: Uri): Uri {
  return extensionUri.with({ path: `${extensionUri.path}/dist` });
}
