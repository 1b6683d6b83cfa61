// What a contestant must be able to do, so that all are asked the same questions in the same way.

import type { Rule } from "./policy.ts";

/**
 * - `capabilities`: a decision is the bits of all granted capabilities, 0 where a rule denies or none matches
 * - `yes-or-no`: a decision is 1 if the asked capability is granted, else 0, which is a smaller question
 * - `nothing`: the floor decides nothing
 */
export type AnswerKind = "capabilities" | "yes-or-no" | "nothing";

export interface Contestant<Prepared, Query> {
  readonly answers: AnswerKind;
  /** Puts the rules into the form that the contestant takes: tokens, regular expressions as text, policy text. */
  prepare(rules: readonly Rule[]): Prepared;
  /** Everything between that form and the first answer. */
  build(prepared: Prepared): Decider<Query> | Promise<Decider<Query>>;
}

export interface Decider<Query> {
  /** What has to be made of a path before it can be asked. Never counted as time of the decision. */
  query(path: string): Query;
  decide(query: Query): number;
}

export type AnyContestant = Contestant<unknown, unknown>;

/** A path is the query itself. */
export function samePath(path: string): string {
  return path;
}
