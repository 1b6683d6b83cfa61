// A set of paths in user terms: a pattern with exceptions, such as "/prod/* except /prod/db".

import { DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import { type WrittenFor, writablePattern, writePattern } from "../policy/write-pattern.ts";
import { coversRead, type ReadPattern, shareRead } from "./compare-patterns.ts";
import { coverCandidates } from "./cover-candidates.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import type { Overlapping } from "./overlap-index.ts";

export interface Region {
  readonly inside: PathTokens;
  /** What of it does not belong; each lies in `inside`, none in another. */
  readonly except: readonly PathTokens[];
  /** Whether the region is exactly this; else this is where it lies, and not every path of it belongs. */
  readonly exact: boolean;
}

/** For people, more exceptions than this are counted instead of listed. */
const MOST_LISTED = 5;

/** To compare patterns that can be read by segments costs by their length; to compare others is a search. */
const SEGMENTS_A_STEP = 8;
const STEPS_TO_SEARCH = 200;

/** Most patterns that do not cover each other part in their first segments. */
const COVERS_A_STEP = 4;

/** What a segment costs that is kept and was not there before. */
const NEW = 2;

/**
 * The part of a pattern that others leave, where every intersection can be written as a pattern.
 * @param others perhaps as an index has found them.
 * @param steps how far it may go: where that is not far enough, the region is not exact.
 */
export function subtractRead(
  inside: ReadPattern,
  others: readonly ReadPattern[] | Overlapping,
  exact = true,
  steps: StepsLeft = { left: Number.POSITIVE_INFINITY },
): Region {
  const found = "covering" in others ? others : undefined;
  const parts: (ReadPattern | undefined)[] = [];
  let complete = exact;
  const those = "covering" in others ? others.patterns : others;
  for (const other of those) {
    steps.left -= stepsToCompare(inside, other);
    if (steps.left <= 0) return { inside: inside.tokens, except: [], exact: false };
    const part = partWithin(inside, other);
    parts.push(part);
    complete &&= part !== undefined;
  }
  const isTried = parts.length <= FEW;
  const covering = isTried ? () => parts.keys() : (found?.covering ?? coverCandidates(inside, parts));
  const except = keepWidest(parts, those, covering, steps);
  return { inside: inside.tokens, except: except ?? [], exact: complete && except !== undefined };
}

/** Up to so many, all are tried: to look them up costs more. */
const FEW = 8;

function partWithin(inside: ReadPattern, other: ReadPattern): ReadPattern | undefined {
  if (inside.segments && other.segments && coversRead(inside, other)) return other;
  return shareRead(inside, other);
}

function stepsToCompare({ segments: a }: ReadPattern, { segments: b }: ReadPattern): number {
  return a && b ? 1 + Math.min(a.length, b.length) / SEGMENTS_A_STEP : STEPS_TO_SEARCH;
}

/** Positions of parts that cover a part, and perhaps of some that do not. */
type Covering = (part: ReadPattern, steps: StepsLeft) => Iterable<number>;

/** Those parts that lie in no other, the first of several that are the same; undefined where that takes too many steps. */
function keepWidest(
  parts: readonly (ReadPattern | undefined)[],
  others: readonly ReadPattern[],
  covering: Covering,
  steps: StepsLeft,
): PathTokens[] | undefined {
  const kept: PathTokens[] = [];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined) continue;
    const isCovered = isCoveredIn(parts, at, part, covering, steps);
    // What is kept and was not there before takes memory.
    const size = part === others[at] ? 1 : NEW * (part.segments ?? part.tokens).length;
    if (!isCovered) steps.left -= size;
    if (steps.left <= 0) return undefined;
    if (!isCovered) kept.push(part.tokens);
  }
  return kept;
}

function isCoveredIn(
  parts: readonly (ReadPattern | undefined)[],
  at: number,
  part: ReadPattern,
  covering: Covering,
  steps: StepsLeft,
): boolean {
  for (const place of covering(part, steps)) {
    const wider = parts[place];
    if (place === at || wider === undefined) continue;
    steps.left -= stepsToCompare(wider, part) / COVERS_A_STEP;
    if (steps.left <= 0) return false;
    if (coversRead(wider, part) && (place < at || !coversRead(part, wider))) return true;
  }
  return false;
}

/** The region in words for people; many exceptions are not listed. */
export function regionText(region: Region, assumptions: WrittenFor = DEFAULT_ASSUMPTIONS): string {
  return writeRegion(writableRegion(region, assumptions), MOST_LISTED);
}

/** The region in words, with every exception, for programs. */
export function wholeRegionText(region: Region, assumptions: WrittenFor = DEFAULT_ASSUMPTIONS): string {
  return writeRegion(writableRegion(region, assumptions), Number.POSITIVE_INFINITY);
}

/** The same region, or one around it, made of patterns whose written form means just this as unclear wildcards are taken. */
export function writableRegion(region: Region, assumptions: WrittenFor): Region {
  const inside = writablePattern(region.inside, assumptions);
  const except = region.except.filter((tokens) => writablePattern(tokens, assumptions) === tokens);
  const isSame = inside === region.inside && except.length === region.except.length;
  return isSame ? region : { inside, except, exact: false };
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
