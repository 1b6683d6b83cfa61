// The run's side of the channel: starts a measuring process and waits for each of its replies,
// so that never more than one process works.

import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ContestantName } from "./contestants/all-contestants.ts";
import type { QuestionRequests } from "./question-protocol.ts";
import type { Requests } from "./serve-requests.ts";
import type { WorkerRequests } from "./worker-protocol.ts";

export interface Channel<R extends Requests<R>> {
  /** Rejects with the process's own words if it fails. */
  ask<Name extends keyof R & string>(name: Name, ask: R[Name]["ask"]): Promise<R[Name]["reply"]>;
  stop(): void;
}

export interface Worker extends Channel<WorkerRequests> {
  readonly contestant: ContestantName;
}

/** A measuring process ended by itself: a crash of the engine under it, or of its contestant. */
export class ProcessEnded extends Error {
  /** The contestant that ran in it; for a process of questions, its entry. */
  readonly whose: string;

  constructor(whose: string) {
    super(`The process of ${whose} ended by itself.`);
    this.whose = whose;
  }
}

/** Resolves when the process has loaded its contestant; rejects if it cannot. */
export async function startWorker(contestant: ContestantName): Promise<Worker> {
  return { contestant, ...(await startProcess<WorkerRequests>("worker.mjs", contestant)) };
}

/** A process for questions of one side. */
export function startQuestionWorker(): Promise<Channel<QuestionRequests>> {
  return startProcess<QuestionRequests>("question-worker.mjs", "");
}

async function startProcess<R extends Requests<R>>(entry: string, argument: string): Promise<Channel<R>> {
  const file = fileURLToPath(new URL(entry, import.meta.url));
  const child = fork(file, [argument], { execArgv: ["--expose-gc", "--max-old-space-size=6000"] });
  const nextReply = (): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const gone = (): void => reject(new ProcessEnded(argument || entry));
      child.once("exit", gone);
      child.once("message", (message: { reply?: unknown; failure?: string }) => {
        child.off("exit", gone);
        if (message.failure !== undefined) reject(new Error(`${argument || entry}: ${message.failure}`));
        else resolve(message.reply);
      });
    });
  await nextReply();
  return {
    ask: async <Name extends keyof R & string>(name: Name, ask: R[Name]["ask"]): Promise<R[Name]["reply"]> => {
      const reply = nextReply();
      child.send({ name, ask } as { name: Name; ask: object });
      return reply as Promise<R[Name]["reply"]>;
    },
    stop: () => {
      if (child.connected) child.disconnect();
    },
  };
}
