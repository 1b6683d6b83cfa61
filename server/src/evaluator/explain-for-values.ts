// The one wording of what rules grant or deny for some claim values only.

import { capabilityNames } from "../policy/capability-set.ts";
import type { ValueReach } from "./reaches-for-values.ts";
import { mention, type Sentence } from "./sentence.ts";
import { quoteText, shownText } from "./shown-text.ts";

/**
 * A sentence for each rule, denies first; of very many rules the last are told together.
 * @param isDenied whether nothing is permitted there in any case.
 * @param home the document whose name goes without saying.
 */
export function explainForValues(
  forValues: readonly ValueReach[],
  isDenied: boolean,
  home: string | undefined,
): Sentence[] {
  const inOrder = [...forValues].sort((a, b) => Number(b.rule.denies) - Number(a.rule.denies));
  const left = inOrder.slice(MOST_TOLD);
  const sentences = inOrder.slice(0, MOST_TOLD).map(({ rule, claims, witness }): Sentence => {
    const line = mention(rule.rule.source, home, "Line");
    const values = `for some values of ${claims.map((claim) => `{{${shownText(claim)}}}`).join(" and ")}`;
    const names = capabilityNames(rule.grants).join(", ");
    if (witness === undefined) {
      const may = rule.denies ? "may deny" : `may grant ${names}`;
      return [line, ` ${may} ${values}: that was not decided, the question is too large.`];
    }
    const effect = rule.denies ? "denies" : `${isDenied ? "would grant" : "grants"} ${names}`;
    return [line, ` ${effect} ${values}, for example on ${quoteText(witness)}.`];
  });
  return left.length === 0 ? sentences : [...sentences, countText(left)];
}

/** A claim may have any value, so that there may be thousands of rules. */
const MOST_TOLD = 30;

function countText(left: readonly ValueReach[]): Sentence {
  const denies = left.filter(({ rule }) => rule.denies).length;
  const verb = left.every(({ witness }) => witness !== undefined) ? "grant or deny" : "grant or deny, or may,";
  return [`Further rules ${verb} for some claim values: ${left.length - denies} by an allow, ${denies} by a deny.`];
}
