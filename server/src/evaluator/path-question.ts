// A question about all paths, and its answer. What asks it stands in find-path.ts; what it is for, its asker knows.
import type { PathTokens } from "../policy/path-tokens.ts";
import type { PathIndex } from "./path-index.ts";

export interface PathQuestion {
  /** The path must match every one of these. */
  readonly inside: readonly PathTokens[];
  readonly indexes: readonly PathIndex[];
  /**
   * For each index the outcome bits that matter, all where it is left out: a search may answer as if no rule had others,
   * and then need not follow rules that have only those.
   */
  readonly bits?: readonly number[];
  /** Rules to leave out, as in "what does this rule add". */
  readonly without?: readonly { readonly index: number; readonly id: number }[];
  /** Asked at a complete path with one outcome for each index, as decide() returns it. */
  wanted(outcomes: readonly number[]): boolean;
  /**
   * May prune. `certain`: for each index what every longer path gets at least, DENIED alone where it is denied anyway.
   * `possible`: the bits that rules still within reach may add, DENIED among them; never too few, sometimes too many.
   */
  hopeless?(certain: readonly number[], possible: readonly number[]): boolean;
  /**
   * Say so where a wanted path would stay wanted if fewer rules matched it, as with "not covered" or "not denied". The
   * search is then far shorter: a text that no rule names matches the fewest.
   */
  readonly fewerRulesSuffice?: boolean;
  /** How many positions may be visited before the answer is "not decided". */
  readonly budget?: number;
}

/** `witness` is undefined when there is provably no such path. */
export type PathAnswer = { readonly decided: true; readonly witness: string | undefined } | { readonly decided: false };

export const DEFAULT_BUDGET = 1_000_000;
