// One run of the benchmark: makes the policies, measures, judges, writes the report.

import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { cpus } from "node:os";
import process from "node:process";
import { CONTESTANTS, type ContestantName } from "./contestants/all-contestants.ts";
import { type Corpus, writeCorpus, writePolicies } from "./corpus.ts";
import { judgeBuilds, judgeMemory } from "./judge-builds.ts";
import { absoluteTimes, judgeContests, judgeShapes } from "./judge-decisions.ts";
import { measureBuilds, measureMemory } from "./measure-builds.ts";
import { type Contest, measureContest } from "./measure-contest.ts";
import { measureShapes } from "./measure-shapes.ts";
import { FULL, type Plan, QUICK } from "./plan.ts";
import { type Section, writeReport } from "./write-report.ts";

/** `--quick` runs less and leaves the committed results alone. */
export async function runBenchmark(home: string, args: readonly string[]): Promise<void> {
  const plan = args.includes("--quick") ? QUICK : FULL;
  const folder = `${home}/.cache`;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });

  say("making policies and paths");
  const realistic = plan.sizes.map((size) => writeCorpus(folder, "realistic", size, plan.freshLists));
  const plus = plan.sizes.map((size) => writeCorpus(folder, "full-of-plus", size, plan.freshLists));

  const contests = await runContests(plan, realistic, plus);
  say("our decider against itself");
  const shapes = judgeShapes(await measureShapes([...realistic, ...plus], plan));
  const builds = await runBuilds(plan, folder, realistic);

  const sections: Section[] = [{ title: "Shapes", text: "Our decider against itself.", findings: shapes }, ...builds];
  const report = writeReport({
    plan: plan.name,
    machine: `${cpus().length} cores, Node ${process.versions.node}`,
    columns: contests.map(({ corpus }) => `${corpus.profile} ${corpus.size.toLocaleString("en-US")}`),
    ratios: judgeContests(contests),
    absolute: new Map(CONTESTANTS.map((name) => [name, absoluteTimes(contests, name)])),
    agreement: agreementRows(contests),
    sections,
  });
  const file = plan === FULL ? `${home}/results.md` : `${folder}/results-quick.md`;
  writeFileSync(file, report);
  process.stdout.write(`${report}\n`);
  say(`written to ${file}`);
}

async function runContests(plan: Plan, realistic: readonly Corpus[], plus: readonly Corpus[]): Promise<Contest[]> {
  const contests: Contest[] = [];
  for (const corpus of realistic) {
    say(`all contestants, ${corpus.size} rules`);
    contests.push(await measureContest(corpus, plan));
  }
  for (const corpus of plus.filter(({ size }) => size === 1_000 || size === 10_000)) {
    say(`contestants on a policy full of +, ${corpus.size} rules`);
    contests.push(await measureContest(corpus, plan));
  }
  return contests;
}

async function runBuilds(plan: Plan, folder: string, corpora: readonly Corpus[]): Promise<Section[]> {
  const builds = [];
  for (const size of plan.sizes) {
    say(`building, ${size} rules`);
    builds.push(await measureBuilds(size, writePolicies(`${folder}/builds`, size, plan.builds)));
  }
  const memory = new Map<number, number>();
  for (const corpus of corpora) memory.set(corpus.size, await measureMemory("policy-lens", corpus));
  const largest = corpora.at(-1);
  const others: ContestantName[] = ["regexp-loop", "picomatch-loop", "casbin"];
  const theirs = [];
  for (const name of largest ? others : []) {
    if (!largest) break;
    const kept = (await measureMemory(name, largest)) / 1e6;
    theirs.push({ subject: `${name}, ${largest.size} rules`, measured: kept, unit: "MB" as const });
  }
  return [
    {
      title: "Building",
      text: "Our time divided by the RegExp loop's, over policies that neither process has seen before.",
      findings: judgeBuilds(builds),
    },
    {
      title: "Kept memory",
      text: "Heap and array buffers after building, answering for two seconds, dropping all input and collecting garbage.",
      findings: [...judgeMemory(memory), ...theirs],
    },
  ];
}

function agreementRows(contests: readonly Contest[]): string[][] {
  const names = CONTESTANTS.filter((name) => name !== "floor" && name !== "policy-lens");
  return [
    ...names.map((name) => [name, ...contests.map(({ agreement }) => String(agreement.compared.get(name) ?? 0))]),
    ["paths that some rule matches", ...contests.map(({ agreement }) => String(agreement.matched))],
    ["paths that a rule denies", ...contests.map(({ agreement }) => String(agreement.denied))],
  ];
}

function say(words: string): void {
  process.stderr.write(`bench: ${words}\n`);
}
