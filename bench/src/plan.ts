// How much a run does. The quick plan shows that everything works; only the full plan's numbers are worth keeping.

import type { Pace } from "./race.ts";

export interface Plan {
  readonly name: "full" | "quick";
  readonly sizes: readonly number[];
  /** All contestants; how long each may answer to be compared, in milliseconds. */
  readonly contest: Pace & { readonly answering: number };
  /** Our decider alone: sizes and profiles against each other, hot against fresh. */
  readonly shapes: Pace;
  /** How many different policies are built, and how often decisions on fresh strings are timed. */
  readonly builds: number;
  readonly freshLists: number;
  /** How often whole questions are asked. */
  readonly questions: number;
  /** How often somebody types a few lines. */
  readonly typing: number;
}

export const FULL: Plan = {
  name: "full",
  sizes: [100, 1_000, 10_000, 100_000],
  contest: { rounds: 15, turn: 60, answering: 20_000 },
  shapes: { rounds: 25, turn: 40 },
  builds: 9,
  freshLists: 9,
  questions: 9,
  typing: 4,
};

export const QUICK: Plan = {
  name: "quick",
  sizes: [100, 1_000, 10_000],
  contest: { rounds: 5, turn: 25, answering: 700 },
  shapes: { rounds: 7, turn: 20 },
  builds: 5,
  freshLists: 5,
  questions: 3,
  typing: 1,
};
