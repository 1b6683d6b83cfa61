// What one access grants within a pattern and another does not: which capabilities, where, and a path that shows each.

import type { CapabilityName } from "../policy/capability.ts";
import { bitOf, type CapabilitySet, capabilityNames } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { shortestPath } from "./asked-pattern.ts";
import { intersectRead, type ReadPattern } from "./compare-patterns.ts";
import { describeChanges, Surroundings } from "./describe-change.ts";
import { type ComparedAccess, gainOf, indexesOf, mostGain } from "./gain-outcomes.ts";
import { DENIED } from "./indexed-rule.ts";
import type { PathIndex } from "./path-index.ts";
import type { PathAnswer } from "./path-question.ts";
import type { GivingPattern } from "./patterns-of-change.ts";
import type { ReachingRule } from "./reaching-rules.ts";
import type { Region } from "./region.ts";
import { isSameRegion } from "./same-region.ts";
import { unite } from "./unite-outcomes.ts";

export interface GainSearch extends ComparedAccess {
  /** What is told already and where: there it grants those capabilities. */
  readonly told: PathIndex;
  readonly effort: AnswerBudget;
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
  const { told, effort } = search;
  if (effort.isSpent) return { decided: false, gains: [], capabilities: 0 };
  const shown: Shown[] = [];
  const around = new Surroundings(search, pattern, effort);
  const mayGive = around.isGivenAllOver ? pattern.mayGive : grantedWithin(around, pattern);
  let open: CapabilitySet = mayGive;
  const answer = (decided: boolean): FoundGains => {
    return { decided, gains: describeGains(search, shown, around), capabilities: mayGive & ~open };
  };
  while (open !== 0) {
    const found = findGain(search, pattern, open, around);
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
function grantedWithin(around: Surroundings, { mayGive }: GivingPattern): CapabilitySet {
  const granted = around.allows()?.reduce((set, { grants }) => set | grants, 0);
  return granted === undefined ? mayGive : mayGive & granted;
}

/** A shortest path of the pattern on which something of what is sought is gained and not told. */
function findGain(search: GainSearch, pattern: GivingPattern, sought: CapabilitySet, around: Surroundings): PathAnswer {
  const { kind, tokens } = pattern;
  if (kind === "allow-came") return findFresh(search, tokens, sought, []);
  const pieces = kind === "any" ? [] : piecesOf(search, pattern, sought, around);
  if (pieces === undefined) return NOT_DECIDED;
  if (kind === "any") return findAnywhere(search, pattern, sought);
  // Where few rules cross, pieces are found at once; where very many do, it is better to ask for all together.
  const quick = pieces.length > FEW_PIECES ? NOT_DECIDED : findShortest(search, tokens, pieces, QUICK);
  if (quick.decided) return quick;
  const whole = findAnywhere(search, pattern, sought);
  return whole.decided || kind !== "deny-went" || pieces.length > MOST_PIECES
    ? whole
    : findShortest(search, tokens, pieces, search.effort.most);
}

/** A question about a part of a pattern. @param most what it may visit. */
type Piece = (most: number) => PathAnswer;

/**
 * The same question in parts, in each of which a path shows a gain the sooner the fewer rules match it. Undefined where
 * it is not known what is around.
 */
function piecesOf(
  search: GainSearch,
  { kind, tokens }: GivingPattern,
  sought: CapabilitySet,
  around: Surroundings,
): Piece[] | undefined {
  if (kind === "deny-went") {
    const giving = around.allows()?.filter(({ grants }) => (grants & sought) !== 0);
    return giving?.map((allow) => (most) => findUnderDeny(search, around.within, allow, allow.grants & sought, most));
  }
  // Where denies stood all is gained, and beside them what is new.
  const gone = around.earlierDenied();
  if (gone === undefined) return undefined;
  return [
    (most) => findFresh(search, tokens, sought, gone, most),
    ...gone.map(
      (deny): Piece =>
        (most) =>
          findUnderDeny(search, around.within, deny, sought, most),
    ),
  ];
}

/** So many pieces are tried first, and so much each of them may visit then. */
const FEW_PIECES = 100;
const QUICK = 2_000;
const MOST_PIECES = 1_000;

/** The same whatever stands on either side. */
function findAnywhere(search: GainSearch, { tokens, within }: GivingPattern, sought: CapabilitySet): PathAnswer {
  return search.effort.find({
    inside: within ? [tokens, within] : [tokens],
    indexes: [search.told, ...indexesOf(search)],
    bits: [sought, ...indexesOf(search).map(() => sought | DENIED)],
    wanted: ([known = 0, ...outcomes]) => (gainOf(search, outcomes) & sought & ~known) !== 0,
    hopeless: ([known = 0, ...certain], [, ...possible]) =>
      (mostGain(search, certain, possible) & sought & ~known) === 0,
  });
}

/**
 * The same where an allow with this pattern came that grants what is sought: the fewer rules match a path, the better.
 * @param gone denies of the first that are not looked at.
 */
function findFresh(
  search: GainSearch,
  tokens: PathTokens,
  sought: CapabilitySet,
  gone: readonly ReachingRule[],
  most: number = search.effort.most,
): PathAnswer {
  const { told, from, to } = search;
  const gain = ([known = 0, ...outcomes]: readonly number[]): CapabilitySet =>
    outcomes[from.indexes.length] === DENIED ? 0 : sought & ~unite(outcomes, 0, from.indexes.length) & ~known;
  return search.effort.find({
    inside: [tokens],
    indexes: [told, ...from.indexes, ...to.indexes],
    bits: [sought, ...from.indexes.map(() => sought | DENIED), ...to.indexes.map(() => DENIED)],
    without: gone.map(({ index, id }) => ({ index: 1 + index, id })),
    wanted: (outcomes) => gain(outcomes) !== 0,
    hopeless: (certain) => gain(certain) === 0,
    fewerRulesSuffice: true,
    budget: most,
  });
}

/** The same where a deny went and an allow grants what is sought: where both are, all that is granted is gained. */
function findUnderDeny(
  search: GainSearch,
  within: ReadPattern,
  other: ReachingRule,
  sought: CapabilitySet,
  most: number,
): PathAnswer {
  const { told, to } = search;
  const both = intersectRead(within, other);
  return search.effort.find({
    inside: both ? [both] : [within.tokens, other.tokens],
    indexes: [told, ...to.indexes],
    bits: [sought, ...to.indexes.map(() => DENIED)],
    wanted: ([known = 0, outcome]) => outcome !== DENIED && (sought & ~known) !== 0,
    hopeless: ([known = 0, outcome]) => outcome === DENIED || (sought & ~known) === 0,
    fewerRulesSuffice: true,
    budget: most,
  });
}

/** A shortest of all witnesses, which are paths of the pattern. */
function findShortest({ effort }: GainSearch, tokens: PathTokens, pieces: readonly Piece[], most: number): PathAnswer {
  let shortest: string | undefined;
  const least = shortestPath(tokens).length;
  for (const piece of pieces) {
    const found = effort.isSpent ? NOT_DECIDED : piece(most);
    if (!found.decided) return found;
    const { witness } = found;
    if (witness !== undefined && (shortest === undefined || witness.length < shortest.length)) shortest = witness;
    if (shortest?.length === least) break;
  }
  return { decided: true, witness: shortest };
}

const NOT_DECIDED: PathAnswer = { decided: false };

/** A path and the capabilities that it is the first to show. */
interface Shown {
  readonly capabilities: CapabilitySet;
  readonly witness: string;
}

/**
 * Joins capabilities with the same region: if it is exact, the first witness shows all of them. That they are all new
 * there is not said by the region.
 */
function describeGains({ earlier }: GainSearch, shown: readonly Shown[], around: Surroundings): Gain[] {
  const apart = shown.flatMap(({ capabilities, witness }) =>
    capabilityNames(capabilities).map((name) => ({ bit: bitOf(name), witness })),
  );
  if (apart.length === 0) return [];
  const regions = describeChanges(
    around,
    apart.map(({ bit }) => bit),
  );
  const places: Region[] = [];
  const joined = new Map<string, Shown & { readonly region: Region }>();
  for (const [at, { bit, witness }] of apart.entries()) {
    const region = regions[at];
    if (region === undefined) continue;
    const known = places.findIndex((other) => isSameRegion(other, region));
    const place = known < 0 ? places.push(region) - 1 : known;
    const key = region.exact && earlier.length === 0 ? `${place}` : `${place}\n${witness}`;
    const gain = joined.get(key) ?? { region, witness, capabilities: 0 };
    joined.set(key, { ...gain, capabilities: gain.capabilities | bit });
  }
  return [...joined.values()].map((gain) => ({ ...gain, capabilities: capabilityNames(gain.capabilities) }));
}
