// What the project promises, as numbers. A finding carries the bound that it is held to, or none.

import type { ContestantName } from "./contestants/all-contestants.ts";

export type Bound = { readonly atMost: number } | { readonly atLeast: number };

/** One measured number; `unit` follows it in print. */
export interface Finding {
  readonly subject: string;
  readonly measured: number;
  readonly unit: "x" | "MB" | "ms" | "ns";
  readonly bound?: Bound;
}

/** Whether a finding keeps its promise; undefined if it has none. A number that was not measured keeps none. */
export function isMet({ measured, bound }: Finding): boolean | undefined {
  if (!bound) return undefined;
  return "atMost" in bound ? measured <= bound.atMost : measured >= bound.atLeast;
}

/** One decision: our time divided by the floor's. */
export const FLOOR_BOUNDS: ReadonlyMap<number, Bound> = bySize((atMost) => ({ atMost }), [5, 6, 6, 9]);

/** One decision: a contestant's time divided by ours. */
export const PEER_BOUNDS: ReadonlyMap<ContestantName, ReadonlyMap<number, Bound>> = new Map([
  ["regexp-loop", bySize(atLeast, [4, 50, 1_500, 25_000])],
  ["picomatch-loop", bySize(atLeast, [10, 400, 8_000, 150_000])],
  ["casbin", bySize(atLeast, [500, 3_500, 35_000, 200_000])],
  ["cedar", bySize(atLeast, [1_500, 8_000, 80_000, 500_000])],
]);

export const LARGEST_TO_SMALLEST: Bound = { atMost: 4 };
export const FULL_OF_PLUS: Bound = { atMost: 2 };
export const FRESH_STRINGS: Bound = { atMost: 2 };

export const BUILD: Bound = { atMost: 1.5 };
/** "Linear" is held to this: a rule of the largest policy takes at most twice what a rule of a tenth of it takes. */
export const BUILD_LINEAR: Bound = { atMost: 2 };
/** For 100,000 rules. */
export const MEMORY_MEGABYTES: Bound = { atMost: 40 };

/** Asking every rule of 10,000, as part of the time that the JSON language service takes on the same text. */
export const RULE_QUESTIONS: Bound = { atMost: 1 };
export const COMPARE_MILLISECONDS: Bound = { atMost: 50 };
/** "Grows with the edit, not with the policy" is held to this: ten times the rules, the same edit. */
export const COMPARE_GROWTH: Bound = { atMost: 2 };
/** From a key to the view's new answers, for the median of all keys. */
export const TYPING_MILLISECONDS: Bound = { atMost: 100 };
export const HOSTILE_MILLISECONDS: Bound = { atMost: 1_000 };

function atLeast(value: number): Bound {
  return { atLeast: value };
}

function bySize(bound: (value: number) => Bound, values: readonly number[]): Map<number, Bound> {
  return new Map([100, 1_000, 10_000, 100_000].map((size, at) => [size, bound(values[at] ?? Number.NaN)]));
}
