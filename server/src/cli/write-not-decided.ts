// Says of an answer that it is not the whole truth, and where there may be more.

import { printable } from "./printable.ts";
import type { ReportedLeftOut } from "./report-left-out.ts";

/** @param leftOut where, as far as that is known; the first few are named. */
export function writeNotDecided(leftOut: readonly Omit<ReportedLeftOut, "role">[] = []): string {
  const named = leftOut.slice(0, MOST_NAMED).map(({ pattern, ruleType }) => `${printable(pattern)} (${ruleType})`);
  const rest = leftOut.length - named.length;
  const where = [...named, ...(rest > 0 ? [`${rest} more`] : [])];
  const places = where.length === 0 ? "" : ` Left open: ${where.join(", ")}.`;
  return `Not decided: a question was too large for its budget. What is listed is true, but there may be more.${places}`;
}

const MOST_NAMED = 5;
