// What is gained on a path, from the outcomes of all indexes that are compared there.

import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathIndex } from "./path-index.ts";
import type { TypeAccess } from "./type-access.ts";
import { unite, uniteLeast, uniteMost } from "./unite-outcomes.ts";

export interface AccessPair {
  readonly from: TypeAccess;
  readonly to: TypeAccess;
}

/** Two accesses, and the same two at earlier moments: what any of these shows already is no gain. */
export interface ComparedAccess extends AccessPair {
  readonly earlier: readonly AccessPair[];
}

/** Those of the first, then of the second, then both at each earlier moment. */
export function indexesOf({ from, to, earlier }: ComparedAccess): PathIndex[] {
  return [{ from, to }, ...earlier].flatMap((pair) => [...pair.from.indexes, ...pair.to.indexes]);
}

/** What the second has and the first has not, and did not show earlier, from the outcomes of all scopes on a path. */
export function gainOf({ from, to, earlier }: ComparedAccess, outcomes: readonly number[]): CapabilitySet {
  const first = from.indexes.length;
  let start = first + to.indexes.length;
  let gain = unite(outcomes, first, start) & ~unite(outcomes, 0, first);
  for (const pair of earlier) {
    const second = start + pair.from.indexes.length;
    const end = second + pair.to.indexes.length;
    gain &= ~(unite(outcomes, second, end) & ~unite(outcomes, start, second));
    start = end;
  }
  return gain;
}

/**
 * The most that can be gained on any longer path: all that the second may have, without what the first surely keeps and
 * what was surely gained earlier.
 */
export function mostGain(
  { from, to, earlier }: ComparedAccess,
  certain: readonly number[],
  possible: readonly number[],
): CapabilitySet {
  const first = from.indexes.length;
  let start = first + to.indexes.length;
  let gain = uniteMost(certain, possible, first, start) & ~uniteLeast(certain, possible, 0, first);
  for (const pair of earlier) {
    const second = start + pair.from.indexes.length;
    const end = second + pair.to.indexes.length;
    gain &= ~(uniteLeast(certain, possible, second, end) & ~uniteMost(certain, possible, start, second));
    start = end;
  }
  return gain;
}
