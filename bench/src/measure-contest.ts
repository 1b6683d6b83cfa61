// All contestants on one policy: agreement first, then turns.

import { type Agreement, checkAgreement } from "./check-agreement.ts";
import { CONTESTANTS, type ContestantName } from "./contestants/all-contestants.ts";
import type { Corpus } from "./corpus.ts";
import type { Plan } from "./plan.ts";
import { race, type Times } from "./race.ts";
import { startWorker, type Worker } from "./start-worker.ts";
import type { Answers } from "./worker-protocol.ts";

export interface Contest {
  readonly corpus: Corpus;
  readonly agreement: Agreement;
  readonly times: ReadonlyMap<ContestantName, Times>;
  /** Milliseconds of the first build in each process, from the contestant's own form of the rules, nothing warm. */
  readonly firstBuilds: ReadonlyMap<ContestantName, number>;
}

/** Throws if two contestants disagree. @param without contestants that take no part, because their process crashes. */
export async function measureContest(corpus: Corpus, plan: Plan, without: ReadonlySet<string>): Promise<Contest> {
  const workers = await Promise.all(CONTESTANTS.filter((name) => !without.has(name)).map(startWorker));
  try {
    const firstBuilds = new Map<ContestantName, number>();
    for (const worker of workers) {
      const { build } = await worker.ask("build", { rulesFile: corpus.rulesFile });
      firstBuilds.set(worker.contestant, build);
    }
    const given = await Promise.all(workers.map((worker) => answerInTime(worker, corpus, plan)));
    const agreement = checkAgreement(given, corpus.hotFile);
    const runners = given.map(({ worker, roughly }) => ({ worker, corpus, roughly }));
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

interface Given extends Answers {
  readonly worker: Worker;
  readonly name: ContestantName;
}

/** All answer at the same time: nothing is measured here but a rough idea. Only we must answer every path. */
async function answerInTime(worker: Worker, { hotFile }: Corpus, { contest }: Plan): Promise<Given> {
  const name = worker.contestant;
  const milliseconds = name === "policy-lens" ? Number.MAX_SAFE_INTEGER : contest.answering;
  return { worker, name, ...(await worker.ask("answer", { file: hotFile, atLeast: 10, milliseconds })) };
}
