import type { AccessChange } from "./compare-access.ts";
import type { Decision } from "./decision.ts";

/** Whether the same rules decide the witnesses of two changes, before and after. */
export function showsSameRules(a: AccessChange, b: AccessChange): boolean {
  return rulesBehind(a.before) === rulesBehind(b.before) && rulesBehind(a.after) === rulesBehind(b.after);
}

function rulesBehind({ reasons }: Decision): string {
  const decisive = reasons.filter(({ outcome }) => outcome !== "near-miss");
  const places = decisive.map(({ outcome, role, rule }) => [
    outcome,
    role,
    rule?.source.document,
    rule?.source.span.start,
  ]);
  return JSON.stringify(places.map((place) => JSON.stringify(place)).sort());
}
