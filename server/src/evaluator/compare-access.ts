// What an edit grants or revokes: access before against access after, exactly, for all paths and all times.
// Only the rules that differ are looked into, so that the work grows with the edit and not with the policy.

import type { CapabilityName } from "../policy/capability.ts";
import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { RULE_TYPES } from "../policy/rule-type.ts";
import { changedRules } from "./changed-rules.ts";
import type { Client } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { findGains } from "./find-gains.ts";
import { buildPathIndex } from "./path-index.ts";
import type { Region } from "./region.ts";
import { accessOfType, EVERYTHING } from "./type-access.ts";

export interface AccessChange {
  readonly ruleType: string;
  readonly capabilities: readonly CapabilityName[];
  /** Where: within the rule that changed. */
  readonly region: Region;
  /** A shortest path on which the change shows. */
  readonly witness: string;
  /** What is decided on the witness, before and after. */
  readonly before: Decision;
  readonly after: Decision;
}

export interface AccessComparison {
  /** False when a question was too large: what is listed is true, and there may be more. */
  readonly decided: boolean;
  readonly gained: readonly AccessChange[];
  readonly lost: readonly AccessChange[];
}

/** Compares two clients at the time each is prepared for. Their rules may stand in different texts. */
export function compareAccess(before: Client, after: Client, budget?: number): AccessComparison {
  const { removed, added } = changedRules(before, after);
  const gained = findChanges(before, after, givingRules(added, removed), budget);
  const lost = findChanges(after, before, givingRules(removed, added), budget);
  return {
    decided: gained.decided && lost.decided,
    gained: gained.changes,
    lost: lost.changes.map((change) => ({ ...change, before: change.after, after: change.before })),
  };
}

interface Changes {
  readonly decided: boolean;
  readonly changes: readonly AccessChange[];
}

/** What is gained on a path was given by an allow that came or a deny that went, and only there need be looked. */
function givingRules(came: readonly ClientRule[], went: readonly ClientRule[]): ClientRule[] {
  return [...came.filter(({ denies }) => !denies), ...went.filter(({ denies }) => denies)];
}

/** What the second client may do and the first may not. */
function findChanges(from: Client, to: Client, giving: readonly ClientRule[], budget: number | undefined): Changes {
  if (isAdmin(from)) return { decided: true, changes: [] };
  const byType = isAdmin(to) ? new Map(RULE_TYPES.map(({ name }) => [name, [ALL_PATHS]])) : patternsByType(giving);
  let decided = true;
  const changes: AccessChange[] = [];
  for (const [ruleType, patterns] of byType) {
    const [earlier, later] = [accessOfType(from, ruleType), accessOfType(to, ruleType)];
    const told = buildPathIndex([]);
    for (const { tokens, mayGive } of patterns) {
      const found = findGains({ from: earlier, to: later, told, mayGive, budget }, tokens);
      decided &&= found.decided;
      for (const gain of found.gains) {
        const before = decide(from, ruleType, gain.witness, "reaching");
        changes.push({ ...gain, ruleType, before, after: decide(to, ruleType, gain.witness, "reaching") });
      }
      // Only what the pattern was asked for is told: a deny that went may have given more on the same paths.
      told.add(mayGive === ANYTHING ? { tokens, grants: 0, denies: true } : { tokens, grants: mayGive, denies: false });
    }
  }
  return { decided, changes };
}

function isAdmin({ roles }: Client): boolean {
  return roles.some((role) => role.admin);
}

/** A pattern and what the rules with it may have given. */
interface GivingPattern {
  readonly tokens: PathTokens;
  readonly mayGive: CapabilitySet;
}

const ANYTHING: CapabilitySet = -1;
const ALL_PATHS: GivingPattern = { tokens: EVERYTHING, mayGive: ANYTHING };

/** The patterns of the rules, each once; narrow ones first, so that wide ones need not repeat them. */
function patternsByType(giving: readonly ClientRule[]): Map<string, GivingPattern[]> {
  const byType = new Map<string, Map<string, GivingPattern>>();
  for (const { rule, reaches, denies, grants } of giving) {
    const patterns = byType.get(rule.ruleType) ?? new Map<string, GivingPattern>();
    for (const tokens of reaches) {
      const key = JSON.stringify(tokens);
      patterns.set(key, { tokens, mayGive: (patterns.get(key)?.mayGive ?? 0) | (denies ? ANYTHING : grants) });
    }
    byType.set(rule.ruleType, patterns);
  }
  return new Map([...byType].map(([type, patterns]) => [type, [...patterns.values()].sort(narrowFirst)]));
}

/**
 * A pattern that lies within another has at least as much text and, with as much, fewer wildcards. What is as narrow
 * comes in the order of its text, so that the order of the rules plays no part.
 */
function narrowFirst({ tokens: a }: GivingPattern, { tokens: b }: GivingPattern): number {
  return textLength(b) - textLength(a) || a.length - b.length || (String(a) < String(b) ? -1 : 1);
}

function textLength(tokens: PathTokens): number {
  return tokens.reduce((sum: number, token) => sum + (typeof token === "string" ? token.length : 0), 0);
}
