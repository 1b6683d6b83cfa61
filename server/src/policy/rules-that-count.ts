import type { Rule, RulesFile } from "./rules-file.ts";

/** The rules of a file without those that are lost: of equal keys only what stands below the last one is sent (F1.11). */
export function rulesThatCount({ paths, rules }: RulesFile): readonly Rule[] {
  const last = new Map(paths.map(({ pattern, key }) => [pattern.written, key]));
  if (last.size === paths.length) return rules;
  return rules.filter(({ pattern, key }) => last.get(pattern.written) === key);
}

/** How often each path is written as a key; of those above one, only the last key's rules count. */
export function countKeys({ paths }: RulesFile): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pattern } of paths) counts.set(pattern.written, (counts.get(pattern.written) ?? 0) + 1);
  return counts;
}
