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
  const same: SameRule = (a, b) =>
    a.rule.pattern.normal === b.rule.pattern.normal && actsAlike(a, b, alike) && (!perRole || a.role === b.role);
  const { removed, added } = walkTogether(before.rules, after.rules, same);
  return matchMoved(removed, added, same);
}

type SameRule = (a: ClientRule, b: ClientRule) => boolean;

/** How far ahead the lists are searched for where they go on alike. */
const FAR = 32;

/** What is left when two lists are walked side by side: mostly they are the same but for a few places. */
function walkTogether(before: readonly ClientRule[], after: readonly ClientRule[], same: SameRule): ChangedRules {
  const isSame = (i: number, j: number): boolean => {
    const [a, b] = [before[i], after[j]];
    return a !== undefined && b !== undefined && same(a, b);
  };
  const removed: ClientRule[] = [];
  const added: ClientRule[] = [];
  let i = 0;
  let j = 0;
  while (i < before.length || j < after.length) {
    let skip = 0;
    while (skip < FAR && !isSame(i + skip, j) && !isSame(i, j + skip) && !isSame(i + skip, j + skip)) skip++;
    const [left, right] = isSame(i, j + skip) ? [0, skip] : isSame(i + skip, j) ? [skip, 0] : [skip, skip];
    removed.push(...before.slice(i, i + left));
    added.push(...after.slice(j, j + right));
    i += left;
    j += right;
    while (isSame(i, j)) {
      i++;
      j++;
    }
  }
  return { removed, added };
}

/** Takes out what went in one place and came in another. */
function matchMoved(removed: readonly ClientRule[], added: readonly ClientRule[], same: SameRule): ChangedRules {
  const open = new Map<string, ClientRule[]>();
  for (const rule of removed) {
    const samePath = open.get(rule.rule.pattern.normal);
    if (samePath) samePath.push(rule);
    else open.set(rule.rule.pattern.normal, [rule]);
  }
  const came: ClientRule[] = [];
  for (const rule of added) {
    const samePath = open.get(rule.rule.pattern.normal) ?? [];
    const at = samePath.findIndex((other) => same(rule, other));
    if (at < 0) came.push(rule);
    else samePath.splice(at, 1);
  }
  return { removed: [...open.values()].flat(), added: came };
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
