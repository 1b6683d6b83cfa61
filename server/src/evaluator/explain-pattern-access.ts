// The one wording of what a client may do on all paths of a pattern.

import { capabilityNames } from "../policy/capability-set.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import { writePattern } from "../policy/write-pattern.ts";
import type { PatternAccess, RuleReach } from "./access-on-pattern.ts";
import { mention, type Sentence } from "./sentence.ts";
import { quoteText } from "./shown-text.ts";

export interface PatternExplanation {
  readonly ruleType: string;
  readonly headline: string;
  readonly because: readonly Sentence[];
}

/** Puts the access on a pattern into words. @param home the document whose name goes without saying. */
export function explainPatternAccess(access: PatternAccess, home: string | undefined): PatternExplanation {
  const { ruleType, allows, denies, deniedThroughout } = access;
  const verb = deniedThroughout ? "would grant" : "grants";
  return {
    ruleType,
    headline: headlineOf(access),
    because: [
      ...denies.map((reach) => explainReach(reach, "denies", home)),
      ...allows.map((reach) =>
        explainReach(reach, `${verb} ${capabilityNames(reach.rule.grants).join(", ")} on`, home),
      ),
    ],
  };
}

function headlineOf({ everywhere, deniedThroughout, allows, denies }: PatternAccess): string {
  if (deniedThroughout) return "Denied on all of it.";
  const names = capabilityNames(everywhere).join(", ");
  if (allows.length === 0) return "Nothing is granted, and a part is denied.";
  if (names === "") return denies.length > 0 ? "Allowed on parts only, a part is denied." : "Allowed on parts only.";
  return denies.length > 0 ? `Allowed: ${names}, except where denied.` : `Allowed: ${names}.`;
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
