// Where documents have findings already. Many rules are asked about, so each document is looked through once.

import type { Span } from "../text/span.ts";
import type { Problem } from "./problem.ts";
import { firstWhere } from "./rule-around.ts";

/** In the order of the text; of each place also the furthest end that it and those before it have. */
type ToldPlaces = readonly { readonly start: number; readonly furthestEnd: number }[];

/** Tells whether a document has a problem that counts and that shares a character with a span. */
export function touchesProblems(
  problemsOf: (document: string) => readonly Problem[],
  counts: (problem: Problem) => boolean,
): (document: string, span: Span) => boolean {
  const known = new Map<string, ToldPlaces>();
  return (document, span) => {
    const places = known.get(document) ?? sortPlaces(problemsOf(document).filter(counts));
    known.set(document, places);
    return touchesAny(places, span);
  };
}

function sortPlaces(problems: readonly Problem[]): ToldPlaces {
  let furthestEnd = 0;
  return [...problems]
    .sort((a, b) => a.span.start - b.span.start)
    .map(({ span: { start, end } }) => {
      furthestEnd = Math.max(furthestEnd, end);
      return { start, furthestEnd };
    });
}

function touchesAny(places: ToldPlaces, { start, end }: Span): boolean {
  const before = places[firstWhere(places, (place) => place.start >= end) - 1];
  return before !== undefined && before.furthestEnd > start;
}
