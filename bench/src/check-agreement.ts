// Before anything is timed, all must give the same answers. A disagreement ends the run: a wrong answer has no speed.

import type { AnswerKind } from "./contestant.ts";
import { readPaths } from "./corpus.ts";
import { ASKED_BIT } from "./policy.ts";

export interface GivenAnswers {
  readonly name: string;
  readonly kind: AnswerKind;
  readonly answers: readonly number[];
}

/** What the first contestant answered, counted, and how many paths each of the others was compared on. */
export interface Agreement {
  readonly granted: number;
  readonly compared: ReadonlyMap<string, number>;
}

/** Compares everyone with the first, which must have answered every path. Throws at the first disagreement. */
export function checkAgreement(all: readonly GivenAnswers[], hotFile: string): Agreement {
  const [first, ...others] = all;
  if (!first) throw new Error("Nobody answered.");
  const paths = readPaths(hotFile);
  if (first.answers.length !== paths.length) throw new Error(`${first.name} did not answer every path.`);
  const compared = new Map<string, number>();
  for (const { name, kind, answers } of others) {
    if (kind === "nothing") continue;
    for (const [at, answer] of answers.entries()) {
      const expected = first.answers[at] ?? 0;
      if (answer === (kind === "capabilities" ? expected : yesOrNo(expected))) continue;
      throw new Error(`${name} says ${answer} where ${first.name} says ${expected}: ${paths[at]}`);
    }
    compared.set(name, answers.length);
  }
  return {
    granted: first.answers.filter((answer) => answer !== 0).length,
    compared,
  };
}

function yesOrNo(bits: number): number {
  return (bits & ASKED_BIT) === 0 ? 0 : 1;
}
