// The wildcards whose meaning is not documented (A5, A6), and what of a rule rests on them.

import type { AssumptionId } from "../policy/assumptions.ts";
import type { PieceKind } from "../policy/path-pattern.ts";
import { applyRule, type Circumstances, type ClientRule } from "./client-rule.ts";
import { indexPatterns } from "./path-index.ts";

export interface Wildcard {
  readonly id: AssumptionId;
  readonly name: "inner-star" | "partial-plus";
  readonly kind: PieceKind;
}

export const WILDCARDS: readonly Wildcard[] = [
  { id: "A5", name: "inner-star", kind: "inner-star" },
  { id: "A6", name: "partial-plus", kind: "partial-plus" },
];

/** Whether an assumption is on an unclear wildcard. */
export function isWildcard(id: AssumptionId): boolean {
  return WILDCARDS.some((wildcard) => wildcard.id === id);
}

/** Whether the pattern of a rule has one of these in it. */
export function hasAnyOf({ rule }: ClientRule, wildcards: readonly Wildcard[]): boolean {
  return rule.pattern.pieces.some((piece) => wildcards.some(({ kind }) => piece.kind === kind));
}

/** What a rule rests on, whether or not an assumption on it is set. */
export function restsOn(rule: ClientRule): readonly AssumptionId[] {
  const { assumptions } = rule;
  const set = WILDCARDS.filter((wildcard) => !assumptions.includes(wildcard.id) && hasAnyOf(rule, [wildcard]));
  return set.length === 0 ? assumptions : [...assumptions, ...set.map(({ id }) => id)];
}

/** Whether a rule matches a path also where its unclear wildcards are characters like any other. */
export function matchesAsWritten(circumstances: Circumstances, { rule, role }: ClientRule, path: string): boolean {
  if (!/[*+]/.test(path)) return false;
  const assumptions = { ...circumstances.assumptions, "inner-star": "literal", "partial-plus": "literal" } as const;
  const stands = applyRule(rule, role, { ...circumstances, assumptions });
  return stands.some(({ state, reaches }) => state.kind === "acts" && indexPatterns(reaches).decide(path) !== 0);
}
