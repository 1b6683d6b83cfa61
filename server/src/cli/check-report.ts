// What `check` reports, as data. This is the JSON output; its shape changes only together with `version`.
// The text output is made from the same data.

import type { Problem, Severity } from "../checks/problem.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { Position } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";

export interface CheckReport {
  readonly version: 1;
  readonly problems: readonly ReportedProblem[];
  /** How many problems there are of each severity. */
  readonly counts: Readonly<Record<Severity, number>>;
}

export interface ReportedProblem {
  readonly file: string;
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly related: readonly { readonly file: string; readonly range: Range; readonly message: string }[];
  /** The titles of the ways to mend it. */
  readonly fixes: readonly string[];
}

/** Lines and characters count from 0, characters in UTF-16 units, as in LSP; the end is exclusive. */
export interface Range {
  readonly start: Position;
  readonly end: Position;
}

/** A problem with its places as lines and characters of the named file. */
export function reportProblem(name: string, { lines }: RulesFile, problem: Problem): ReportedProblem {
  const range = ({ start, end }: Span): Range => ({ start: lines.positionAt(start), end: lines.positionAt(end) });
  return {
    file: name,
    code: problem.code,
    severity: problem.severity,
    message: problem.message,
    range: range(problem.span),
    related: problem.related.map(({ span, message }) => ({ file: name, range: range(span), message })),
    fixes: problem.fixes.map(({ title }) => title),
  };
}

/** The report of all files' problems, in the order given. */
export function reportProblems(problems: readonly ReportedProblem[]): CheckReport {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of problems) counts[severity]++;
  return { version: 1, problems, counts };
}
