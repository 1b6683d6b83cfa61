// Lets processes take turns on the same paths, so that whatever else the machine does meets all of them alike.

import { type Corpus, PATH_COUNT } from "./corpus.ts";
import type { Worker } from "./start-worker.ts";

export interface Runner {
  readonly worker: Worker;
  readonly corpus: Corpus;
  /** A first, rough idea of one decision's time in nanoseconds; decides how much one turn holds. */
  readonly roughly: number;
}

/** Nanoseconds for one decision, one number a round, in the order of the rounds. */
export type Times = readonly number[];

export interface Pace {
  readonly rounds: number;
  /** How long one turn should take, in milliseconds. One decision may take longer. */
  readonly turn: number;
}

/** Every runner once a round; who needs very long for one decision takes part in the first few rounds only. */
export async function race(runners: readonly Runner[], pace: Pace): Promise<Map<Runner, Times>> {
  const times = new Map<Runner, number[]>(runners.map((runner) => [runner, []]));
  for (let round = 0; round < pace.rounds; round++) {
    for (const runner of rotated(runners, round)) {
      const slow = runner.roughly * 2 > pace.turn * 1e6 * 4;
      if (slow && round >= SLOW_ROUNDS) continue;
      times.get(runner)?.push(await runner.worker.ask("time", turn(runner, pace, round)));
    }
  }
  return times;
}

const SLOW_ROUNDS = 5;

function turn({ corpus, roughly }: Runner, pace: Pace, round: number) {
  const affordable = Math.floor((pace.turn * 1e6) / Math.max(1, roughly));
  const count = Math.min(PATH_COUNT, Math.max(3, affordable));
  const passes = Math.max(1, Math.floor(affordable / PATH_COUNT));
  return { file: corpus.hotFile, from: (round * count) % (PATH_COUNT - count + 1), count, passes, fresh: false };
}

function rotated<T>(list: readonly T[], by: number): T[] {
  const start = by % list.length;
  return [...list.slice(start), ...list.slice(0, start)];
}
