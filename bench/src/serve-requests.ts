// The measuring process's side of the channel: one request, one reply.

import process from "node:process";
import type { Message, RequestName, WorkerRequests } from "./worker-protocol.ts";

export type Handlers = {
  [Name in RequestName]: (
    ask: WorkerRequests[Name]["ask"],
  ) => WorkerRequests[Name]["reply"] | Promise<WorkerRequests[Name]["reply"]>;
};

/** Answers requests until the other side goes away. A failure is told in words and ends nothing. */
export function serveRequests(handlers: Handlers): void {
  process.on("message", async (message: Message) => {
    try {
      process.send?.({ reply: await answer(handlers, message.name, message.ask) });
    } catch (error) {
      process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", () => process.exit());
  process.send?.({ reply: "ready" });
}

function answer<Name extends RequestName>(
  handlers: Handlers,
  name: Name,
  ask: WorkerRequests[RequestName]["ask"],
): WorkerRequests[Name]["reply"] | Promise<WorkerRequests[Name]["reply"]> {
  return handlers[name](ask as WorkerRequests[Name]["ask"]);
}
