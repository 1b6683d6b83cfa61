import type { Assumptions } from "../policy/assumptions.ts";
import type { Client } from "./client.ts";
import type { Circumstances, ClientRule } from "./client-rule.ts";

export interface ChangedRules {
  readonly removed: readonly ClientRule[];
  readonly added: readonly ClientRule[];
}

/**
 * The rules of two clients that do not stand in both, as often as they stand: what moves, is reordered or reformatted
 * is no change. Which role a rule stands in counts only where roles are scopes of their own (A1).
 */
export function changedRules(before: Client, after: Client): ChangedRules {
  const perRole = after.circumstances.assumptions["cross-role-deny"] === "per-role";
  const alike = readAlike(before.circumstances, after.circumstances);
  const open = new Map<string, ClientRule[]>();
  for (const rule of before.rules) {
    const same = open.get(rule.rule.pattern.normal);
    if (same) same.push(rule);
    else open.set(rule.rule.pattern.normal, [rule]);
  }
  const added: ClientRule[] = [];
  for (const rule of after.rules) {
    const written = open.get(rule.rule.pattern.normal) ?? [];
    const at = written.findIndex((other) => actsAlike(rule, other, alike) && (!perRole || rule.role === other.role));
    if (at < 0) added.push(rule);
    else written.splice(at, 1);
  }
  return { removed: [...open.values()].flat(), added };
}

/** Whether two rules with the same written path do the same at the time in question. @param alike see `readAlike`. */
function actsAlike(a: ClientRule, b: ClientRule, alike: boolean): boolean {
  return (
    a.rule.ruleType === b.rule.ruleType &&
    a.grants === b.grants &&
    a.denies === b.denies &&
    a.state.kind === b.state.kind &&
    (alike || JSON.stringify(a.reaches) === JSON.stringify(b.reaches))
  );
}

/** Whether the same written pattern means the same paths to both clients, so that its meaning need not be compared. */
function readAlike(a: Circumstances, b: Circumstances): boolean {
  const sameSettings = (Object.keys(a.assumptions) as (keyof Assumptions)[]).every(
    (name) => a.assumptions[name] === b.assumptions[name],
  );
  return a.claims === b.claims && sameSettings;
}
