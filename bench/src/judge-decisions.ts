// From measured times to findings about one decision.

import { CONTESTANTS, type ContestantName } from "./contestants/all-contestants.ts";
import type { Contest } from "./measure-contest.ts";
import type { Shape } from "./measure-shapes.ts";
import { median, ratio } from "./statistics.ts";
import {
  type Finding,
  FLOOR_BOUNDS,
  FRESH_STRINGS,
  FULL_OF_PLUS,
  LARGEST_TO_SMALLEST,
  PEER_BOUNDS,
} from "./targets.ts";

/** A row for each contestant, a finding for each policy. */
export interface RatioRow {
  readonly contestant: ContestantName;
  readonly findings: readonly Finding[];
}

/** Ours divided by the floor; everyone else divided by ours. */
export function judgeContests(contests: readonly Contest[]): RatioRow[] {
  const others = CONTESTANTS.filter((name) => name !== "policy-lens");
  return others.map((contestant) => ({
    contestant,
    findings: contests.map(({ corpus, times }) => {
      const [ours, theirs] = [times.get("policy-lens") ?? [], times.get(contestant) ?? []];
      const isFloor = contestant === "floor";
      const bound = isFloor ? FLOOR_BOUNDS.get(corpus.size) : PEER_BOUNDS.get(contestant)?.get(corpus.size);
      const measured = isFloor ? ratio(ours, theirs) : ratio(theirs, ours);
      const promised = bound && corpus.profile === "realistic" && !Number.isNaN(measured) ? { bound } : {};
      return { subject: `${corpus.profile}, ${corpus.size} rules`, measured, unit: "x", ...promised };
    }),
  }));
}

/** Nanoseconds of one decision, for orientation only: they are this machine's. */
export function absoluteTimes(contests: readonly Contest[], contestant: ContestantName): number[] {
  return contests.map(({ times }) => median(times.get(contestant) ?? []));
}

export function judgeShapes(shapes: readonly Shape[]): Finding[] {
  const realistic = shapes.filter(({ corpus }) => corpus.profile === "realistic");
  const [smallest, largest] = [realistic[0], realistic.at(-1)];
  if (!smallest || !largest) return [];
  return [
    {
      subject: `${largest.corpus.size} rules to ${smallest.corpus.size} rules`,
      measured: ratio(largest.hot, smallest.hot),
      unit: "x",
      ...(largest.corpus.size === 100_000 ? { bound: LARGEST_TO_SMALLEST } : {}),
    },
    ...shapes
      .filter(({ corpus }) => corpus.profile === "full-of-plus")
      .flatMap((shape) => besidePlain(shape, realistic)),
    ...shapes.map(({ corpus, hotBesideFresh, fresh }): Finding => {
      const subject = `strings never seen before to hot ones, ${corpus.profile}, ${corpus.size} rules`;
      return { subject, measured: ratio(fresh, hotBesideFresh), unit: "x", bound: FRESH_STRINGS };
    }),
  ];
}

function besidePlain(full: Shape, realistic: readonly Shape[]): Finding[] {
  const plain = realistic.find(({ corpus }) => corpus.size === full.corpus.size);
  if (!plain) return [];
  const subject = `full of + to realistic, ${full.corpus.size} rules`;
  return [{ subject, measured: ratio(full.hot, plain.hot), unit: "x", bound: FULL_OF_PLUS }];
}
