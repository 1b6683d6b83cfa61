// Which denies reach a pattern, and what they leave of it, for who asks of one allow after the other.

import { onDemand } from "../policy/on-demand.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { OverlapIndex, type Overlapping } from "./overlap-index.ts";
import { type Region, subtractRead } from "./region.ts";
import type { RuleEntry } from "./rule-index.ts";

export class DenyIndex {
  private readonly index: () => OverlapIndex;
  private readonly isEmpty: boolean;

  /** Of these entries the allows are left out. */
  constructor(entries: readonly RuleEntry[]) {
    const denies = entries.filter(({ rule }) => rule.denies);
    this.isEmpty = denies.length === 0;
    this.index = onDemand(() => new OverlapIndex(denies.map(({ tokens }) => readPattern(tokens))));
  }

  /** What shares a path with a pattern; undefined where it took more steps than were left. */
  reaching(pattern: ReadPattern, steps: StepsLeft): Overlapping | undefined {
    if (this.isEmpty) return NOTHING;
    const over = steps.left > 0 ? this.index().overlapping(pattern, steps) : NOTHING;
    return steps.left <= 0 ? undefined : over;
  }
}

const NOTHING: Overlapping = { patterns: [], covering: () => [] };

/** The part of a pattern that all these denies leave. Where that took more steps than were left, it is not exact. */
export function cutOut(tokens: PathTokens, indexes: readonly DenyIndex[], steps: StepsLeft, exact = true): Region {
  const pattern = readPattern(tokens);
  const cuts: Overlapping[] = [];
  for (const index of indexes) {
    const reaching = index.reaching(pattern, steps);
    if (reaching === undefined) return { inside: tokens, except: [], exact: false };
    if (reaching.patterns.length > 0) cuts.push(reaching);
  }
  const [first, ...more] = cuts;
  return first
    ? subtractRead(pattern, more.reduce(together, first), exact, steps)
    : { inside: tokens, except: [], exact };
}

function together(a: Overlapping, b: Overlapping): Overlapping {
  const before = a.patterns.length;
  return {
    patterns: [...a.patterns, ...b.patterns],
    covering: (part, steps) => [...a.covering(part, steps), ...b.covering(part, steps).map((at) => before + at)],
  };
}
