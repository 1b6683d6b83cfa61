// How much one whole answer may cost, however many questions about patterns it is made of. It is counted in what a search
// visits and never in time, so that the same is decided on every machine.

import type { StepsLeft } from "./find-overlapping.ts";
import { DEFAULT_BUDGET } from "./path-question.ts";
import { PathSearch } from "./path-search.ts";

export class AnswerBudget {
  /** Keeps its memory from question to question, and counts what they visit. */
  readonly search: PathSearch = new PathSearch();
  /** Steps that are left to find which denies reach an allow, and what they leave of it. */
  readonly cutting: StepsLeft;
  private readonly ofEach: number;

  /** @param ofEach what a single question may visit. */
  constructor(ofEach: number = DEFAULT_BUDGET) {
    this.ofEach = ofEach;
    this.search.left = WHOLE;
    this.cutting = { left: CUTTING * WHOLE };
  }

  /** Adds what so many rules may cost that are asked about. */
  addRules(count: number): void {
    this.search.left += count * OF_RULE;
    this.cutting.left += CUTTING * count * OF_RULE;
  }

  /** What the next question may visit: it leaves enough for the easy ones that stand behind hard ones. */
  get next(): number {
    return Math.min(this.ofEach, this.search.left * MOST_OF_REST);
  }
}

/**
 * Positions for all questions of an answer: a fraction of a second. Of rules as people write them each takes some 60 on
 * average, and twice as many if they are full of `+`.
 */
const WHOLE = 6_000_000;
const OF_RULE = 400;

/** So many steps are as cheap as a position. */
const CUTTING = 2;

const MOST_OF_REST = 1 / 8;
