// One run of the benchmark: makes the policies, measures, judges, writes the report.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import process from "node:process";
import { CONTESTANTS } from "./contestants/all-contestants.ts";
import { type Corpus, writeCorpus } from "./corpus.ts";
import { absoluteTimes, judgeContests } from "./judge-decisions.ts";
import { type Contest, measureContest } from "./measure-contest.ts";
import { FULL, type Plan, QUICK } from "./plan.ts";
import { SECTIONS } from "./run-sections.ts";
import { ProcessEnded } from "./start-worker.ts";
import { type Section, shortNumber, writeReport } from "./write-report.ts";

/**
 * `--quick` runs less; names of sections (`contest`, `shapes`, `builds`, ...) run only these.
 * Either leaves the committed results alone.
 */
export async function runBenchmark(home: string, args: readonly string[]): Promise<void> {
  const plan = args.includes("--quick") ? QUICK : FULL;
  const chosen = args.filter((arg) => !arg.startsWith("--"));
  const wanted = (name: string): boolean => chosen.length === 0 || chosen.includes(name);
  const folder = `${home}/.cache`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  say("making policies and paths");
  const realistic = plan.sizes.map((size) => writeCorpus(folder, "realistic", size, plan.freshLists));
  const plus = plan.sizes.map((size) => writeCorpus(folder, "full-of-plus", size, plan.freshLists));
  const contests = wanted("contest") ? await runContests(plan, realistic, plus) : [];
  const sections: Section[] = [];
  for (const [name, measure] of SECTIONS) {
    if (!wanted(name)) continue;
    say(name);
    sections.push(await measure({ plan, folder, realistic, plus }));
  }

  const report = writeReport({
    plan: plan.name,
    machine: `${cpus().length} cores, Node ${process.versions.node}`,
    columns: contests.map(({ corpus }) => `${corpus.profile} ${corpus.size.toLocaleString("en-US")}`),
    ratios: judgeContests(contests),
    absolute: new Map(CONTESTANTS.map((name) => [name, absoluteTimes(contests, name)])),
    agreement: agreementRows(contests),
    builds: buildRows(contests),
    sections,
  });
  const official = plan === FULL && chosen.length === 0;
  const file = official ? `${home}/results.md` : `${folder}/results.md`;
  writeFileSync(file, report);
  process.stdout.write(`${report}\n`);
  say(`written to ${file}`);
}

async function runContests(plan: Plan, realistic: readonly Corpus[], plus: readonly Corpus[]): Promise<Contest[]> {
  const contests: Contest[] = [];
  for (const corpus of realistic) {
    say(`all contestants, ${corpus.size} rules`);
    contests.push(await measureDespiteCrashes(corpus, plan));
  }
  for (const corpus of plus.filter(({ size }) => size === 1_000 || size === 10_000)) {
    say(`contestants on a policy full of +, ${corpus.size} rules`);
    contests.push(await measureDespiteCrashes(corpus, plan));
  }
  return contests;
}

/**
 * A long run is not lost because a process crashes: it is told, and the whole contest on that policy runs anew, the
 * second time without the contestant that crashed twice. The report then says of it "not measured".
 */
async function measureDespiteCrashes(corpus: Corpus, plan: Plan): Promise<Contest> {
  const crashes = new Map<string, number>();
  for (;;) {
    const without = new Set([...crashes].filter(([, count]) => count >= 2).map(([whose]) => whose));
    try {
      return await measureContest(corpus, plan, without);
    } catch (error) {
      if (!(error instanceof ProcessEnded) || without.has(error.whose) || error.whose === "policy-lens") throw error;
      crashes.set(error.whose, (crashes.get(error.whose) ?? 0) + 1);
      say(`${error.message} Once more.`);
    }
  }
}

function agreementRows(contests: readonly Contest[]): string[][] {
  const names = CONTESTANTS.filter((name) => name !== "floor" && name !== "policy-lens");
  return [
    ...names.map((name) => [name, ...contests.map(({ agreement }) => String(agreement.compared.get(name) ?? 0))]),
    ["paths on which anything is granted", ...contests.map(({ agreement }) => String(agreement.granted))],
  ];
}

function buildRows(contests: readonly Contest[]): string[][] {
  return CONTESTANTS.filter((name) => name !== "floor").map((name) => [
    name,
    ...contests.map(({ firstBuilds }) => {
      const [ours = Number.NaN, theirs = Number.NaN] = [firstBuilds.get("policy-lens"), firstBuilds.get(name)];
      return `${shortNumber(theirs)} (${shortNumber(theirs / ours)} x)`;
    }),
  ]);
}

function say(words: string): void {
  process.stderr.write(`bench: ${words}\n`);
}
