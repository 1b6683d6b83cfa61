// A set of paths in user terms: a pattern with exceptions, such as "/prod/* except /prod/db".

import type { PathTokens } from "../policy/path-tokens.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import { writePattern } from "../policy/write-pattern.ts";
import { coversRead, intersectRead, type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";

export interface Region {
  readonly inside: PathTokens;
  /** What of it does not belong; each lies in `inside`, none in another. */
  readonly except: readonly PathTokens[];
  /** Whether the region is exactly this; else this is where it lies, and not every path of it belongs. */
  readonly exact: boolean;
}

/** For people, more exceptions than this are counted instead of listed. */
const MOST_LISTED = 5;

/** The part of a pattern that others leave, where every intersection can be written as a pattern. */
export function subtract(inside: PathTokens, others: readonly PathTokens[], exact = true): Region {
  return subtractRead(readPattern(inside), others.map(readPattern), exact);
}

/** To compare patterns that can be read by segments is one step; to compare others is a search. */
const STEPS_TO_SEARCH = 1_000;

/** As subtract(). @param steps how far it may go: where that is not far enough, the region is not exact. */
export function subtractRead(
  inside: ReadPattern,
  others: readonly ReadPattern[],
  exact = true,
  steps?: StepsLeft,
): Region {
  let parts: ReadPattern[] = [];
  let complete = exact;
  for (const other of others) {
    if (steps) {
      if (steps.left <= 0) return { inside: inside.tokens, except: parts.map(({ tokens }) => tokens), exact: false };
      const isRead = inside.segments !== undefined && other.segments !== undefined;
      steps.left -= parts.length + (isRead ? 1 : STEPS_TO_SEARCH);
    }
    const shared = intersectRead(inside, other);
    if (shared === undefined) {
      complete = false;
      continue;
    }
    const part = readPattern(shared);
    if (parts.some((known) => coversRead(known, part))) continue;
    parts = parts.filter((known) => !coversRead(part, known));
    parts.push(part);
  }
  return { inside: inside.tokens, except: parts.map(({ tokens }) => tokens), exact: complete };
}

/** The region in words for people; many exceptions are not listed. */
export function regionText(region: Region): string {
  return writeRegion(region, MOST_LISTED);
}

/** The region in words, with every exception, for programs. */
export function wholeRegionText(region: Region): string {
  return writeRegion(region, Number.POSITIVE_INFINITY);
}

function writeRegion({ inside, except, exact }: Region, mostListed: number): string {
  const whole = exact ? writePattern(inside) : `part of ${writePattern(inside)}`;
  if (except.length === 0) return whole;
  const listed = except.slice(0, mostListed).map(writePattern);
  const rest = except.length - listed.length;
  return `${whole} except ${joinWords([...listed, ...(rest > 0 ? [`${rest} more`] : [])])}`;
}

/** A witness as people read it. */
export function witnessText(witness: string): string {
  return showTemplates(witness);
}

function joinWords(words: readonly string[]): string {
  return words.length <= 1 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
