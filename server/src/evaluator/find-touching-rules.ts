// Rules that share a path with any of some others, so that the rest need not be looked into. Too many are never too few:
// templates and unclear wildcards are taken to reach as far as they could.

import type { AccessRule } from "../policy/access-rule.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { tokenizePattern, WIDEST } from "../policy/tokenize-pattern.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";

/** Whether a rule shares a path with one of those that were given, of its own rule type. */
export type Touches = (rule: AccessRule) => boolean;

/** Prepares the rules that are to be touched. */
export function touching(others: readonly AccessRule[]): Touches {
  const indexes = indexByType(others);
  return (rule) => (indexes.get(rule.ruleType)?.overlapping(widestTokens(rule)) ?? []).length > 0;
}

function indexByType(rules: readonly AccessRule[]): Map<string, PathIndex> {
  const indexes = new Map<string, PathIndex>();
  for (const rule of rules) {
    const index = indexes.get(rule.ruleType) ?? buildPathIndex([]);
    indexes.set(rule.ruleType, index);
    index.add({ tokens: widestTokens(rule), grants: 1, denies: false });
  }
  return indexes;
}

/** The paths that a rule could reach with any claims. */
function widestTokens({ pattern }: AccessRule): PathTokens {
  return tokenizePattern(pattern, { ...WIDEST, template: "any" });
}
