// The mends that are offered at a place: those of each problem there, and one for all problems of its kind in the file.

import type { Fix, Problem } from "../checks/problem.ts";
import { type Span, touches } from "../text/span.ts";
import type { TextEdit } from "../text/text-edit.ts";

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
  const mended: Problem[] = [];
  const edits: TextEdit[] = [];
  for (const problem of problems) {
    const fix = problem.fixes.find(({ preferred }) => preferred);
    if (!fix || fix.edits.some((edit) => edits.some((other) => collide(edit.span, other.span)))) continue;
    mended.push(problem);
    edits.push(...fix.edits);
  }
  const [first] = mended;
  if (!first || mended.length < 2) return undefined;
  return {
    title: `Fix all ${mended.length} of "${first.code}" in this file`,
    edits,
    preferred: false,
    problems: mended,
  };
}

/** Touching edits collide too: in which order two insertions at one place go is not known. */
function collide(a: Span, b: Span): boolean {
  return a.start <= b.end && b.start <= a.end;
}
