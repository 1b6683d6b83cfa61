// Shows problems as a person reads them: the line, a mark under the exact characters, the words,
// and for each fix what the lines are before and after it. The form of the expected files in test/fixtures.

import type { Problem } from "../../server/src/checks/problem.ts";
import { indexLines, type LineIndex } from "../../server/src/text/line-index.ts";
import type { Span } from "../../server/src/text/span.ts";
import { applyEdits } from "../../server/src/text/text-edit.ts";
import { diffLines } from "./diff-lines.ts";

/** The expected file for a text: what one check found in it as a whole, and in a line each what others found. */
export function renderProblems(text: string, problems: readonly Problem[], code: string): string {
  const own = problems.filter((problem) => problem.code === code).map((problem) => renderProblem(text, problem));
  const others = problems.filter((problem) => problem.code !== code).map((problem) => renderBeside(text, problem));
  const beside = others.length > 0 ? [others.join("\n")] : [];
  return `${[...own, ...beside].join("\n\n")}\n`;
}

function renderBeside(text: string, { severity, code, span }: Problem): string {
  const { line, character } = indexLines(text).positionAt(span.start);
  const marked = JSON.stringify(text.slice(span.start, span.end)).slice(1, -1);
  const shown = marked.length > 40 ? `${marked.slice(0, 39)}…` : marked;
  return `beside ${line + 1}:${character + 1} ${severity} ${code}: ${shown}`;
}

function renderProblem(text: string, problem: Problem): string {
  const lines = indexLines(text);
  const tag = problem.tag ? ` (${problem.tag})` : "";
  return [
    ...renderSpan(text, lines, problem.span),
    `${problem.severity} ${problem.code}${tag}: ${problem.message}`,
    ...problem.related.map(({ span, message }) => `  see ${renderPlace(lines, span)}: ${message}`),
    ...problem.fixes.flatMap((fix) => [
      `  fix${fix.preferred ? " (preferred)" : ""}: ${fix.title}`,
      ...diffLines(text, applyEdits(text, fix.edits)).map((line) => `    ${line}`),
    ]),
  ].join("\n");
}

function renderSpan(text: string, lines: LineIndex, span: Span): string[] {
  const start = lines.positionAt(span.start);
  const end = lines.positionAt(span.end);
  const line = text.split(/\r\n|\r|\n/)[start.line] ?? "";
  const marked = end.line === start.line ? end.character - start.character : line.length - start.character;
  const number = `${start.line + 1}: `;
  const rest = end.line === start.line ? "" : ` to ${end.line + 1}:${end.character + 1}`;
  return [number + line, " ".repeat(number.length + start.character) + "~".repeat(Math.max(marked, 1)) + rest];
}

function renderPlace(lines: LineIndex, span: Span): string {
  const { line, character } = lines.positionAt(span.start);
  return `${line + 1}:${character + 1}-${lines.positionAt(span.end).character + 1}`;
}
