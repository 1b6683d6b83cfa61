// Building our index against compiling the expressions of the RegExp loop, and what stays in memory.
// Every round builds another policy: the engine remembers expressions that it has compiled before.

import type { ContestantName } from "./contestants/all-contestants.ts";
import type { Corpus } from "./corpus.ts";
import { startWorker } from "./start-worker.ts";
import type { BuildTimes } from "./worker-protocol.ts";

export interface Builds {
  readonly size: number;
  /** The index of paths alone. */
  readonly index: readonly BuildTimes[];
  /** A whole client: reading the rules file is its preparation. */
  readonly policyLens: readonly BuildTimes[];
  readonly regExpLoop: readonly BuildTimes[];
  readonly compiledLoop: readonly BuildTimes[];
}

/** One time a policy for each; the first is made by cold code. */
export async function measureBuilds(size: number, policies: readonly string[]): Promise<Builds> {
  const names = ["policy-lens-index", "policy-lens", "regexp-loop", "regexp-loop-compiled"] as const;
  const workers = await Promise.all(names.map((name) => startWorker(name)));
  const times: BuildTimes[][] = names.map(() => []);
  try {
    for (const rulesFile of policies) {
      for (const [at, worker] of workers.entries()) times[at]?.push(await worker.ask("build", { rulesFile }));
    }
    const [index = [], policyLens = [], regExpLoop = [], compiledLoop = []] = times;
    return { size, index, policyLens, regExpLoop, compiledLoop };
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
