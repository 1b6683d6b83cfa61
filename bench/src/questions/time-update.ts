// What it costs to change an index by one rule.

import { buildPathIndex } from "../../../server/src/evaluator/path-index.ts";
import { readPathPattern } from "../../../server/src/policy/path-pattern.ts";
import { tokenizePattern } from "../../../server/src/policy/tokenize-pattern.ts";
import { denies, grantBits, type Rule } from "../policy.ts";

/** Nanoseconds for adding a rule and removing it again, over a thousand rules that are not in the index. */
export function timeUpdate(rules: readonly Rule[]): number {
  const entries = rules.map((rule) => entryOf(rule, ""));
  const others = Array.from({ length: 1_000 }, (_, at) => rules[at % rules.length]).flatMap((rule, at) =>
    rule ? [entryOf(rule, `-${at}`)] : [],
  );
  const index = buildPathIndex(entries);
  const start = performance.now();
  for (const other of others) index.remove(index.add(other));
  return ((performance.now() - start) * 1e6) / others.length;
}

function entryOf(rule: Rule, ending: string) {
  const path = rule.path.endsWith("*") ? `${rule.path.slice(0, -1)}${ending}*` : rule.path + ending;
  return { tokens: tokenizePattern(readPathPattern(path)), grants: grantBits(rule), denies: denies(rule) };
}
