// The one wording of what a client may do on all paths of a pattern.

import { capabilityNames } from "../policy/capability-set.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import { writePattern } from "../policy/write-pattern.ts";
import type { PatternAccess, RuleReach } from "./access-on-pattern.ts";
import { explainForValues } from "./explain-for-values.ts";
import type { ValueReach } from "./reaches-for-values.ts";
import { mention, type Sentence } from "./sentence.ts";
import { quoteText } from "./shown-text.ts";

export interface PatternExplanation {
  readonly ruleType: string;
  readonly headline: string;
  readonly because: readonly Sentence[];
}

/**
 * Puts the access on a pattern into words.
 * @param home the document whose name goes without saying.
 * @param forValues the rules that reach it for some claim values only.
 */
export function explainPatternAccess(
  access: PatternAccess,
  home: string | undefined,
  forValues: readonly ValueReach[] = [],
): PatternExplanation {
  const { ruleType, allows, denies, deniedThroughout } = access;
  const verb = deniedThroughout ? "would grant" : "grants";
  return {
    ruleType,
    headline: headlineOf(access, forValues),
    because: [
      ...denies.map((reach) => explainReach(reach, "denies", home)),
      ...allows.map((reach) =>
        explainReach(reach, `${verb} ${capabilityNames(reach.rule.grants).join(", ")} on`, home),
      ),
      ...explainForValues(forValues, deniedThroughout, home),
    ],
  };
}

function headlineOf(access: PatternAccess, forValues: readonly ValueReach[]): string {
  const { everywhere, deniedThroughout, allows, denies } = access;
  if (deniedThroughout) return "Denied on all of it.";
  const names = capabilityNames(everywhere).join(", ");
  const values = denies.length === 0 && forValues.some(({ rule }) => rule.denies) ? " for some claim values" : "";
  const isCut = denies.length > 0 || values !== "";
  if (names !== "") return isCut ? `Allowed: ${names}, except where denied${values}.` : `Allowed: ${names}.`;
  if (allows.length === 0 && forValues.every(({ rule }) => rule.denies)) {
    return `Nothing is granted, and a part is denied${values}.`;
  }
  const where = allows.length > 0 ? "on parts only" : "for some claim values only";
  return isCut ? `Allowed ${where}, a part is denied${values}.` : `Allowed ${where}.`;
}

function explainReach({ rule, extent, part, witness }: RuleReach, verb: string, home: string | undefined): Sentence {
  return [mention(rule.rule.source, home, "Line"), ` ${verb} ${extentWords(extent, part, witness)}.`];
}

function extentWords(extent: RuleReach["extent"], part: RuleReach["part"], witness: string | undefined): string {
  if (extent === "all") return "all of it";
  if (extent === "not-decided") return "a part that was not decided: the question is too large";
  if (part) return `a part: ${quoteText(writePattern(part))}`;
  return witness === undefined ? "a part" : `a part, for example ${quoteText(showTemplates(witness))}`;
}
