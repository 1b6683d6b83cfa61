// The mends that are offered at a place: those of each problem there, and one for all problems of its kind in the file.

import type { Fix, Problem } from "../checks/problem.ts";
import { type Span, touches } from "../text/span.ts";
import { joinFixes } from "./join-fixes.ts";

export interface OfferedFix extends Fix {
  /** What it mends. */
  readonly problems: readonly Problem[];
}

/** The fixes for the problems that touch a span, the best of each problem first. */
export function findFixes(problems: readonly Problem[], span: Span): OfferedFix[] {
  const here = findProblemsAt(problems, span);
  const single = here.flatMap((problem) => problem.fixes.map((fix) => ({ ...fix, problems: [problem] })));
  const codes = [...new Set(here.map((problem) => problem.code))];
  return [...single, ...codes.flatMap((code) => fixAll(problems.filter((problem) => problem.code === code)) ?? [])];
}

/** The problems that touch a span. */
export function findProblemsAt<T extends Pick<Problem, "span">>(problems: readonly T[], span: Span): T[] {
  return problems.filter((problem) => touches(problem.span, span.start) || touches(span, problem.span.start));
}

/** One fix for several problems of one kind, made of those whose intent is certain and whose edits do not collide. */
function fixAll(problems: readonly Problem[]): OfferedFix | undefined {
  const { problems: mended, edits } = joinFixes(problems);
  const [first] = mended;
  if (!first || mended.length < 2) return undefined;
  return {
    title: `Fix all ${mended.length} of "${first.code}" in this file`,
    edits,
    preferred: false,
    problems: mended,
  };
}
