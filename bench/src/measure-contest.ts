// All contestants on one policy: agreement first, then turns.

import { type Agreement, checkAgreement } from "./check-agreement.ts";
import { CONTESTANTS, type ContestantName } from "./contestants/all-contestants.ts";
import type { Corpus } from "./corpus.ts";
import type { Plan } from "./plan.ts";
import { type Runner, race, type Times } from "./race.ts";
import { startWorker } from "./start-worker.ts";
import type { BuildTimes } from "./worker-protocol.ts";

export interface Contest {
  readonly corpus: Corpus;
  readonly agreement: Agreement;
  readonly times: ReadonlyMap<ContestantName, Times>;
  /** The first build in each process, nothing warmed up. */
  readonly firstBuilds: ReadonlyMap<ContestantName, BuildTimes>;
}

/** Throws if two contestants disagree. */
export async function measureContest(
  corpus: Corpus,
  plan: Plan,
  names: readonly ContestantName[] = CONTESTANTS,
): Promise<Contest> {
  const workers = await Promise.all(names.map(startWorker));
  try {
    const firstBuilds = new Map<ContestantName, BuildTimes>();
    const given = [];
    const runners: Runner[] = [];
    for (const worker of workers) {
      const name = worker.contestant;
      firstBuilds.set(name, await worker.ask("build", { rulesFile: corpus.rulesFile }));
      const atMost = name === "policy-lens" ? Number.MAX_SAFE_INTEGER : plan.contest.answering;
      const { kind, answers, milliseconds } = await worker.ask("answer", { file: corpus.hotFile, atMost });
      given.push({ name, kind, answers });
      runners.push({ worker, corpus, roughly: (milliseconds * 1e6) / answers.length });
    }
    const agreement = checkAgreement(given, corpus.hotFile);
    const times = await race(runners, plan.contest);
    return {
      corpus,
      agreement,
      times: new Map([...times].map(([runner, list]) => [runner.worker.contestant, list])),
      firstBuilds,
    };
  } finally {
    for (const worker of workers) worker.stop();
  }
}
