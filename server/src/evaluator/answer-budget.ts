// How much one whole answer may cost, however many questions about patterns it is made of. It is counted in what a search
// visits and never in time, so that the same is decided on every machine.

import type { StepsLeft } from "./find-overlapping.ts";
import { findPath } from "./find-path.ts";
import { DEFAULT_BUDGET, type PathAnswer, type PathQuestion } from "./path-question.ts";
import { PathSearch } from "./path-search.ts";

export class AnswerBudget {
  /** Keeps its memory from question to question, and counts what they visit. */
  private readonly search: PathSearch = new PathSearch();
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

  /** Whether nothing is left to search with. */
  get isSpent(): boolean {
    return this.search.left <= 0;
  }

  /** Asks one of the questions. It leaves enough for the easy ones that stand behind hard ones. */
  find(question: PathQuestion): PathAnswer {
    this.search.left -= OF_QUESTION;
    return findPath({ ...question, budget: Math.min(this.ofEach, this.search.left * MOST_OF_REST) }, this.search);
  }
}

/**
 * Positions for all questions of an answer: a fraction of a second. Of rules as people write them each takes some 60 on
 * average, and twice as many if they are full of `+`.
 */
const WHOLE = 6_000_000;
const OF_RULE = 400;

/** What it costs to ask, in positions, though the answer be found at once. */
const OF_QUESTION = 50;

/** So many steps are as cheap as a position. */
const CUTTING = 2;

const MOST_OF_REST = 1 / 8;
