// What an edit grants or revokes: access before against access after, exactly, for all paths and all times.
// It is looked for only where something came or went (patterns-of-change.ts).

import type { CapabilityName } from "../policy/capability.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { RULE_TYPES } from "../policy/rule-type.ts";
import { AnswerBudget } from "./answer-budget.ts";
import type { Client } from "./client.ts";
import type { Circumstances } from "./client-rule.ts";
import { intersectRead, mayShare, readPattern } from "./compare-patterns.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { type AccessPair, findGains, type Gain, type GainSearch } from "./find-gains.ts";
import { buildPathIndex } from "./path-index.ts";
import { type GivingPattern, patternsOfChange } from "./patterns-of-change.ts";
import type { Region } from "./region.ts";
import type { Places, ShownEarlier } from "./shown-earlier.ts";
import { accessOfType, isAdmin } from "./type-access.ts";

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
  const role = [...new Set([...after.roles, ...before.roles].map(({ name }) => name))].join(" with ");
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
    const leave = ({ tokens }: GivingPattern): void => {
      effort.leftOut.push({ role, ruleType, tokens });
    };
    const came = findAllGains({ from: earlier, to: later, earlier: pairs, effort }, within(gives), leave);
    const went = findAllGains({ from: later, to: earlier, earlier: turned, effort }, within(takes), leave);
    decided &&= came.decided && went.decided;
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
  if (isAdmin(before) || isAdmin(after)) return RULE_TYPES.map(({ name }) => name);
  return new Set([...before.compartmentsByType.keys(), ...after.compartmentsByType.keys()]);
}

/**
 * What the second may do and the first may not, within these patterns; no gain is told twice.
 * @param leave is told each pattern that is not decided.
 */
function findAllGains(
  search: Omit<GainSearch, "told">,
  patterns: readonly GivingPattern[],
  leave: (pattern: GivingPattern) => void,
): { decided: boolean; gains: readonly Gain[] } {
  const told = buildPathIndex([]);
  let decided = true;
  const gains: Gain[] = [];
  for (const pattern of patterns) {
    const found = findGains({ ...search, told }, pattern);
    if (!found.decided) leave(pattern);
    decided &&= found.decided;
    const { within } = pattern;
    gains.push(...(within ? found.gains.map((gain) => ({ ...gain, region: partOf(within) })) : found.gains));
    // Where a capability was found, its region tells all of it within the pattern; others are left to be found.
    if (found.capabilities !== 0 && !within)
      told.add({ tokens: pattern.tokens, grants: found.capabilities, denies: false });
  }
  return { decided, gains };
}

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
