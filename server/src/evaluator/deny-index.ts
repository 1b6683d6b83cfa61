// Which denies reach a pattern, and what they leave of it, for who asks of one allow after the other.

import type { PathTokens } from "../policy/path-tokens.ts";
import { type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import { type Region, subtractRead } from "./region.ts";
import type { RuleEntry } from "./rule-index.ts";

export class DenyIndex {
  private readonly denies: readonly RuleEntry[];
  private readonly paths: PathIndex;
  /** By id: read when first needed. */
  private readonly read: (ReadPattern | undefined)[] = [];

  /** Of these entries the allows are left out. */
  constructor(entries: readonly RuleEntry[]) {
    this.denies = entries.filter(({ rule }) => rule.denies);
    this.paths = buildPathIndex(
      this.denies.map(({ tokens }) => ({ tokens, grants: 0, denies: true })),
      "questions",
    );
  }

  /** What shares a path with a pattern; undefined where it took more steps than were left. */
  reaching(tokens: PathTokens, steps: StepsLeft): ReadPattern[] | undefined {
    if (this.denies.length === 0) return [];
    const over = steps.left > 0 ? this.paths.overlapping(tokens, steps) : [];
    if (steps.left <= 0) return undefined;
    return over.map((id) => this.at(id));
  }

  /** Those that match a path. */
  matching(path: string): ReadPattern[] {
    return this.denies.length === 0 ? [] : this.paths.matching(path).map((id) => this.at(id));
  }

  private at(id: number): ReadPattern {
    const read = this.read[id] ?? readPattern(this.denies[id]?.tokens ?? []);
    this.read[id] = read;
    return read;
  }
}

/** The part of a pattern that all these denies leave. Where that took more steps than were left, it is not exact. */
export function cutOut(tokens: PathTokens, indexes: readonly DenyIndex[], steps: StepsLeft, exact = true): Region {
  const cuts: ReadPattern[] = [];
  for (const index of indexes) {
    const reaching = index.reaching(tokens, steps);
    if (reaching === undefined) return { inside: tokens, except: [], exact: false };
    cuts.push(...reaching);
  }
  if (cuts.length === 0) return { inside: tokens, except: [], exact };
  const matching = (path: string): ReadPattern[] => indexes.flatMap((index) => index.matching(path));
  return subtractRead(readPattern(tokens), cuts, exact, steps, matching);
}
