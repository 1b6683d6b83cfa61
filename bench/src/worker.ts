// A process that measures one contestant. It answers one request at a time and is idle otherwise,
// so that processes which take turns never disturb each other.

import process, { argv } from "node:process";
import type { AnyContestant, Decider } from "./contestant.ts";
import { type ContestantName, loadContestant } from "./contestants/all-contestants.ts";
import { readPaths, readRules } from "./corpus.ts";
import { serveRequests } from "./serve-requests.ts";
import type { Answers, BuildTimes, TimePaths, WorkerRequests } from "./worker-protocol.ts";

const contestant: AnyContestant = await loadContestant(argv[2] as ContestantName);

let decider: Decider<unknown> | undefined;
let hot: { readonly file: string; readonly queries: readonly unknown[] } = { file: "", queries: [] };
/** Keeps results alive, so that no compiler may leave the work out. */
let kept = 0;

serveRequests<WorkerRequests>({
  build: async ({ rulesFile }): Promise<BuildTimes> => {
    decider = undefined;
    const rules = readRules(rulesFile);
    collectGarbage();
    const start = performance.now();
    const prepared = contestant.prepare(rules);
    const middle = performance.now();
    decider = await contestant.build(prepared);
    return { prepare: middle - start, build: performance.now() - middle };
  },
  answer: ({ file, atLeast, milliseconds }): Answers => {
    const { query, decide } = built();
    const answers: number[] = [];
    const start = performance.now();
    const ends: number[] = [];
    for (const path of readPaths(file)) {
      answers.push(decide(query(path)));
      ends.push(performance.now());
      if (answers.length >= atLeast && performance.now() - start > milliseconds) break;
    }
    const warm = Math.floor(ends.length * 0.8);
    const roughly = (((ends.at(-1) ?? start) - (ends[warm - 1] ?? start)) * 1e6) / (ends.length - warm);
    return { kind: contestant.answers, answers, roughly };
  },
  time: (turn): number => (turn.fresh ? timeFresh(turn) : timeHot(turn)),
  memory: async ({ rulesFile, file }): Promise<number> => {
    const before = bytesInUse();
    decider = await contestant.build(contestant.prepare(readRules(rulesFile)));
    const { query, decide } = built();
    const start = performance.now();
    for (const path of readPaths(file)) {
      kept += decide(query(path));
      if (performance.now() - start > 2000) break;
    }
    return bytesInUse() - before;
  },
});

function timeHot({ file, from, count, passes }: TimePaths): number {
  const { query } = built();
  if (hot.file !== file) hot = { file, queries: readPaths(file).map(query) };
  const queries = hot.queries.slice(from, from + count);
  if (passes > 1) onePass(queries);
  const start = performance.now();
  for (let pass = 0; pass < passes; pass++) onePass(queries);
  return ((performance.now() - start) * 1e6) / (passes * queries.length);
}

function timeFresh({ file, passes }: TimePaths): number {
  for (let pass = 0; pass < passes; pass++) onePass(hot.queries);
  const queries = readPaths(file).map(built().query);
  const start = performance.now();
  onePass(queries);
  return ((performance.now() - start) * 1e6) / queries.length;
}

function onePass(queries: readonly unknown[]): void {
  const { decide } = built();
  let sum = 0;
  for (let at = 0; at < queries.length; at++) sum = (sum + decide(queries[at])) | 0;
  kept = (kept + sum) | 0;
}

function built(): Decider<unknown> {
  if (!decider) throw new Error("Nothing was built yet.");
  return decider;
}

function bytesInUse(): number {
  collectGarbage();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function collectGarbage(): void {
  for (let round = 0; round < 3; round++) globalThis.gc?.();
}
