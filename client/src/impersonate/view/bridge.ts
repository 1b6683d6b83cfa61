// The way from the view to the extension and back. Of several questions of one kind only the newest is answered.

import type { FromView, ToView, ViewAnswer, ViewMethod, ViewParams } from "../view-messages.ts";

/** What VS Code gives a webview. */
interface WebviewApi {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): WebviewApi;

/** An answer, or a sentence on why there is none. */
export type Reply<M extends ViewMethod> = { readonly answer: ViewAnswer<M> } | { readonly fault: string };

export interface Bridge {
  /** Resolves with nothing when the same is asked anew meanwhile. */
  ask<M extends ViewMethod>(method: M, params: ViewParams<M>): Promise<Reply<M> | undefined>;
  send(message: Exclude<FromView, { readonly type: "ask" }>): void;
  listen(listener: (message: Exclude<ToView, { readonly type: "answer" | "failed" }>) => void): void;
  readonly api: Pick<WebviewApi, "getState" | "setState">;
}

/** Whoever waits longer than this is told that the answer is on its way. */
const PATIENCE_MS = 400;

function showBusy(busy: boolean): void {
  document.body.setAttribute("aria-busy", busy ? "true" : "false");
}

/** May be called once in a page. */
export function openBridge(): Bridge {
  const api = acquireVsCodeApi();
  const waiting = new Map<number, (reply: { answer: unknown } | { fault: string }) => void>();
  const newest = new Map<ViewMethod, number>();
  const listeners: Parameters<Bridge["listen"]>[0][] = [];
  let lastId = 0;

  window.addEventListener("message", ({ data }: MessageEvent<ToView>) => {
    if (data.type === "answer" || data.type === "failed") {
      waiting.get(data.id)?.(data.type === "answer" ? { answer: data.answer } : { fault: data.message });
      waiting.delete(data.id);
    } else for (const listener of listeners) listener(data);
  });

  return {
    api,
    ask: async (method, params) => {
      const id = ++lastId;
      newest.set(method, id);
      api.postMessage({ type: "ask", id, method, params });
      setTimeout(() => showBusy(waiting.size > 0), PATIENCE_MS);
      const reply = await new Promise<{ answer: unknown } | { fault: string }>((resolve) => waiting.set(id, resolve));
      if (waiting.size === 0) showBusy(false);
      if (newest.get(method) !== id) return undefined;
      if ("fault" in reply) return reply;
      const { answer } = reply;
      if (typeof answer !== "object" || answer === null) return { fault: "The server gave no answer." };
      return "fault" in answer ? { fault: String(answer.fault) } : ({ answer } as Reply<typeof method>);
    },
    send: (message) => api.postMessage(message),
    listen: (listener) => listeners.push(listener),
  };
}
