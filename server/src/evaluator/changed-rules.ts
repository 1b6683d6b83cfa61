import type { Client } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";

/**
 * The rules of two clients that do not stand in both, as often as they stand: what moves, is reordered or reformatted
 * is no change. Which role a rule stands in counts only where roles are scopes of their own (A1).
 */
export function changedRules(before: Client, after: Client): ClientRule[] {
  const perRole = after.circumstances.assumptions["cross-role-deny"] === "per-role";
  const open = new Map<string, ClientRule[]>();
  for (const rule of before.rules) {
    const key = keyOf(rule, perRole);
    const same = open.get(key);
    if (same) same.push(rule);
    else open.set(key, [rule]);
  }
  const added = after.rules.filter((rule) => open.get(keyOf(rule, perRole))?.pop() === undefined);
  return [...[...open.values()].flat(), ...added];
}

/** Everything that bears on what a rule does at the time in question. */
function keyOf({ rule, role, grants, denies, state, reaches }: ClientRule, perRole: boolean): string {
  const scope = perRole ? role : "";
  return [rule.ruleType, scope, grants, denies, state.kind, JSON.stringify(reaches)].join("\n");
}
