// What the run asks of the processes that measure, and what they say. All times are made inside the measuring process.

import type { AnswerKind } from "./contestant.ts";

/** Times are in milliseconds. */
export interface BuildTimes {
  readonly prepare: number;
  readonly build: number;
}

export interface Answers {
  readonly kind: AnswerKind;
  readonly answers: readonly number[];
  /** Nanoseconds for one of the last answers, when the code is warm; with what it takes to make the query. */
  readonly roughly: number;
}

export interface TimePaths {
  readonly file: string;
  /** Which of the paths are asked in this turn. */
  readonly from: number;
  readonly count: number;
  /** How often they are asked one after the other within the turn. */
  readonly passes: number;
  /** Whether the paths are read anew and asked only once, after a warm-up with others. */
  readonly fresh: boolean;
}

/** The requests that a worker answers, each with the shape of its answer. */
export interface WorkerRequests {
  /** Prepares and builds; the decider stays for what is asked next. */
  build: { readonly ask: { readonly rulesFile: string }; readonly reply: BuildTimes };
  /** The answers to the first paths of a list, as many as the time allows, but some at least. */
  answer: {
    readonly ask: { readonly file: string; readonly atLeast: number; readonly milliseconds: number };
    readonly reply: Answers;
  };
  /** Nanoseconds for one decision. */
  time: { readonly ask: TimePaths; readonly reply: number };
  /** Bytes that stay after building, answering and dropping all input. Only sensible as the first request. */
  memory: { readonly ask: { readonly rulesFile: string; readonly file: string }; readonly reply: number };
}
