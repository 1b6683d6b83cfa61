// Which of a few hundred patterns may cover one of them. They are put apart by what they have at one segment: what has
// a text there covers nothing that has another. For so few it is faster than to index them, and leaves nothing behind.

import type { ReadPattern } from "./compare-patterns.ts";
import type { Segment } from "./plain-segments.ts";

/** Positions in a list, ascending, of all that cover a pattern of the list, and of some that do not. */
export type CoverCandidates = (pattern: ReadPattern) => readonly number[];

/**
 * Puts patterns apart.
 * @param patterns all of them lie in `inside`; some places may be empty.
 */
export function coverCandidates(inside: ReadPattern, patterns: readonly (ReadPattern | undefined)[]): CoverCandidates {
  const at = tellingSegment(inside, patterns);
  const byText = new Map<string, number[]>();
  /** Those that have no text there, and those that are not plain: they may cover anything. */
  const wide: number[] = [];
  for (const [position, pattern] of patterns.entries()) {
    if (pattern === undefined) continue;
    const segment = pattern.segments?.[at];
    if (typeof segment !== "string") {
      wide.push(position);
      for (const list of byText.values()) list.push(position);
    } else {
      const list = byText.get(segment) ?? [...wide];
      list.push(position);
      byText.set(segment, list);
    }
  }
  return ({ segments }) => {
    if (segments === undefined) return [...patterns.keys()];
    const segment = segments[at];
    return (typeof segment === "string" ? byText.get(segment) : undefined) ?? wide;
  };
}

/** The position of a segment in which they differ most: there is where `inside` leaves it open. */
function tellingSegment(inside: ReadPattern, patterns: readonly (ReadPattern | undefined)[]): number {
  const length = inside.segments?.length ?? 0;
  let best = 0;
  let fewest = Number.POSITIVE_INFINITY;
  for (let at = 0; at < length + BEYOND; at++) {
    if (typeof inside.segments?.[at] === "string") continue;
    const texts = new Set<Segment>();
    let withText = 0;
    for (const pattern of patterns) {
      const segment = pattern?.segments?.[at];
      if (typeof segment !== "string") continue;
      texts.add(segment);
      withText++;
    }
    const tried = patterns.length - withText + withText / Math.max(1, texts.size);
    if (tried < fewest) [best, fewest] = [at, tried];
  }
  return best;
}

/** So many segments are looked at behind those of a pattern that ends with `*`. */
const BEYOND = 2;
