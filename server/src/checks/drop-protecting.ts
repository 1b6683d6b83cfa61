import type { RulesFile } from "../policy/rules-file.ts";
import type { Problem } from "./problem.ts";
import { findRuleAround } from "./rule-around.ts";

/**
 * What a file shows by itself, without what its role knows better: a deny is not needless where another file grants.
 * @param protecting the starts of the rules of this file that protect something, from `findProtectingDenies`.
 */
export function dropProtecting(
  { rules }: RulesFile,
  problems: readonly Problem[],
  protecting: ReadonlySet<number> | undefined,
): readonly Problem[] {
  if (protecting === undefined || protecting.size === 0) return problems;
  return problems.filter(
    ({ code, span }) =>
      code !== "deny-protects-nothing" || !protecting.has(findRuleAround(rules, span)?.node.span.start ?? -1),
  );
}
