// What an edit grants or revokes: access before against access after, exactly, for all paths and all times.
// It is looked for only where something came or went (patterns-of-change.ts).

import type { CapabilityName } from "../policy/capability.ts";
import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { holdsAdminRole } from "../policy/role.ts";
import { RULE_TYPES } from "../policy/rule-type.ts";
import { AnswerBudget } from "./answer-budget.ts";
import type { Client } from "./client.ts";
import type { Circumstances } from "./client-rule.ts";
import { intersectRead, mayShare, readPattern } from "./compare-patterns.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { findGains, type Gain, type GainSearch } from "./find-gains.ts";
import type { AccessPair } from "./gain-outcomes.ts";
import { jointName } from "./held-roles.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import { type GivingPattern, patternsOfChange } from "./patterns-of-change.ts";
import type { Region } from "./region.ts";
import type { Places, ShownEarlier } from "./shown-earlier.ts";
import { accessOfType } from "./type-access.ts";

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
  /** Whose claims it is decided for, or how templates are read. */
  readonly claims: Circumstances["claims"];
}

export interface AccessComparison {
  /** False when a question was too large: what is listed is true, and there may be more. */
  readonly decided: boolean;
  readonly gained: readonly AccessChange[];
  readonly lost: readonly AccessChange[];
}

/**
 * Compares two clients at the time each is prepared for. Their rules may stand in different texts.
 * @param effort what this and all other comparisons of the answer may cost.
 * @param shown earlier states of both, if only what none of them shows is to be told. A region may then hold more.
 */
export function compareAccess(
  before: Client,
  after: Client,
  effort: AnswerBudget = new AnswerBudget(),
  shown?: ShownEarlier,
): AccessComparison {
  let decided = true;
  const role = jointName(after, before);
  const [gained, lost]: [AccessChange[], AccessChange[]] = [[], []];
  for (const ruleType of typesToCompare(before, after)) {
    const [earlier, later] = [accessOfType(before, ruleType), accessOfType(after, ruleType)];
    const { gives, takes } = patternsOfChange(earlier, later, effort.cutting);
    effort.addRules(gives.length + takes.length);
    const pairs = (shown?.states ?? []).map((state): AccessPair => {
      return { from: accessOfType(state.before, ruleType), to: accessOfType(state.after, ruleType) };
    });
    const turned = pairs.map(({ from, to }) => ({ from: to, to: from }));
    const within = (patterns: readonly GivingPattern[]): readonly GivingPattern[] =>
      shown ? narrowTo(shown.places.get(ruleType), patterns) : patterns;
    const came = new AllGains({ from: earlier, to: later, earlier: pairs, effort }, within(gives));
    const went = new AllGains({ from: later, to: earlier, earlier: turned, effort }, within(takes));
    // The hard questions wait, so that they leave enough for the easy ones.
    for (const most of [EASY, Number.POSITIVE_INFINITY]) for (const each of [came, went]) each.ask(most);
    for (const { tokens } of came.open) effort.leftOut.push({ role, ruleType, tokens, change: "gained" });
    for (const { tokens } of went.open) effort.leftOut.push({ role, ruleType, tokens, change: "lost" });
    decided &&= came.open.length + went.open.length === 0;
    const tell = (gain: Gain): AccessChange => ({
      ...gain,
      ruleType,
      before: decide(before, ruleType, gain.witness, "reaching"),
      after: decide(after, ruleType, gain.witness, "reaching"),
      claims: after.circumstances.claims,
    });
    gained.push(...came.gains.map(tell));
    lost.push(...went.gains.map(tell));
  }
  return { decided, gained, lost };
}

/** Of who is admin it is told what the known rule types are about. */
function typesToCompare(before: Client, after: Client): Iterable<string> {
  if (holdsAdminRole(before) || holdsAdminRole(after)) return RULE_TYPES.map(({ name }) => name);
  return new Set([...before.compartmentsByType.keys(), ...after.compartmentsByType.keys()]);
}

/** What the second may do and the first may not, within patterns. What a narrower one tells, a wider one need not. */
class AllGains {
  readonly gains: Gain[] = [];
  private readonly search: Omit<GainSearch, "told">;
  private readonly patterns: readonly GivingPattern[];
  private readonly isOpen: Set<GivingPattern>;
  private readonly found = new Map<GivingPattern, CapabilitySet>();

  /** @param patterns narrow ones first. */
  constructor(search: Omit<GainSearch, "told">, patterns: readonly GivingPattern[]) {
    this.search = search;
    this.patterns = patterns;
    this.isOpen = new Set(patterns);
  }

  /** Those that are not decided yet. */
  get open(): GivingPattern[] {
    return [...this.isOpen];
  }

  /** Asks of those that are open. @param most what the questions about each may visit. */
  ask(most: number): void {
    if (this.isOpen.size === 0) return;
    const told = buildPathIndex([]);
    for (const pattern of this.patterns) {
      const { tokens, within } = pattern;
      if (this.isOpen.has(pattern)) this.askOne(pattern, told, most);
      const grants = this.found.get(pattern) ?? 0;
      // Where a capability was found, its region tells all of it within the pattern; others are left to be found.
      if (grants !== 0 && !within) told.add({ tokens, grants, denies: false });
    }
  }

  private askOne(pattern: GivingPattern, told: PathIndex, most: number): void {
    const { effort } = this.search;
    const known = this.found.get(pattern) ?? 0;
    const left = { ...pattern, mayGive: pattern.mayGive & ~known };
    const { decided, gains, capabilities } = effort.spendAtMost(most, () => findGains({ ...this.search, told }, left));
    const { within } = pattern;
    this.gains.push(...(within ? gains.map((gain) => ({ ...gain, region: partOf(within) })) : gains));
    this.found.set(pattern, known | capabilities);
    if (decided) this.isOpen.delete(pattern);
  }
}

/** What the questions about a pattern may visit before it waits for the others. */
const EASY = 5_000;

function partOf(tokens: PathTokens): Region {
  return { inside: tokens, except: [], exact: false };
}

/** The parts of patterns that lie in some places. */
function narrowTo(places: Places | undefined, patterns: readonly GivingPattern[]): GivingPattern[] {
  const parts = new Map<string, GivingPattern>();
  for (const pattern of patterns) {
    for (const id of places?.index.overlapping(pattern.tokens) ?? []) {
      const [whole, place] = [readPattern(pattern.tokens), readPattern(places?.patterns[id] ?? [])];
      if (!mayShare(whole, place)) continue;
      const part = intersectRead(whole, place);
      const [tokens, within] = part ? [part] : [whole.tokens, place.tokens];
      const key = JSON.stringify([tokens, within]);
      const mayGive = pattern.mayGive | (parts.get(key)?.mayGive ?? 0);
      // What a path showed earlier depends on how many rules match it, so that fewer need not suffice.
      parts.set(key, { tokens, mayGive, kind: "any", ...(within ? { within } : {}) });
    }
  }
  return [...parts.values()];
}
