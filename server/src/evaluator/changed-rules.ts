import { type AccessRule, contentKey } from "../policy/access-rule.ts";
import { assumeSame } from "../policy/assumptions.ts";
import { unclearWildcards } from "../policy/tokenize-pattern.ts";
import { type HeldRoles, rulesOf } from "./held-roles.ts";

type Rules = readonly AccessRule[];

/** The rules that only one of two versions has, and those that mean something else because of what is assumed. */
export function rulesOfChange(was: HeldRoles, is: HeldRoles): AccessRule[] {
  const [before, after] = [rulesOf(was), rulesOf(is)];
  const changed = changedRules(before, after);
  if (assumeSame(was.assumptions, is.assumptions)) return changed;
  return [...changed, ...[...before, ...after].filter(({ pattern }) => unclearWildcards(pattern).length > 0)];
}

/** The rules that only one of two versions has, each once, whatever their order and places. */
export function changedRules(was: Rules, is: Rules): AccessRule[] {
  if (was === is) return [];
  const before = new Map(was.map((rule) => [contentKey(rule), rule]));
  const after = new Map(is.map((rule) => [contentKey(rule), rule]));
  return [...[...before].filter(([key]) => !after.has(key)), ...[...after].filter(([key]) => !before.has(key))].map(
    ([, rule]) => rule,
  );
}
