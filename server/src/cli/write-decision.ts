// A decision for people: the verdict, the rules that decide it, those that come near, and what it rests on.

import type { Decision, Effect } from "../evaluator/decision.ts";
import { explainDecision } from "../evaluator/explain-decision.ts";
import type { Noted } from "./answer-notes.ts";
import { type Naming, type ReportedReason, reportReasons } from "./decision-report.ts";
import type { Paint, Style } from "./paint.ts";
import { printable } from "./printable.ts";
import { writeTable } from "./write-table.ts";

/** @param title who asks. */
export function writeDecision(
  title: string,
  decision: Decision,
  naming: Naming,
  notes: readonly string[],
  paint: Paint,
): string {
  const { headline, assumptions } = explainDecision(decision, naming.home);
  const reasons = reportReasons(decision, naming);
  const near = reasons.filter(({ outcome }) => outcome === "near-miss");
  return [
    `${printable(title)}:\n${paint(STYLES[decision.effect], printable(headline))}\n`,
    section(
      "Because",
      writeReasons(
        reasons.filter((reason) => !near.includes(reason)),
        "  ",
        paint,
      ),
      paint,
    ),
    section("Near, but does not count", writeReasons(near, "  ", paint), paint),
    writeNotes({ notes }, paint),
    writeAssumptions(assumptions, paint),
  ].join("");
}

/** Sentences on assumptions under their heading, or nothing. */
export function writeAssumptions(sentences: readonly string[], paint: Paint): string {
  return section("Assuming", sentences.map((sentence) => `  ${printable(sentence)}\n`).join(""), paint);
}

/** What is to be known of the basis of an answer under its heading, or nothing. */
export function writeNotes({ notes = [] }: Noted, paint: Paint): string {
  return section("Note", notes.map((note) => `  ${printable(note)}\n`).join(""), paint);
}

/** A heading and what stands under it; nothing where that is empty. */
export function section(heading: string, body: string, paint: Paint): string {
  return body === "" ? "" : `\n${paint("bold", heading)}\n${body}`;
}

/** Reasons as lines: where the rule stands and what it does. */
export function writeReasons(reasons: readonly ReportedReason[], indent: string, paint: Paint): string {
  return writeTable(
    reasons.map((reason) => [{ text: placeOf(reason), style: "dim" }, reason.why]),
    indent,
    paint,
  );
}

/** The file and line of a reason, as terminals turn it into a link. */
export function placeOf({ file, line, role }: ReportedReason): string {
  return file === null ? `role ${role}` : `${file}:${line}`;
}

/** The same of several; each once, for rules may stand on one line. */
export function placesOf(reasons: readonly ReportedReason[]): string[] {
  return [...new Set(reasons.map(placeOf))];
}

const STYLES: Readonly<Record<Effect, Style>> = {
  allowed: "green",
  denied: "red",
  "not-granted": "yellow",
  uncertain: "cyan",
};
