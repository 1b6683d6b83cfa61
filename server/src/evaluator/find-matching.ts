// The rules that match a path: those that act, and those of which it is unknown whether they reach it.

import type { Compartment } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { rulesMatching } from "./rule-index.ts";

/** Those that grant or deny anything. What acts for certain is not told again as uncertain. */
export function findMatching(
  { acting, uncertain }: Pick<Compartment, "acting" | "uncertain">,
  path: string,
): ClientRule[] {
  const acts = rulesMatching(acting, path);
  const certain = new Set(acts.map(({ rule }) => rule));
  const mayAct = rulesMatching(uncertain, path).filter(({ rule }) => !certain.has(rule));
  return [...acts, ...mayAct].filter(({ grants, denies }) => denies || grants !== 0);
}
