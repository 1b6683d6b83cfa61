// Which of many patterns share a path with another one, and which of these cover a part of it: plain ones by their
// segments, the others by their text.

import { onDemand } from "../policy/on-demand.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { isWellFormed } from "../text/half-characters.ts";
import { shortestPath } from "./asked-pattern.ts";
import type { ReadPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { placeIn } from "./id-set.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";
import { type NearColumns, PatternColumns } from "./pattern-columns.ts";

/** What shares a path with a pattern. */
export interface Overlapping<P extends ReadPattern = ReadPattern> {
  /** In their order; never too few. */
  readonly patterns: readonly P[];
  /** The positions among these of all that cover a part of the pattern, perhaps of some that do not, and perhaps -1. */
  covering(part: ReadPattern, steps: StepsLeft): readonly number[];
}

export class OverlapIndex<P extends ReadPattern = ReadPattern> {
  private readonly patterns: readonly P[];
  /** The positions of the plain ones, and of the others. */
  private readonly plain: readonly number[];
  private readonly others: readonly number[];
  private readonly columns: PatternColumns;
  private readonly otherPaths: () => PathIndex;
  private readonly allPaths: () => PathIndex;

  constructor(patterns: readonly P[]) {
    this.patterns = patterns;
    this.plain = patterns.flatMap(({ segments }, at) => (segments ? at : []));
    this.others = patterns.flatMap(({ segments }, at) => (segments ? [] : at));
    this.columns = new PatternColumns(patterns.flatMap(({ segments }) => (segments ? [segments] : [])));
    this.otherPaths = onDemand(() => indexOf(pick(patterns, this.others)));
    this.allPaths = onDemand(() => indexOf(patterns));
  }

  /** @param steps is charged; where none are left, it may be all. */
  overlapping({ tokens, segments }: ReadPattern, steps: StepsLeft): Overlapping<P> {
    const near = segments && this.columns.near(segments, steps);
    const positions = near ? this.withOthers(near.ids, tokens, steps) : this.allPaths().overlapping(tokens, steps);
    return {
      patterns: pick(this.patterns, positions),
      covering: (part, left) => this.covering(near, part, left).map((position) => placeIn(positions, position)),
    };
  }

  /** The same without their covers, for who asks very often. */
  sharing({ tokens, segments }: ReadPattern, steps: StepsLeft): P[] {
    const positions = segments
      ? this.withOthers(this.columns.idsNear(segments, steps), tokens, steps)
      : this.allPaths().overlapping(tokens, steps);
    return pick(this.patterns, positions);
  }

  private withOthers(ids: readonly number[], tokens: PathTokens, steps: StepsLeft): readonly number[] {
    if (this.others.length === 0) return ids;
    const others = this.otherPaths().overlapping(tokens, steps);
    return [...pick(this.plain, ids), ...pick(this.others, others)].sort((a, b) => a - b);
  }

  private covering(near: NearColumns | undefined, part: ReadPattern, steps: StepsLeft): readonly number[] {
    const { plain, others, patterns } = this;
    const around = near ?? (part.segments && this.columns.near(part.segments, steps));
    const ids = part.segments && around?.covering(part.segments, steps);
    if (ids && others.length === 0) return ids;
    const path = shortestPath(part.tokens);
    steps.left -= path.length;
    if (ids) return [...pick(plain, ids), ...pick(others, this.otherPaths().matching(path))];
    return isWellFormed(path) ? this.allPaths().matching(path) : patterns.map((_, at) => at);
  }
}

function indexOf(patterns: readonly ReadPattern[]): PathIndex {
  return indexPatterns(
    patterns.map(({ tokens }) => tokens),
    "questions",
  );
}

function pick<T>(list: readonly T[], positions: readonly number[]): T[] {
  return positions.map((position) => list[position] as T);
}
