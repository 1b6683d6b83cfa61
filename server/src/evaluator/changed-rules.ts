import { type AccessRule, contentKey } from "../policy/access-rule.ts";

type Rules = readonly AccessRule[];

/** The rules that only one of two versions has, each once, whatever their order and places. */
export function changedRules(was: Rules, is: Rules): AccessRule[] {
  if (was === is) return [];
  const before = new Map(was.map((rule) => [contentKey(rule), rule]));
  const after = new Map(is.map((rule) => [contentKey(rule), rule]));
  return [...[...before].filter(([key]) => !after.has(key)), ...[...after].filter(([key]) => !before.has(key))].map(
    ([, rule]) => rule,
  );
}
