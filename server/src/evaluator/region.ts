// A set of paths in user terms: a pattern with exceptions, such as "/prod/* except /prod/db".

import { DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import { type WrittenFor, writablePattern, writePattern } from "../policy/write-pattern.ts";
import { shortestPath } from "./asked-pattern.ts";
import { isWellFormed } from "./code-units.ts";
import { coversRead, intersectRead, type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { buildPathIndex } from "./path-index.ts";

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
const STEPS_TO_SEARCH = 1_000;

/** Most patterns that do not cover each other part in their first segments. */
const COVERS_A_STEP = 4;

/**
 * The part of a pattern that others leave, where every intersection can be written as a pattern.
 * @param steps how far it may go: where that is not far enough, the region is not exact.
 * @param matching finds those of the others that match a path, for who has them indexed already.
 */
export function subtractRead(
  inside: ReadPattern,
  others: readonly ReadPattern[],
  exact = true,
  steps: StepsLeft = { left: Number.POSITIVE_INFINITY },
  matching?: (path: string) => readonly ReadPattern[],
): Region {
  const parts = new Map<ReadPattern, ReadPattern>();
  let complete = exact;
  for (const other of others) {
    steps.left -= stepsToCompare(inside, other);
    if (steps.left <= 0) return { inside: inside.tokens, except: [], exact: false };
    const part = partWithin(inside, other);
    if (part) parts.set(other, part);
    else complete = false;
  }
  const except = keepWidest(parts, steps, matching);
  return { inside: inside.tokens, except: except ?? [], exact: complete && except !== undefined };
}

function partWithin(inside: ReadPattern, other: ReadPattern): ReadPattern | undefined {
  if (inside.segments && other.segments && coversRead(inside, other)) return other;
  const shared = intersectRead(inside, other);
  return shared && readPattern(shared);
}

function stepsToCompare({ segments: a }: ReadPattern, { segments: b }: ReadPattern): number {
  return a && b ? 1 + Math.min(a.length, b.length) / SEGMENTS_A_STEP : STEPS_TO_SEARCH;
}

/**
 * Those parts that lie in no other, the first of several that are the same; undefined where that takes too many steps.
 * What covers all of a part matches each of its paths, and for one path it is found fast.
 */
function keepWidest(
  parts: ReadonlyMap<ReadPattern, ReadPattern>,
  steps: StepsLeft,
  matching: ((path: string) => readonly ReadPattern[]) | undefined,
): PathTokens[] | undefined {
  const all = [...parts.keys()];
  const order = new Map(all.map((other, at) => [other, at]));
  const few = matching ? FEW : FEW_TO_INDEX;
  const find = parts.size <= few ? () => all : (matching ?? indexOthers(all));
  const kept: PathTokens[] = [];
  for (const [at, [own, part]] of [...parts].entries()) {
    const path = shortestPath(part.tokens);
    const isCovered = (isWellFormed(path) ? find(path) : all).some((other) => {
      const [place, wider] = [order.get(other), parts.get(other)];
      if (other === own || place === undefined || wider === undefined) return false;
      steps.left -= stepsToCompare(wider, part) / COVERS_A_STEP;
      return steps.left > 0 && coversRead(wider, part) && (place < at || !coversRead(part, wider));
    });
    // What is kept will be written, too.
    if (!isCovered) steps.left -= part.segments?.length ?? part.tokens.length;
    if (steps.left <= 0) return undefined;
    if (!isCovered) kept.push(part.tokens);
  }
  return kept;
}

/** Up to so many, all are tried: to index them costs more than to look them up. */
const FEW = 16;
const FEW_TO_INDEX = 100;

function indexOthers(others: readonly ReadPattern[]): (path: string) => readonly ReadPattern[] {
  const index = buildPathIndex(
    others.map(({ tokens }) => ({ tokens, grants: 1, denies: false })),
    "questions",
  );
  return (path) => index.matching(path).flatMap((id) => others[id] ?? []);
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
