// What `check` reports, as data. This is the JSON output; its shape changes only together with `version`.
// The text output is made from the same data.

import type { Problem, Severity } from "../checks/problem.ts";
import type { WorkspaceProblem } from "../checks/workspace-check.ts";
import type { LineIndex, Position } from "../text/line-index.ts";
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

/** A document by the name that the report gives it. */
export interface ShownDocument {
  readonly name: string;
  readonly lines: LineIndex;
}

/**
 * A problem with its places as lines and characters.
 * @param home where it stands.
 * @param show the documents of its related places, where they are other ones.
 */
export function reportProblem(
  home: ShownDocument,
  { code, severity, message, span, related, fixes }: Problem | WorkspaceProblem,
  show: (document: string) => ShownDocument,
): ReportedProblem {
  return {
    file: home.name,
    code,
    severity,
    message,
    range: rangeIn(home, span),
    related: related.map((place) => {
      const shown = "document" in place ? show(place.document) : home;
      return { file: shown.name, range: rangeIn(shown, place.span), message: place.message };
    }),
    fixes: fixes.map(({ title }) => title),
  };
}

function rangeIn({ lines }: ShownDocument, { start, end }: Span): Range {
  return { start: lines.positionAt(start), end: lines.positionAt(end) };
}

/** The report of all files' problems, in the order given. */
export function reportProblems(problems: readonly ReportedProblem[]): CheckReport {
  const counts = { error: 0, warning: 0, information: 0, hint: 0 };
  for (const { severity } of problems) counts[severity]++;
  return { version: 1, problems, counts };
}
