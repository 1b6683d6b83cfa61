// Rules that share a path with any of some others, so that the rest need not be looked into. Too many are never too few:
// templates and unclear wildcards are taken to reach as far as they could.

import type { AccessRule } from "../policy/access-rule.ts";
import { FOR_ANY_CLAIMS, tokenizePattern } from "../policy/tokenize-pattern.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";

/** Whether a rule shares a path with one of those that were given, of its own rule type. */
export type Touches = (rule: AccessRule) => boolean;

/** Prepares the rules that are to be touched. */
export function touching(others: readonly AccessRule[]): Touches {
  const indexes = indexByType(others);
  return (rule) =>
    (indexes.get(rule.ruleType)?.overlapping(tokenizePattern(rule.pattern, FOR_ANY_CLAIMS)) ?? []).length > 0;
}

function indexByType(rules: readonly AccessRule[]): Map<string, PathIndex> {
  const indexes = new Map<string, PathIndex>();
  for (const rule of rules) {
    const index = indexes.get(rule.ruleType) ?? buildPathIndex([]);
    indexes.set(rule.ruleType, index);
    index.add({ tokens: tokenizePattern(rule.pattern, FOR_ANY_CLAIMS), grants: 1, denies: false });
  }
  return indexes;
}
