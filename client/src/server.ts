// The server as the rest of the client sees it: typed requests and notifications, and whether it runs.

import { type CancellationToken, type Event, EventEmitter } from "vscode";
import { type BaseLanguageClient, State } from "vscode-languageclient";
import type { ClientNotifications, CustomNotifications, CustomRequests } from "../../server/src/lsp/protocol.ts";

export type ServerState = "starting" | "running" | "stopped";

export interface Server {
  readonly state: ServerState;
  readonly onStateChange: Event<ServerState>;
  /** Resolves when the server runs; rejects when it cannot be started. */
  ask<Method extends keyof CustomRequests>(
    method: Method,
    params: CustomRequests[Method]["params"],
    token?: CancellationToken,
  ): Promise<CustomRequests[Method]["answer"]>;
  listen<Method extends keyof CustomNotifications>(
    method: Method,
    listener: (params: CustomNotifications[Method]) => void,
  ): void;
  tell<Method extends keyof ClientNotifications>(method: Method, params: ClientNotifications[Method]): void;
  changeSettings(section: unknown): void;
}

/** Wraps a language client, which its owner starts and stops. */
export function createServer(client: BaseLanguageClient): Server {
  const changes = new EventEmitter<ServerState>();
  const listeners = new Map<string, ((params: never) => void)[]>();
  client.onDidChangeState(({ newState }) => changes.fire(stateOf(newState)));
  return {
    get state() {
      return stateOf(client.state);
    },
    onStateChange: changes.event,
    ask: async (method, params, token) => {
      // Starting twice is starting once: the client hands out the start that is under way.
      await client.start();
      return client.sendRequest(method, params, token);
    },
    listen: (method, listener) => {
      // The client keeps one listener for a method; here there may be several.
      const others = listeners.get(method);
      if (others) others.push(listener);
      else {
        const all = [listener];
        listeners.set(method, all);
        client.onNotification(method, (params) => {
          for (const each of all) each(params);
        });
      }
    },
    tell: (method, params) => {
      if (client.isRunning()) void client.sendNotification(method, params);
    },
    changeSettings: (section) => {
      if (client.isRunning()) {
        void client.sendNotification("workspace/didChangeConfiguration", { settings: { policyLens: section } });
      }
    },
  };
}

function stateOf(state: State): ServerState {
  if (state === State.Running) return "running";
  return state === State.Starting ? "starting" : "stopped";
}
