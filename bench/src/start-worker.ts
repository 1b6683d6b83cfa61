// The run's side of the channel: starts a measuring process and waits for each of its replies,
// so that never more than one process works.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ContestantName } from "./contestants/all-contestants.ts";
import type { RequestName, WorkerRequests } from "./worker-protocol.ts";

export interface Worker {
  readonly contestant: ContestantName;
  ask<Name extends RequestName>(name: Name, ask: WorkerRequests[Name]["ask"]): Promise<WorkerRequests[Name]["reply"]>;
  stop(): void;
}

/** Resolves when the process has loaded its contestant; rejects if it cannot. */
export async function startWorker(contestant: ContestantName): Promise<Worker> {
  const entry = fileURLToPath(new URL("worker.mjs", import.meta.url));
  const child = fork(entry, [contestant], { execArgv: ["--expose-gc", "--max-old-space-size=6000"] });
  const nextReply = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const gone = (): void => reject(new Error(`The process of ${contestant} ended.`));
      child.once("exit", gone);
      child.once("message", (message: { reply?: unknown; failure?: string }) => {
        child.off("exit", gone);
        if (message.failure !== undefined) reject(new Error(`${contestant}: ${message.failure}`));
        else resolve(message.reply);
      });
    });
  await nextReply();
  return {
    contestant,
    ask: async <Name extends RequestName>(name: Name, ask: WorkerRequests[Name]["ask"]) => {
      const reply = nextReply();
      child.send({ name, ask });
      return (await reply) as WorkerRequests[Name]["reply"];
    },
    stop: () => {
      child.disconnect();
    },
  };
}
