// The rules that would act, sorted by how their paths start, so that those near a path are found without trying all.

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

/** Sorts rules by rule type and start. Rules that grant and deny nothing are left out. */
export function sortByStart(rules: readonly ClientRule[]): ReadonlyMap<string, NearRules> {
  const types = new Map<string, { byStart: Map<string, NearRule[]>; anywhere: NearRule[] }>();
  for (const rule of rules) {
    if (rule.state.kind !== "acts" || (!rule.denies && rule.grants === 0)) continue;
    const { ruleType } = rule.rule;
    const near = types.get(ruleType) ?? { byStart: new Map<string, NearRule[]>(), anywhere: [] };
    types.set(ruleType, near);
    for (const tokens of rule.reaches) {
      const shape = shapeOf(tokens);
      const same = shape.start === undefined ? near.anywhere : near.byStart.get(shape.start);
      if (same) same.push({ rule, shape });
      else near.byStart.set(shape.start ?? "", [{ rule, shape }]);
    }
  }
  return types;
}
