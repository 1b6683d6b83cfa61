// What an edit grants or revokes: access before against access after, exactly, for all paths and all times.
// Only the rules that differ are looked into, so that the work grows with the edit and not with the policy.

import type { CapabilityName } from "../policy/capability.ts";
import { type CapabilitySet, capabilityNames, fullSet } from "../policy/capability-set.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { RULE_TYPES } from "../policy/rule-type.ts";
import { changedRules } from "./changed-rules.ts";
import type { Client, Compartment } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { describeChange } from "./describe-change.ts";
import { findPath } from "./find-path.ts";
import { DENIED } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { Region } from "./region.ts";

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
  const changes = changedRules(before, after);
  const gained = findChanges(before, after, changes, budget);
  const lost = findChanges(after, before, changes, budget);
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

/** What the second client may do and the first may not. */
function findChanges(from: Client, to: Client, changed: readonly ClientRule[], budget: number | undefined): Changes {
  const fromAdmin = from.roles.some((role) => role.admin);
  const toAdmin = to.roles.some((role) => role.admin);
  if (fromAdmin) return { decided: true, changes: [] };
  if (toAdmin) return { decided: true, changes: RULE_TYPES.map(({ name }) => fullChange(from, to, name)) };
  let decided = true;
  const changes: AccessChange[] = [];
  for (const [ruleType, patterns] of patternsByType(changed)) {
    const told = buildPathIndex([]);
    for (const tokens of patterns) {
      const result = changesWithin({ from, to, ruleType, told, budget }, tokens);
      decided &&= result.decided;
      changes.push(...result.changes);
      told.add({ tokens, grants: 0, denies: true });
    }
  }
  return { decided, changes };
}

/** The patterns of the changed rules, each once; narrow ones first, so that wide ones need not repeat them. */
function patternsByType(changed: readonly ClientRule[]): Map<string, PathTokens[]> {
  const byType = new Map<string, Map<string, PathTokens>>();
  for (const { rule, reaches } of changed) {
    const patterns = byType.get(rule.ruleType) ?? new Map<string, PathTokens>();
    for (const tokens of reaches) patterns.set(JSON.stringify(tokens), tokens);
    byType.set(rule.ruleType, patterns);
  }
  return new Map([...byType].map(([ruleType, patterns]) => [ruleType, [...patterns.values()].sort(narrowFirst)]));
}

/** A pattern that lies within another has at least as much text and, with as much, fewer wildcards. */
function narrowFirst(a: PathTokens, b: PathTokens): number {
  return textLength(b) - textLength(a) || a.length - b.length;
}

function textLength(tokens: PathTokens): number {
  return tokens.reduce((sum: number, token) => sum + (typeof token === "string" ? token.length : 0), 0);
}

interface ChangeSearch {
  readonly from: Client;
  readonly to: Client;
  readonly ruleType: string;
  /** The patterns whose changes are told already; it denies their paths. */
  readonly told: PathIndex;
  readonly budget: number | undefined;
}

/** Asks for a path with anything new, and again for what is not found yet, until nothing is left. */
function changesWithin(search: ChangeSearch, tokens: PathTokens): Changes {
  const { from, to, ruleType, told, budget } = search;
  const scopes = pairCompartments(from, to, ruleType);
  const changes: AccessChange[] = [];
  let found: CapabilitySet = 0;
  for (;;) {
    const known = found;
    const answer = findPath({
      inside: [tokens],
      indexes: [told, ...scopes.indexes],
      wanted: ([isTold, ...outcomes]) => isTold !== DENIED && (scopes.gain(outcomes) & ~known) !== 0,
      hopeless: ([isTold, ...certain]) => isTold === DENIED || scopes.deniesAll(certain),
      ...(budget === undefined ? {} : { budget }),
    });
    if (!answer.decided) return { decided: false, changes };
    const { witness } = answer;
    if (witness === undefined) return { decided: true, changes };
    const gain = scopes.gain(scopes.indexes.map((index) => index.decide(witness))) & ~known;
    changes.push(toChange(from, to, ruleType, tokens, gain, witness));
    found |= gain;
  }
}

/** The outcome of several compartments is the union of what each leaves (A1). */
function pairCompartments(
  from: Client,
  to: Client,
  ruleType: string,
): {
  indexes: readonly PathIndex[];
  gain(outcomes: readonly number[]): CapabilitySet;
  /** Whether the second client is denied on every longer path. */
  deniesAll(certain: readonly number[]): boolean;
} {
  const earlier = indexesOf(from.compartmentsByType.get(ruleType));
  const later = indexesOf(to.compartmentsByType.get(ruleType));
  const granted = (outcomes: readonly number[], start: number, end: number): CapabilitySet => {
    let set = 0;
    for (let at = start; at < end; at++) if (outcomes[at] !== DENIED) set |= outcomes[at] ?? 0;
    return set;
  };
  const all = earlier.length + later.length;
  return {
    indexes: [...earlier, ...later],
    gain: (outcomes) => granted(outcomes, earlier.length, all) & ~granted(outcomes, 0, earlier.length),
    deniesAll: (certain) => certain.slice(earlier.length).every((outcome) => outcome === DENIED),
  };
}

function indexesOf(compartments: readonly Compartment[] | undefined): PathIndex[] {
  return (compartments ?? []).map(({ acting }) => acting.paths);
}

function toChange(
  from: Client,
  to: Client,
  ruleType: string,
  tokens: PathTokens,
  gain: CapabilitySet,
  witness: string,
): AccessChange {
  return {
    ruleType,
    capabilities: capabilityNames(gain),
    region: describeChange(from, to, ruleType, tokens, gain),
    witness,
    before: decide(from, ruleType, witness),
    after: decide(to, ruleType, witness),
  };
}

function fullChange(from: Client, to: Client, ruleType: string): AccessChange {
  const whole: PathTokens = ["/", ANY];
  return {
    ruleType,
    capabilities: capabilityNames(fullSet(ruleType)),
    region: { inside: whole, except: [], exact: true },
    witness: "/",
    before: decide(from, ruleType, "/"),
    after: decide(to, ruleType, "/"),
  };
}
