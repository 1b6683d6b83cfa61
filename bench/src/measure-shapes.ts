// Our decider against itself: a larger policy against a small one, a policy full of `+` against the realistic one,
// strings never seen before against hot ones. Each in a process of its own, all taking turns.

import { type Corpus, PATH_COUNT } from "./corpus.ts";
import type { Plan } from "./plan.ts";
import { type Runner, race, type Times } from "./race.ts";
import { startWorker, type Worker } from "./start-worker.ts";

export interface Shape {
  readonly corpus: Corpus;
  readonly hot: Times;
  /** In each round measured right before the fresh list of that round. */
  readonly hotBesideFresh: Times;
  readonly fresh: Times;
}

export async function measureShapes(corpora: readonly Corpus[], plan: Plan): Promise<Shape[]> {
  const workers = await Promise.all(corpora.map(() => startWorker("policy-lens")));
  try {
    const runners: Runner[] = [];
    for (const [at, worker] of workers.entries()) {
      const corpus = corpora[at];
      if (corpus) runners.push(await readyRunner(worker, corpus));
    }
    const hot = await race(runners, plan.shapes);
    const shapes: Shape[] = [];
    for (const runner of runners) {
      const beside = await timeFresh(runner.worker, runner.corpus);
      shapes.push({ corpus: runner.corpus, hot: hot.get(runner) ?? [], ...beside });
    }
    return shapes;
  } finally {
    for (const worker of workers) worker.stop();
  }
}

async function readyRunner(worker: Worker, corpus: Corpus): Promise<Runner> {
  await worker.ask("build", { rulesFile: corpus.rulesFile });
  const { roughly } = await worker.ask("answer", { file: corpus.hotFile, atLeast: 1, milliseconds: 300 });
  return { worker, corpus, roughly };
}

async function timeFresh(worker: Worker, corpus: Corpus): Promise<{ hotBesideFresh: number[]; fresh: number[] }> {
  const [hotBesideFresh, fresh]: [number[], number[]] = [[], []];
  const all = { from: 0, count: PATH_COUNT, passes: 1 };
  for (const file of corpus.freshFiles) {
    hotBesideFresh.push(await worker.ask("time", { ...all, file: corpus.hotFile, fresh: false }));
    fresh.push(await worker.ask("time", { ...all, file, fresh: true }));
  }
  return { hotBesideFresh, fresh };
}
