// Whole questions: every rule of a policy against VS Code's JSON language service on the same text,
// comparing two policies, changing an index, and policies made to be hard.

import { type Corpus, writePaths, writeRules } from "./corpus.ts";
import { generateHostile } from "./generate-hostile.ts";
import type { CompareTimes, HostileTimes, RuleQuestionTimes, ValidationTimes } from "./question-protocol.ts";
import { startQuestionWorker, startWorker } from "./start-worker.ts";

export interface RuleQuestions {
  readonly size: number;
  readonly ours: readonly RuleQuestionTimes[];
  readonly service: readonly ValidationTimes[];
}

/** Both sides take turns on the same text; the first turn warms up and is left out. */
export async function measureRuleQuestions({ size, rulesFile }: Corpus, rounds: number): Promise<RuleQuestions> {
  const [us, them] = await Promise.all([startQuestionWorker(), startQuestionWorker()]);
  try {
    const [ours, service]: [RuleQuestionTimes[], ValidationTimes[]] = [[], []];
    for (let round = 0; round <= rounds; round++) {
      ours.push(await us.ask("ruleQuestions", { rulesFile }));
      service.push(await them.ask("validation", { rulesFile }));
    }
    if (service.some(({ problems }) => problems > 0)) throw new Error("The schema refuses the policy.");
    return { size, ours: ours.slice(1), service: service.slice(1) };
  } finally {
    us.stop();
    them.stop();
  }
}

export interface Comparisons {
  readonly size: number;
  readonly changes: number;
  readonly times: readonly CompareTimes[];
}

/** Every round makes another edit; the first turn of each kind warms up and is left out. */
export async function measureCompare(
  cases: readonly (readonly [Corpus, number])[],
  rounds: number,
): Promise<Comparisons[]> {
  const worker = await startQuestionWorker();
  try {
    const all: (Comparisons & { readonly times: CompareTimes[] })[] = cases.map(([{ size }, changes]) => {
      return { size, changes, times: [] };
    });
    for (let round = 0; round <= rounds; round++) {
      for (const [at, [{ rulesFile }, changes]] of cases.entries()) {
        const times = await worker.ask("compare", { rulesFile, changes, seed: round });
        if (round > 0) all[at]?.times.push(times);
      }
    }
    return all;
  } finally {
    worker.stop();
  }
}

/** Nanoseconds for one rule put in and out again, by size of the policy. */
export async function measureUpdates(corpora: readonly Corpus[], rounds: number): Promise<Map<number, number[]>> {
  const worker = await startQuestionWorker();
  try {
    const times = new Map<number, number[]>(corpora.map(({ size }) => [size, []]));
    for (let round = 0; round < rounds; round++) {
      for (const { size, rulesFile } of corpora) times.get(size)?.push(await worker.ask("update", { rulesFile }));
    }
    return times;
  } finally {
    worker.stop();
  }
}

/** Throws if the RegExp loop decides otherwise. */
export async function measureHostile(folder: string, seed: number): Promise<Map<string, HostileTimes>> {
  const all = new Map<string, HostileTimes>();
  for (const [at, { name, rules, paths }] of generateHostile(seed).entries()) {
    const rulesFile = writeRules(`${folder}/hostile-${at}.json`, rules);
    const pathsFile = writePaths(`${folder}/hostile-${at}.txt`, paths);
    const [us, loop] = await Promise.all([startQuestionWorker(), startWorker("regexp-loop")]);
    try {
      const times = await us.ask("hostile", { rulesFile, pathsFile });
      await loop.ask("build", { rulesFile });
      const { answers } = await loop.ask("answer", { file: pathsFile, atLeast: 1, milliseconds: 20_000 });
      const wrong = answers.findIndex((answer, index) => answer !== times.answers[index]);
      if (wrong >= 0) throw new Error(`${name}: we say ${times.answers[wrong]}, the RegExp loop ${answers[wrong]}.`);
      all.set(name, times);
    } finally {
      us.stop();
      loop.stop();
    }
  }
  return all;
}
