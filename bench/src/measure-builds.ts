// Building our index against compiling the expressions of the RegExp loop, and what stays in memory.
// Every round builds another policy: the engine remembers expressions that it has compiled before.

import type { ContestantName } from "./contestants/all-contestants.ts";
import type { Corpus } from "./corpus.ts";
import { startWorker } from "./start-worker.ts";
import type { BuildTimes } from "./worker-protocol.ts";

export interface Builds {
  readonly size: number;
  readonly policyLens: readonly BuildTimes[];
  readonly regExpLoop: readonly BuildTimes[];
}

/** One pair of build times a policy; the first pair is made by cold code. */
export async function measureBuilds(size: number, policies: readonly string[]): Promise<Builds> {
  const workers = await Promise.all([startWorker("policy-lens"), startWorker("regexp-loop")]);
  const [policyLens, regExpLoop]: [BuildTimes[], BuildTimes[]] = [[], []];
  try {
    for (const rulesFile of policies) {
      policyLens.push(await workers[0].ask("build", { rulesFile }));
      regExpLoop.push(await workers[1].ask("build", { rulesFile }));
    }
    return { size, policyLens, regExpLoop };
  } finally {
    for (const worker of workers) worker.stop();
  }
}

/** Bytes that a contestant keeps for a policy after having answered, in a process of its own. */
export async function measureMemory(contestant: ContestantName, corpus: Corpus): Promise<number> {
  const worker = await startWorker(contestant);
  try {
    return await worker.ask("memory", { rulesFile: corpus.rulesFile, file: corpus.hotFile });
  } finally {
    worker.stop();
  }
}
