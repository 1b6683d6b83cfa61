import type { Rule } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";

/** The rule in which a place lies, at least in part. Rules never overlap and stand in the order of the text. */
export function findRuleAround(rules: readonly Rule[], span: Span): Rule | undefined {
  const rule = rules[firstWhere(rules, ({ node }) => node.span.end > span.start)];
  return rule && rule.node.span.start < span.end ? rule : undefined;
}

/** The first index at which a condition holds that, once it does, holds for all that follow. */
export function firstWhere<T>(items: readonly T[], holds: (item: T) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
