// How much one whole answer may cost, however many questions about patterns it is made of. It is counted in what a search
// visits and never in time, so that the same is decided on every machine.

import type { PathTokens } from "../policy/path-tokens.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { findPath } from "./find-path.ts";
import { DEFAULT_BUDGET, type PathAnswer, type PathQuestion } from "./path-question.ts";
import { PathSearch } from "./path-search.ts";

/** Where somebody who holds these roles may have more, or less, than is told. */
export interface LeftOut {
  /** Several joined by `with`. */
  readonly role: string;
  readonly ruleType: string;
  readonly tokens: PathTokens;
  /** Of which there may be more. */
  readonly change: "gained" | "lost";
}

export class AnswerBudget {
  /** Keeps its memory from question to question, and counts what they visit. */
  private readonly search: PathSearch = new PathSearch();
  /** Steps that are left to find which denies reach an allow, and what they leave of it. */
  readonly cutting: StepsLeft;
  /** Steps that are left to say of changes where they are; without any, they are told as a part of their rule. */
  readonly describing: StepsLeft;
  /** Steps that are left to find the claim values that let two rules meet, and what clients with these gain. */
  readonly pairing: StepsLeft = { left: PAIRING };
  /** Rules that may be prepared again for moments to come. */
  readonly preparing: StepsLeft = { left: PREPARING };
  /** What is not decided of the answer. */
  readonly leftOut: LeftOut[] = [];
  /** What must be left of the search for others. */
  private end = 0;
  private readonly ofEach: number;
  private readonly share: number;

  /**
   * @param ofEach what a single question may visit.
   * @param share the part of what a whole answer may cost, for questions that stand beside those it is made of.
   */
  constructor(ofEach: number = DEFAULT_BUDGET, share: number = 1) {
    this.ofEach = ofEach;
    this.share = share;
    this.search.left = WHOLE * share;
    this.cutting = { left: CUTTING * share };
    this.describing = { left: DESCRIBING * share };
  }

  /** Adds what so many rules may cost that are asked about. */
  addRules(count: number): void {
    this.search.left += count * OF_RULE * this.share;
    this.cutting.left += count * CUTTING_OF_RULE * this.share;
    this.describing.left += count * DESCRIBING_OF_RULE * this.share;
  }

  /** Positions that are left for searches. */
  get positions(): number {
    return this.search.left;
  }

  /** Whether nothing is left to go on with. */
  get isSpent(): boolean {
    return this.search.left <= this.end || this.cutting.left <= 0;
  }

  /** What the next question may visit: it leaves enough for the easy ones that stand behind hard ones. */
  get most(): number {
    return Math.min(this.ofEach, this.search.left * MOST_OF_REST, this.search.left - this.end);
  }

  /** Asks questions that may visit only so much together; what is asked beyond is not decided. */
  spendAtMost<T>(most: number, ask: () => T): T {
    const { end } = this;
    this.end = Math.max(end, this.search.left - most);
    const answer = ask();
    this.end = end;
    return answer;
  }

  /** Asks one of the questions; its own budget may be smaller. */
  find(question: PathQuestion): PathAnswer {
    this.search.left -= OF_QUESTION;
    return findPath({ ...question, budget: Math.min(this.most, question.budget ?? this.most) }, this.search);
  }
}

/**
 * Positions for all questions of an answer: a fraction of a second. Of rules as people write them each takes some 60 on
 * average, and twice as many if they are full of `+`.
 */
const WHOLE = 5_000_000;
const OF_RULE = 200;

/** The same for the steps of cutting out, which cost more. */
const CUTTING = 6_000_000;
const CUTTING_OF_RULE = 1_000;

/** The same for exceptions, of which each takes some ten. */
const DESCRIBING = 3_000_000;
const DESCRIBING_OF_RULE = 500;

/** The same for pairs of rules with templates. Of patterns as people write them a pair takes some thousands. */
const PAIRING = 30_000_000;

/** With the searches in them each takes some microseconds. 800 rules that all end at moments of their own take most of it. */
const PREPARING = 700_000;

/** What it costs to ask, in positions, though the answer be found at once. */
const OF_QUESTION = 50;

const MOST_OF_REST = 1 / 8;
