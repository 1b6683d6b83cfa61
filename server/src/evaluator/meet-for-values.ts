// Whether two patterns with templates share a path for some claim values, and one that shows it. What is shown is
// proved with values that are plain (A7); a client may have several of one claim, so that each pattern has its own.

import { expandTemplates } from "../policy/expand-templates.ts";
import { hasTemplate, isExactPath, templateClaims } from "../policy/path-pattern.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { type OverlapAnswer, overlaps } from "./compare-patterns.ts";
import { isPathForSomeValues } from "./path-for-values.ts";
import type { ReadTemplates } from "./unify-patterns.ts";

/** The witness is a path of both for some plain values. A template that stands twice in a pattern has one value in it. */
export function meetForValues(p: ReadTemplates, q: ReadTemplates): OverlapAnswer {
  const widest = overlaps(tokenizeValues(p), tokenizeValues(q), BUDGET);
  if (!widest.decided || !widest.holds) return widest;
  const { witness } = widest;
  const shown = [isPathForSomeValues(p, witness), isPathForSomeValues(q, witness)];
  if (shown.every((it) => it === true)) return widest;
  for (const left of filledWith(p, witness)) {
    for (const right of filledWith(q, witness)) {
      const filled = overlaps(tokenizeValues(left), tokenizeValues(right), BUDGET);
      if (filled.decided && filled.holds) return filled;
    }
  }
  // With one path alone to look at, what was said of it is the whole answer.
  const isOnly = isExactPath(p.pattern) || isExactPath(q.pattern);
  return isOnly && shown.includes(false) ? { decided: true, holds: false } : { decided: false };
}

/** In positions: a pair that takes more is told as not decided, for there may be very many pairs. */
const BUDGET = 50_000;

/** A value has at least one character and no slash, as a whole segment's `+`. */
function tokenizeValues({ pattern, reading }: ReadTemplates): ReturnType<typeof tokenizePattern> {
  const pieces = pattern.pieces.map((piece) =>
    piece.kind === "template" ? ({ ...piece, kind: "segment" } as const) : piece,
  );
  return tokenizePattern({ ...pattern, pieces }, reading);
}

/** The pattern with one value in its templates, of those that the segments of a path suggest. */
function filledWith({ pattern, reading }: ReadTemplates, path: string): ReadTemplates[] {
  if (!hasTemplate(pattern)) return [{ pattern, reading }];
  const values = [...new Set([...path.split("/").slice(0, MOST_VALUES), STAND_IN])];
  return values.flatMap((value) => {
    const claims = new Map(templateClaims(pattern).map((claim) => [claim, [value]]));
    return expandTemplates(pattern, claims).patterns.map((each) => ({ pattern: each, reading }));
  });
}

const MOST_VALUES = 8;
const STAND_IN = "x";
