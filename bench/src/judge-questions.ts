// From times of whole questions to findings.

import type { Comparisons, RuleQuestions } from "./measure-questions.ts";
import type { HostileTimes } from "./question-protocol.ts";
import { median, ratio } from "./statistics.ts";
import { COMPARE_GROWTH, COMPARE_MILLISECONDS, type Finding, HOSTILE_MILLISECONDS, RULE_QUESTIONS } from "./targets.ts";

export function judgeRuleQuestions({ size, ours, service }: RuleQuestions): Finding[] {
  const whole = service.map(({ parse, validate }) => parse + validate);
  const asking = ours.map(({ ask }) => ask);
  const reading = ours.map(({ read, ask }) => read + ask);
  const bound = size === 10_000 ? { bound: RULE_QUESTIONS } : {};
  return [
    {
      subject: `asking every rule of ${size}, to parsing and validating`,
      measured: ratio(asking, whole),
      unit: "x",
      ...bound,
    },
    { subject: "the same with reading the text", measured: ratio(reading, whole), unit: "x" },
    { subject: "asking every rule", measured: median(asking), unit: "ms" },
    { subject: "parsing and validating", measured: median(whole), unit: "ms" },
  ];
}

/** How many rules got which answer, in words. */
export function effectsText(effects: Readonly<Record<string, number>>): string {
  const parts = Object.entries(effects).sort(([left], [right]) => left.localeCompare(right));
  return parts.map(([kind, count]) => `${kind} ${count}`).join(", ");
}

/** The first case is the promised one; the second has fewer rules, the third more changes. */
export function judgeComparisons(all: readonly Comparisons[]): Finding[] {
  const [main, smaller] = all;
  const findings = all.map(({ size, changes, times }, at): Finding => {
    const subject = `two policies of ${size} rules that differ in ${changes}`;
    const bound = at === 0 ? { bound: COMPARE_MILLISECONDS } : {};
    return { subject, measured: median(times.map(({ compare }) => compare)), unit: "ms", ...bound };
  });
  if (!main || !smaller) return findings;
  const subject = `the same edit in ${main.size} rules to ${smaller.size} rules`;
  const measured = ratio(
    main.times.map(({ compare }) => compare),
    smaller.times.map(({ compare }) => compare),
  );
  return [...findings, { subject, measured, unit: "x", bound: COMPARE_GROWTH }];
}

export function judgeUpdates(times: ReadonlyMap<number, readonly number[]>): Finding[] {
  return [...times].map(([size, list]) => {
    return { subject: `one rule put in and out of ${size} rules`, measured: median(list), unit: "ns" };
  });
}

export function judgeHostile(all: ReadonlyMap<string, HostileTimes>): Finding[] {
  return [...all].flatMap(([name, { slowestDecision, slowestQuestion, effects, whole }]): Finding[] => [
    { subject: `${name}: slowest decision`, measured: slowestDecision, unit: "ms", bound: HOSTILE_MILLISECONDS },
    {
      subject: `${name}: slowest question (${effectsText(effects)})`,
      measured: slowestQuestion,
      unit: "ms",
      bound: HOSTILE_MILLISECONDS,
    },
    ...whole.map(({ name: answer, milliseconds, parts, decided }): Finding => {
      const found = `${parts} parts${decided ? "" : ", more not decided"}`;
      return {
        subject: `${name}: ${answer} (${found})`,
        measured: milliseconds,
        unit: "ms",
        bound: HOSTILE_MILLISECONDS,
      };
    }),
  ]);
}
