// The rules that would act, sorted by how their paths start, so that those near a path are found without trying all.

import type { PathTokens } from "../policy/path-tokens.ts";
import type { ClientRule } from "./client-rule.ts";
import { type PatternShape, shapeOf } from "./describe-mismatch.ts";

export interface NearRules {
  /** By the first segment, folded. */
  readonly byStart: ReadonlyMap<string, readonly NearRule[]>;
  /** Those that start with a wildcard. */
  readonly anywhere: readonly NearRule[];
}

export interface NearRule {
  readonly rule: ClientRule;
  readonly shape: PatternShape;
}

/** The shapes of patterns that were looked at before: most are the same after an edit. */
export type KnownShapes = WeakMap<PathTokens, PatternShape>;

/**
 * Sorts rules by rule type and start. Rules that grant and deny nothing are left out.
 * @param known is used and filled.
 */
export function sortByStart(rules: readonly ClientRule[], known: KnownShapes): ReadonlyMap<string, NearRules> {
  const types = new Map<string, { byStart: Map<string, NearRule[]>; anywhere: NearRule[] }>();
  for (const rule of rules) {
    if (rule.state.kind !== "acts" || (!rule.denies && rule.grants === 0)) continue;
    const { ruleType } = rule.rule;
    const near = types.get(ruleType) ?? { byStart: new Map<string, NearRule[]>(), anywhere: [] };
    types.set(ruleType, near);
    for (const tokens of rule.reaches) {
      const shape = known.get(tokens) ?? shapeOf(tokens);
      known.set(tokens, shape);
      const same = shape.start === undefined ? near.anywhere : near.byStart.get(shape.start);
      if (same) same.push({ rule, shape });
      else near.byStart.set(shape.start ?? "", [{ rule, shape }]);
    }
  }
  return types;
}
