// A policy as somebody edits it: some rules get other capabilities, some go, some come.

import type { Rule } from "./policy.ts";
import { seededRandom } from "./random.ts";

/** The same policy with so many rules changed, removed or added: of ten, four, three and three. */
export function editPolicy(rules: readonly Rule[], changes: number, seed: number): Rule[] {
  const random = seededRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < changes) chosen.add(random.below(rules.length));
  const places = [...chosen];
  const [altered, removed, added] = [
    new Set(places.slice(0, Math.ceil(changes * 0.4))),
    new Set(places.slice(Math.ceil(changes * 0.4), Math.ceil(changes * 0.7))),
    places.slice(Math.ceil(changes * 0.7)),
  ];
  const edited = rules.flatMap((rule, at) => (removed.has(at) ? [] : [altered.has(at) ? alter(rule) : rule]));
  const extra = added.map((at): Rule => {
    const near = rules[at]?.path.replace(/\*$/, "") ?? "/";
    return { path: `${near}-added-${at}/*`, ruleType: "item-rule", capabilities: ["read", "list"] };
  });
  return [...edited, ...extra];
}

function alter(rule: Rule): Rule {
  const had = rule.capabilities.includes("update");
  return { ...rule, capabilities: had ? ["read", "list"] : ["read", "update", "list"] };
}
