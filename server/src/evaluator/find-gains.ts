// What one access grants within a pattern and another does not: which capabilities, where, and a path that shows each.

import type { CapabilityName } from "../policy/capability.ts";
import { bitOf, type CapabilitySet, capabilityNames } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { intersect } from "./compare-patterns.ts";
import { describeChange, regionKey, surroundingsOf } from "./describe-change.ts";
import { findPath } from "./find-path.ts";
import { DENIED } from "./indexed-rule.ts";
import type { PathIndex } from "./path-index.ts";
import type { PathAnswer } from "./path-question.ts";
import type { GivingPattern } from "./patterns-of-change.ts";
import type { Region } from "./region.ts";
import type { TypeAccess } from "./type-access.ts";

export interface GainSearch {
  readonly from: TypeAccess;
  readonly to: TypeAccess;
  /** What is told already and where: there it grants those capabilities. */
  readonly told: PathIndex;
  /** The same two at earlier moments: what any of these shows already is not sought. */
  readonly earlier: readonly AccessPair[];
  readonly budget: number | undefined;
}

export interface AccessPair {
  readonly from: TypeAccess;
  readonly to: TypeAccess;
}

/** Capabilities that are gained on the same region. */
export interface Gain {
  readonly capabilities: readonly CapabilityName[];
  readonly region: Region;
  /** A shortest path on which they are gained. */
  readonly witness: string;
}

export interface FoundGains {
  readonly decided: boolean;
  readonly gains: readonly Gain[];
  /** The capabilities of all of them. */
  readonly capabilities: CapabilitySet;
}

/** Asks for a path with anything new, and again for what is not found yet, until nothing is left. */
export function findGains(search: GainSearch, pattern: GivingPattern): FoundGains {
  const { to, told } = search;
  const { tokens } = pattern;
  const shown: Shown[] = [];
  const mayGive = pattern.kind === "allow-came" ? pattern.mayGive : pattern.mayGive & grantedWithin(to, tokens);
  let open: CapabilitySet = mayGive;
  const answer = (decided: boolean): FoundGains => {
    return { decided, gains: describeGains(search, tokens, shown), capabilities: mayGive & ~open };
  };
  while (open !== 0) {
    let found = findGain(search, pattern, open);
    if (!found.decided && pattern.kind === "deny-went") found = findUnderDeny(search, tokens, open);
    const witness = found.decided ? found.witness : undefined;
    if (witness === undefined) return answer(found.decided);
    const outcomes = indexesOf(search).map((index) => index.decide(witness));
    const capabilities = gainOf(search, outcomes) & open & ~told.decide(witness);
    // Every round must find something new; the search and the index never disagree, but a loop may not rest on that.
    if (capabilities === 0) return answer(false);
    shown.push({ capabilities, witness });
    open &= ~capabilities;
  }
  return answer(true);
}

/** All that any allow with a path in the pattern grants. */
function grantedWithin(to: TypeAccess, tokens: PathTokens): CapabilitySet {
  return to.reaching(tokens).reduce((set, { grants, denies }) => (denies ? set : set | grants), 0);
}

/** A shortest path of the pattern on which something of what is sought is gained and not told. */
function findGain(search: GainSearch, { tokens, kind }: GivingPattern, sought: CapabilitySet): PathAnswer {
  const { told, budget } = search;
  return findPath({
    inside: [tokens],
    indexes: [told, ...indexesOf(search)],
    wanted: ([known = 0, ...outcomes]) => (gainOf(search, outcomes) & sought & ~known) !== 0,
    hopeless: ([known = 0, ...certain], [, ...possible]) =>
      (mostGain(search, certain, possible) & sought & ~known) === 0,
    fewerRulesSuffice: kind === "allow-came",
    ...(budget === undefined ? {} : { budget }),
  });
}

/**
 * The same where all of the pattern was denied: then all that is granted there is gained, and allow by allow, the fewer
 * rules match a path the better.
 */
function findUnderDeny({ to, told, budget }: GainSearch, tokens: PathTokens, sought: CapabilitySet): PathAnswer {
  const giving = to.reaching(tokens).filter(({ grants, denies }) => !denies && (grants & sought) !== 0);
  if (giving.length > MOST_ASKED) return { decided: false };
  let shortest: string | undefined;
  for (const allow of giving) {
    const both = intersect(tokens, allow.tokens);
    const found = findPath({
      inside: both ? [both] : [tokens, allow.tokens],
      indexes: [told, ...to.indexes],
      wanted: ([known = 0, outcome]) => outcome !== DENIED && (allow.grants & sought & ~known) !== 0,
      hopeless: ([known = 0, outcome]) => outcome === DENIED || (allow.grants & sought & ~known) === 0,
      fewerRulesSuffice: true,
      ...(budget === undefined ? {} : { budget }),
    });
    if (!found.decided) return found;
    const { witness } = found;
    if (witness !== undefined && (shortest === undefined || witness.length < shortest.length)) shortest = witness;
  }
  return { decided: true, witness: shortest };
}

/** How many allows are asked one by one. */
const MOST_ASKED = 1_000;

/** A path and the capabilities that it is the first to show. */
interface Shown {
  readonly capabilities: CapabilitySet;
  readonly witness: string;
}

/** Those of the first, then of the second, then both at each earlier moment. */
function indexesOf({ from, to, earlier }: GainSearch): PathIndex[] {
  return [{ from, to }, ...earlier].flatMap((pair) => [...pair.from.indexes, ...pair.to.indexes]);
}

/** What the second has and the first has not, and did not show earlier, from the outcomes of all scopes on a path. */
function gainOf({ from, to, earlier }: GainSearch, outcomes: readonly number[]): CapabilitySet {
  const first = from.indexes.length;
  let start = first + to.indexes.length;
  let gain = unite(outcomes, first, start) & ~unite(outcomes, 0, first);
  for (const pair of earlier) {
    const second = start + pair.from.indexes.length;
    const end = second + pair.to.indexes.length;
    gain &= ~(unite(outcomes, second, end) & ~unite(outcomes, start, second));
    start = end;
  }
  return gain;
}

function unite(outcomes: readonly number[], start: number, end: number): CapabilitySet {
  let set = 0;
  for (let at = start; at < end; at++) if (outcomes[at] !== DENIED) set |= outcomes[at] ?? 0;
  return set;
}

/**
 * The most that can be gained on any longer path: all that the second may have, without what the first surely keeps and
 * what was surely gained earlier.
 */
function mostGain(
  { from, to, earlier }: GainSearch,
  certain: readonly number[],
  possible: readonly number[],
): CapabilitySet {
  const first = from.indexes.length;
  let start = first + to.indexes.length;
  let gain = uniteMost(certain, possible, first, start) & ~uniteLeast(certain, possible, 0, first);
  for (const pair of earlier) {
    const second = start + pair.from.indexes.length;
    const end = second + pair.to.indexes.length;
    gain &= ~(uniteLeast(certain, possible, second, end) & ~uniteMost(certain, possible, start, second));
    start = end;
  }
  return gain;
}

function uniteLeast(
  certain: readonly number[],
  possible: readonly number[],
  start: number,
  end: number,
): CapabilitySet {
  let least = 0;
  for (let at = start; at < end; at++) {
    if (((certain[at] ?? 0) | (possible[at] ?? 0)) < DENIED) least |= certain[at] ?? 0;
  }
  return least;
}

function uniteMost(certain: readonly number[], possible: readonly number[], start: number, end: number): CapabilitySet {
  let most = 0;
  for (let at = start; at < end; at++) {
    if (certain[at] !== DENIED) most |= ((certain[at] ?? 0) | (possible[at] ?? 0)) & ~DENIED;
  }
  return most;
}

/**
 * Joins capabilities with the same region: if it is exact, the first witness shows all of them. That they are all new
 * there is not said by the region.
 */
function describeGains({ from, to, earlier }: GainSearch, tokens: PathTokens, shown: readonly Shown[]): Gain[] {
  if (shown.length === 0) return [];
  const around = surroundingsOf(from, to, tokens);
  const regions = new Map<string, Region>();
  const joined = new Map<string, Shown & { readonly region: Region }>();
  for (const { capabilities, witness } of shown) {
    for (const name of capabilityNames(capabilities)) {
      const givenAlike = regionKey(around, bitOf(name));
      const region = regions.get(givenAlike) ?? describeChange(around, bitOf(name));
      regions.set(givenAlike, region);
      const key = JSON.stringify(region.exact && earlier.length === 0 ? region : [region, witness]);
      const known = joined.get(key) ?? { region, witness, capabilities: 0 };
      joined.set(key, { ...known, capabilities: known.capabilities | bitOf(name) });
    }
  }
  return [...joined.values()].map((gain) => ({ ...gain, capabilities: capabilityNames(gain.capabilities) }));
}
