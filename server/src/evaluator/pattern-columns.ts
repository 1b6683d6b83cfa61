// Many plain patterns, column by column: for each position of a segment, which of them have what there. What shares a
// path with a pattern, and what of that covers a part of it, is found for 32 at once, and none is looked at by itself.

import { SEGMENT } from "../policy/path-tokens.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { IdSet } from "./id-set.ts";
import { PatternColumn } from "./pattern-column.ts";
import { goesOn, type Segment, type Segments } from "./plain-segments.ts";

/** Ids are positions in the list that it is made of. */
export class PatternColumns {
  /** The last one stands behind the ends of all patterns. */
  private readonly columns: PatternColumn[] = [];
  private readonly all: IdSet;
  /** What idsNear() works in. */
  private left: IdSet | undefined;

  constructor(patterns: readonly Segments[]) {
    const { columns } = this;
    this.all = IdSet.all(patterns.length);
    const add = (id: number, at: number, segment: Segment | undefined): void => {
      while (columns.length <= at + 1) columns.push(new PatternColumn(patterns.length));
      columns[at]?.add(id, segment);
    };
    for (const [id, pattern] of patterns.entries()) {
      for (const [at, segment] of pattern.entries()) add(id, at, segment);
      if (!isOpenEnded(pattern)) add(id, pattern.length, undefined);
    }
    for (const [at, column] of columns.entries()) column.goOnFrom(columns[at - 1]);
  }

  /** What shares a path with a pattern. @param steps is what is charged, and no limit. */
  near(pattern: Segments, steps: StepsLeft): NearColumns {
    const left = this.all.copy();
    this.narrow(left, pattern, steps);
    return new NearColumns(this.columns, pattern, left.compact());
  }

  /** The ids alone, in memory that is kept. */
  idsNear(pattern: Segments, steps: StepsLeft): number[] {
    const { all } = this;
    this.left ??= all.copy();
    this.left.reset(all);
    this.narrow(this.left, pattern, steps);
    return this.left.list();
  }

  private narrow(left: IdSet, pattern: Segments, steps: StepsLeft): void {
    steps.left -= stepsFor(pattern.length, left);
    for (const [at, segment] of pattern.entries()) {
      const column = columnAt(this.columns, at);
      const sharing = column?.sharing(segment);
      if (sharing) left.keep(sharing);
      else if (column && segment === SEGMENT) left.drop(column.empty());
    }
    if (isOpenEnded(pattern)) for (const column of this.columns.slice(0, pattern.length)) left.drop(column.ended());
    else keepEnding(left, this.columns, pattern.length);
  }
}

/** What shares a path with a pattern. */
export class NearColumns {
  /** Ascending. */
  readonly ids: readonly number[];
  private readonly columns: readonly PatternColumn[];
  private readonly pattern: Segments;
  private readonly set: IdSet;
  private readonly left: IdSet;

  constructor(columns: readonly PatternColumn[], pattern: Segments, set: IdSet) {
    this.columns = columns;
    this.pattern = pattern;
    this.set = set;
    this.left = set.copy();
    this.ids = set.list();
  }

  /** The ids of those that cover a part of the pattern; where that is only one, it is not made sure that it does. */
  covering(part: Segments, steps: StepsLeft): number[] {
    const { columns, pattern, set, left } = this;
    let read = 1;
    left.reset(set);
    if (isOpenEnded(pattern) && !isOpenEnded(part)) keepEnding(left, columns, part.length);
    // Patterns differ most at their ends.
    for (let at = part.length - 1; at >= 0 && left.isOpen; at--) {
      // What shares a path with a text has it, or a wildcard.
      if (typeof pattern[at] === "string") continue;
      const covering = columnAt(columns, at)?.covering(part[at] ?? "");
      if (covering) left.keep(covering);
      read++;
    }
    steps.left -= stepsFor(read, set);
    return left.list();
  }
}

function keepEnding(left: IdSet, columns: readonly PatternColumn[], length: number): void {
  const ending = columnAt(columns, length)?.ending();
  if (ending) left.keep(ending);
}

function columnAt(columns: readonly PatternColumn[], at: number): PatternColumn | undefined {
  return columns[Math.min(at, columns.length - 1)];
}

function isOpenEnded(pattern: Segments): boolean {
  const last = pattern.at(-1);
  return last !== undefined && goesOn(last);
}

/** A step is some tenth of a microsecond. */
function stepsFor(columns: number, { size }: IdSet): number {
  return 1 + (columns * (COLUMN + size)) / WORDS_A_STEP;
}

const COLUMN = 20;
const WORDS_A_STEP = 100;
