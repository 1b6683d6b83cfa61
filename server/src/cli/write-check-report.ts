// The report of `check` for people: one line for each problem, its twins and mends below, and a count at the end.
// Every place is `file:line:column`, both from 1, which terminals and editors turn into links.

import type { Severity } from "../checks/problem.ts";
import { groupBy } from "../policy/group-by.ts";
import type { CheckReport, Range, ReportedProblem } from "./check-report.ts";
import type { Paint, Style } from "./paint.ts";
import { printable } from "./printable.ts";

export interface CheckExtent {
  /** How many files were checked, those without problems included. */
  readonly fileCount: number;
  /** Whether that is all that was asked for. */
  readonly complete: boolean;
}

/**
 * The report as text, with a line end.
 * @param extent how much was looked at.
 */
export function writeCheckReport(report: CheckReport, extent: CheckExtent, paint: Paint): string {
  const blocks: string[] = [];
  for (const problems of groupBy(report.problems, ({ file }) => file).values()) blocks.push(writeFile(problems, paint));
  blocks.push(`${writeCounts(report, extent, paint)}\n`);
  return blocks.join("\n");
}

/** Places and severities stand in columns of their own, as wide as the file needs. */
function writeFile(problems: readonly ReportedProblem[], paint: Paint): string {
  const placeWidth = widest(problems.map(writePlace));
  const severityWidth = widest(problems.map(({ severity }) => severity));
  const indent = " ".repeat(placeWidth + severityWidth + 4);
  const lines: string[] = [];
  for (const problem of problems) {
    const place = writePlace(problem).padEnd(placeWidth);
    const severity = paint(STYLES[problem.severity], problem.severity.padEnd(severityWidth));
    lines.push(`${place}  ${severity}  ${printable(problem.message)}  ${paint("dim", problem.code)}`);
    for (const twin of problem.related) lines.push(`${indent}see ${writePlace(twin)}: ${printable(twin.message)}`);
    for (const fix of problem.fixes) lines.push(`${indent}${paint("green", "fix:")} ${printable(fix)}`);
  }
  return `${lines.join("\n")}\n`;
}

function writePlace({ file, range }: { readonly file: string; readonly range: Range }): string {
  return `${printable(file)}:${range.start.line + 1}:${range.start.character + 1}`;
}

function widest(words: readonly string[]): number {
  return words.reduce((width, word) => Math.max(width, word.length), 0);
}

const STYLES: Readonly<Record<Severity, Style>> = {
  error: "red",
  warning: "yellow",
  information: "cyan",
  hint: "dim",
};

function writeCounts({ counts, problems }: CheckReport, { fileCount, complete }: CheckExtent, paint: Paint): string {
  const parts = SEVERITIES.filter((severity) => counts[severity] > 0).map((severity) =>
    paint(STYLES[severity], count(counts[severity], severity)),
  );
  const found = problems.length === 0 ? paint("green", "No problems") : parts.join(", ");
  return `${found} in ${count(fileCount, "file")}.${complete ? "" : " Not everything could be read."}`;
}

const SEVERITIES: readonly Severity[] = ["error", "warning", "information", "hint"];

/** Information has no plural. */
function count(number: number, word: string): string {
  return `${number} ${word}${number === 1 || word === "information" ? "" : "s"}`;
}
