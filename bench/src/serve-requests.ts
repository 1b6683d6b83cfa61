// The measuring process's side of the channel: one request, one reply.

import process from "node:process";

/** Requests by name, each with what is asked and what is replied. */
export type Requests<R> = { readonly [Name in keyof R]: { readonly ask: unknown; readonly reply: unknown } };

export type Handlers<R extends Requests<R>> = {
  readonly [Name in keyof R]: (ask: R[Name]["ask"]) => R[Name]["reply"] | Promise<R[Name]["reply"]>;
};

/** Answers requests until the other side goes away. A failure is told in words and ends nothing. */
export function serveRequests<R extends Requests<R>>(handlers: Handlers<R>): void {
  process.on("message", async <Name extends keyof R>(message: { name: Name; ask: R[Name]["ask"] }) => {
    try {
      process.send?.({ reply: await handlers[message.name](message.ask) });
    } catch (error) {
      process.send?.({ failure: error instanceof Error ? (error.stack ?? error.message) : String(error) });
    }
  });
  process.on("disconnect", () => process.exit());
  process.send?.({ reply: "ready" });
}
