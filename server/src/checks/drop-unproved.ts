import type { RulesFile } from "../policy/rules-file.ts";
import type { Problem } from "./problem.ts";
import { findRuleAround } from "./rule-around.ts";
import { WASTE_CODES } from "./waste-codes.ts";

/**
 * What a file shows by itself, without what its role knows better: a deny is not needless where another file grants.
 * @param unproved the starts of the rules of this file whose effect is open, from `findUnprovedWaste`.
 */
export function dropUnproved(
  { rules }: RulesFile,
  problems: readonly Problem[],
  unproved: ReadonlySet<number> | undefined,
): readonly Problem[] {
  if (unproved === undefined || unproved.size === 0) return problems;
  return problems.filter(
    ({ code, span }) => !WASTE_CODES.has(code) || !unproved.has(findRuleAround(rules, span)?.node.span.start ?? -1),
  );
}
