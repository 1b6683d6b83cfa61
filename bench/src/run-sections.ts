// The sections of the report after the contest: each measures and judges one promise.

import type { ContestantName } from "./contestants/all-contestants.ts";
import { type Corpus, writePolicies } from "./corpus.ts";
import { judgeBuilds, judgeMemory } from "./judge-builds.ts";
import { judgeShapes } from "./judge-decisions.ts";
import { effectsText, judgeComparisons, judgeHostile, judgeRuleQuestions, judgeUpdates } from "./judge-questions.ts";
import { judgeTyping } from "./judge-typing.ts";
import { measureBuilds, measureMemory } from "./measure-builds.ts";
import { measureCompare, measureHostile, measureRuleQuestions, measureUpdates } from "./measure-questions.ts";
import { measureShapes } from "./measure-shapes.ts";
import { measureTyping } from "./measure-typing.ts";
import type { Plan } from "./plan.ts";
import type { Section } from "./write-report.ts";

export interface Setting {
  readonly plan: Plan;
  readonly folder: string;
  readonly realistic: readonly Corpus[];
  readonly plus: readonly Corpus[];
}

/** The sections by the name under which a run may ask for one alone. */
export const SECTIONS: ReadonlyMap<string, (setting: Setting) => Promise<Section>> = new Map([
  ["shapes", shapes],
  ["builds", builds],
  ["memory", memory],
  ["rules", ruleQuestions],
  ["compare", comparisons],
  ["typing", typing],
  ["hostile", hostile],
]);

async function shapes({ plan, realistic, plus }: Setting): Promise<Section> {
  const findings = judgeShapes(await measureShapes([...realistic, ...plus], plan));
  return { title: "Shapes", text: "Our decision against itself.", findings };
}

async function builds({ plan, folder, realistic }: Setting): Promise<Section> {
  const all = [];
  for (const size of plan.sizes) {
    all.push(await measureBuilds(size, writePolicies(`${folder}/builds`, size, plan.builds)));
  }
  const ends = [realistic[0], realistic.at(-1)].flatMap((corpus) => corpus ?? []);
  return {
    title: "Building",
    text: "Our time divided by the RegExp loop's, over policies that no process has seen before; then changing an index.",
    findings: [...judgeBuilds(all), ...judgeUpdates(await measureUpdates(ends, plan.builds))],
  };
}

async function memory({ realistic }: Setting): Promise<Section> {
  const index = new Map<number, number>();
  for (const corpus of realistic) index.set(corpus.size, await measureMemory("policy-lens-index", corpus));
  const largest = realistic.slice(-1);
  const others: ContestantName[] = ["policy-lens", "regexp-loop", "picomatch-loop", "casbin"];
  const findings = judgeMemory(index);
  for (const corpus of largest) {
    for (const name of others) {
      const measured = (await measureMemory(name, corpus)) / 1e6;
      const subject = name === "policy-lens" ? "policy-lens, the whole client" : name;
      findings.push({ subject: `${subject}, ${corpus.size} rules`, measured, unit: "MB" });
    }
  }
  return {
    title: "Kept memory",
    text: "Heap and array buffers after building, answering for two seconds, dropping all input and collecting garbage.",
    findings,
  };
}

async function ruleQuestions({ plan, realistic }: Setting): Promise<Section> {
  const corpus = realistic.find(({ size }) => size === 10_000) ?? realistic.at(-1);
  if (!corpus) throw new Error("There is no policy to ask about.");
  const measured = await measureRuleQuestions(corpus, plan.questions);
  return {
    title: "Every rule",
    text: `Does it ever grant, add anything, take anything away: ${effectsText(measured.ours.at(-1)?.effects ?? {})}.`,
    findings: judgeRuleQuestions(measured),
  };
}

async function comparisons({ plan, realistic }: Setting): Promise<Section> {
  const large = realistic.find(({ size }) => size === 10_000) ?? realistic.at(-1);
  const small = realistic.find(({ size }) => size === 1_000);
  if (!large || !small) throw new Error("There are no policies to compare.");
  const cases = [[large, 10] as const, [small, 10] as const, [large, 100] as const];
  const all = await measureCompare(cases, plan.questions);
  const undecided = all.flatMap(({ times }) => times).filter(({ decided }) => !decided).length;
  const text = `Access gained and lost, with regions, witnesses and reasons. Comparisons not decided: ${undecided}.`;
  return { title: "Compare", text, findings: judgeComparisons(all) };
}

async function typing({ plan, folder, realistic }: Setting): Promise<Section> {
  const corpus = realistic.find(({ size }) => size === 10_000) ?? realistic.at(-1);
  if (!corpus) throw new Error("There is no policy to type in.");
  return {
    title: "Typing",
    text: "From a key to the new answers of the simulator's view, over the built language server.",
    findings: judgeTyping(await measureTyping(folder, corpus, plan.typing)),
  };
}

async function hostile({ folder }: Setting): Promise<Section> {
  return {
    title: "Hostile policies",
    text: "What must not be slow. All decisions agree with the RegExp loop; in brackets what the asked rules were found to do.",
    findings: judgeHostile(await measureHostile(folder, 1)),
  };
}
