// Whom the hints in the text are about: an entry in the status bar names the client and is the way out.

import { commands, type Disposable, StatusBarAlignment, type StatusBarItem, window } from "vscode";
import type { Server } from "../server.ts";
import type { ChosenClient } from "./simulator-view.ts";
import { visibleText } from "./view/visible-text.ts";

export interface ShownClient extends Disposable {
  /** Takes another client, or nobody when the view is closed. */
  choose(choice: ChosenClient | undefined): void;
  /** Nobody, until somebody else is chosen or the view is opened anew. */
  stop(): void;
}

/** Nobody is chosen at first. */
export function showChosenClient(server: Server): ShownClient {
  let item: StatusBarItem | undefined;
  let known = "null";
  let stopped: string | undefined;
  const choose: ShownClient["choose"] = (choice) => {
    const now = JSON.stringify(choice?.client ?? null);
    // The view says again and again whom it is about.
    if (choice && now === stopped) return;
    stopped = undefined;
    if (now !== known) {
      known = now;
      server.tell("policyLens/chooseClient", choice ? { client: choice.client } : {});
      void commands.executeCommand("setContext", "policyLens.isImpersonating", choice !== undefined);
    }
    if (!choice) {
      item?.dispose();
      item = undefined;
      return;
    }
    item ??= createItem();
    item.text = `$(account) ${shorten(choice.client.name)}`;
    item.tooltip = `${choice.title}: what this client gets is shown behind each path. Click to stop.`;
    item.accessibilityInformation = {
      label: `Impersonating ${visibleText(choice.client.name)}. Stop impersonating`,
      role: "button",
    };
    item.show();
  };
  return {
    choose,
    stop: () => {
      const before = known;
      choose(undefined);
      stopped = before;
    },
    dispose: () => item?.dispose(),
  };
}

/** The status bar is for everybody; the tooltip has the whole name. An icon's mark in a name is no icon. */
function shorten(name: string): string {
  const plain = visibleText(name).replaceAll("$(", "$\u200b(");
  return plain.length > MOST_SHOWN ? `${plain.slice(0, MOST_SHOWN - 1)}…` : plain;
}

const MOST_SHOWN = 40;

function createItem(): StatusBarItem {
  const item = window.createStatusBarItem("policyLens.client", StatusBarAlignment.Left);
  item.name = "Policy Lens: impersonated client";
  item.command = "policyLens.stopImpersonating";
  return item;
}
