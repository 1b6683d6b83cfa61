import type { Assumptions } from "../policy/assumptions.ts";
import type { Client } from "./client.ts";
import type { Circumstances, ClientRule } from "./client-rule.ts";

/**
 * The rules of two clients that do not stand in both, as often as they stand: what moves, is reordered or reformatted
 * is no change. Which role a rule stands in counts only where roles are scopes of their own (A1).
 */
export function changedRules(before: Client, after: Client): ClientRule[] {
  const perRole = after.circumstances.assumptions["cross-role-deny"] === "per-role";
  const written = readAlike(before.circumstances, after.circumstances);
  const open = new Map<string, ClientRule[]>();
  for (const rule of before.rules) {
    const key = keyOf(rule, perRole, written);
    const same = open.get(key);
    if (same) same.push(rule);
    else open.set(key, [rule]);
  }
  const added = after.rules.filter((rule) => open.get(keyOf(rule, perRole, written))?.pop() === undefined);
  return [...[...open.values()].flat(), ...added];
}

/** Everything that bears on what a rule does at the time in question. */
function keyOf({ rule, role, grants, denies, state, reaches }: ClientRule, perRole: boolean, written: boolean): string {
  const paths = written ? rule.pattern.normal : JSON.stringify(reaches);
  return `${rule.ruleType}\n${perRole ? role : ""}\n${grants} ${denies} ${state.kind}\n${paths}`;
}

/** Whether the same written pattern means the same paths to both clients, so that its meaning need not be compared. */
function readAlike(a: Circumstances, b: Circumstances): boolean {
  const sameSettings = (Object.keys(a.assumptions) as (keyof Assumptions)[]).every(
    (name) => a.assumptions[name] === b.assumptions[name],
  );
  return a.claims === b.claims && sameSettings;
}
