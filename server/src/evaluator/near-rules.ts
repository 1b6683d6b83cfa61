// The rules that would act, sorted by how their paths start, so that those near a path are found without trying all.

import type { PathTokens } from "../policy/path-tokens.ts";
import type { ClientRule } from "./client-rule.ts";
import { type AskedPath, type PatternShape, shapeOf, startOf } from "./describe-mismatch.ts";
import { findNearRules } from "./find-near-rules.ts";
import { buildNearTrie, type NearRule, type NearTrie } from "./near-trie.ts";

export interface NearRules {
  /** By the first segment, folded; those of the root itself have an empty one. */
  readonly byStart: ReadonlyMap<string, NearGroup>;
  /** Those that start with a wildcard. */
  readonly anywhere: NearGroup;
}

/** Rules in their order; sorted by segments when they are first asked for. */
interface NearGroup {
  readonly rules: NearRule[];
  trie: NearTrie | undefined;
}

/** The shapes of patterns that were looked at before: most are the same after an edit. */
export type KnownShapes = WeakMap<PathTokens, PatternShape>;

/**
 * Sorts rules by rule type and start. Rules that grant and deny nothing are left out.
 * @param known is used and filled.
 */
export function sortByStart(rules: readonly ClientRule[], known: KnownShapes): ReadonlyMap<string, NearRules> {
  const types = new Map<string, { byStart: Map<string, NearGroup>; anywhere: NearGroup }>();
  for (const rule of rules) {
    if (rule.state.kind !== "acts" || (!rule.denies && rule.grants === 0)) continue;
    const { ruleType } = rule.rule;
    const near = types.get(ruleType) ?? { byStart: new Map<string, NearGroup>(), anywhere: emptyGroup() };
    types.set(ruleType, near);
    for (const tokens of rule.reaches) {
      const shape = known.get(tokens) ?? shapeOf(tokens);
      known.set(tokens, shape);
      const same = shape.start === undefined ? near.anywhere : (near.byStart.get(shape.start) ?? emptyGroup());
      if (shape.start !== undefined) near.byStart.set(shape.start, same);
      same.rules.push({ rule, shape });
    }
  }
  return types;
}

/**
 * The rules that come near a path, in their order: at least the nearest ones, and all whose miss an assumption decides.
 * @param most how many of the nearest are needed.
 * @param ignored rules that need not be among them, because they reach the path.
 */
export function nearRulesOf(
  near: NearRules | undefined,
  asked: AskedPath,
  most: number,
  ignored: ReadonlySet<ClientRule>,
): NearRule[] {
  const starts = new Set([startOf(asked.path), ""]);
  const groups = near ? [...[...starts].map((start) => near.byStart.get(start)), near.anywhere] : [];
  return groups.flatMap((group) => {
    if (group === undefined || group.rules.length <= FEW) return group?.rules ?? [];
    group.trie ??= buildNearTrie(group.rules);
    return findNearRules(group.trie, asked, most, ignored);
  });
}

/** Up to so many, all are tried. */
const FEW = 24;

function emptyGroup(): NearGroup {
  return { rules: [], trie: undefined };
}
