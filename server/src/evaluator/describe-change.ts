// Where within a changed rule access changes, in user terms: a pattern with exceptions. What is around the rule is looked
// up when it is needed, and no more of it than is: a wide rule shares paths with thousands that have no part in its change.

import type { CapabilitySet } from "../policy/capability-set.ts";
import { onDemand } from "../policy/on-demand.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { coversRead, intersectRead, type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { DenyMeetings } from "./deny-meetings.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import type { AccessPair } from "./gain-outcomes.ts";
import { DENIED } from "./indexed-rule.ts";
import type { GivingPattern } from "./patterns-of-change.ts";
import type { ReachingRule } from "./reaching-rules.ts";
import { type Region, subtractRead } from "./region.ts";
import type { Sought } from "./sought-rules.ts";
import type { TypeAccess } from "./type-access.ts";

type Rules = readonly ReachingRule[];

/** What shares a path with a pattern, before and after. All of it is undefined where it takes more steps than are left. */
export class Surroundings {
  readonly within: ReadPattern;
  /** Whether all of each side is one scope. */
  readonly oneScope: boolean;
  /** Whether an allow with this very pattern gives whatever is gained. */
  readonly isGivenAllOver: boolean;
  /** What is left to describe changes. */
  readonly describing: StepsLeft;
  /** All allows of the second. */
  readonly allows: () => Rules | undefined = onDemand(() => this.find(this.to, { bits: DENIED - 1 }, this.cutting));
  /** Denies of the second; if they are too many to be exceptions, only some. */
  readonly denied: () => Rules | undefined = onDemand(() =>
    this.find(this.to, { bits: DENIED, most: MOST_PARTS }, this.describing),
  );
  /** All denies of the first. */
  readonly earlierDenied: () => Rules | undefined = onDemand(() =>
    this.find(this.from, { bits: DENIED }, this.cutting),
  );
  /** Of the first. */
  readonly meetings: DenyMeetings;
  /** What is left to find what access rests on. */
  private readonly cutting: StepsLeft;
  private readonly from: TypeAccess;
  private readonly to: TypeAccess;

  constructor(
    { from, to }: AccessPair,
    { tokens, kind }: GivingPattern,
    { cutting, describing }: Pick<AnswerBudget, "cutting" | "describing">,
  ) {
    this.within = readPattern(tokens);
    this.oneScope = from.indexes.length <= 1 && to.indexes.length <= 1;
    this.isGivenAllOver = kind === "allow-came" || kind === "allow-came-deny-went";
    this.cutting = cutting;
    this.describing = describing;
    this.meetings = from.meetings;
    this.from = from;
    this.to = to;
  }

  /** What the first grants of some capabilities; if that is by too many rules to be exceptions, only some of them. */
  had(capabilities: CapabilitySet): Rules | undefined {
    return this.find(this.from, { bits: capabilities, most: MOST_PARTS }, this.describing);
  }

  private find(access: TypeAccess, sought: Sought, steps: StepsLeft): Rules | undefined {
    if (steps.left <= 0) return undefined;
    const found = access.reaching(this.within, steps, sought);
    steps.left -= PASSES * found.length;
    return steps.left > 0 ? found : undefined;
  }
}

/**
 * For each of some capabilities the paths of the pattern on which the second has it and the first has not. Those that the
 * same rules give change in the same region, which is then the very same object.
 */
export function describeChanges(around: Surroundings, capabilities: readonly CapabilitySet[]): Region[] {
  const all = capabilities.reduce((set, bit) => set | bit, 0);
  const together = around.had(all);
  const isWhole = together !== undefined && together.length <= MOST_PARTS;
  const described: { readonly bit: CapabilitySet; readonly region: Region }[] = [];
  return capabilities.map((bit) => {
    const same = isWhole && described.find((known) => isGivenAlike(around, together, known.bit, bit));
    if (same) return same.region;
    const had = isWhole || bit === all ? together?.filter(({ grants }) => (grants & bit) !== 0) : around.had(bit);
    const region = describeChange(around, bit, had);
    described.push({ bit, region });
    return region;
  });
}

/** Whether the same rules give both capabilities, so that they change in the same region. */
function isGivenAlike(around: Surroundings, had: Rules, a: CapabilitySet, b: CapabilitySet): boolean {
  const isAlike = ({ grants }: ReachingRule): boolean => ((grants & a) !== 0) === ((grants & b) !== 0);
  return had.every(isAlike) && (around.isGivenAllOver || around.allows()?.every(isAlike) === true);
}

/**
 * Where an allow of the second reaches, without its denies and without what the first had already. No path on which there
 * is a gain is left out; `exact` where nothing else is in it.
 * @param had what the first grants of the capability.
 */
function describeChange(around: Surroundings, capability: CapabilitySet, had: Rules | undefined): Region {
  const { oneScope, describing } = around;
  const [inside, isFound] = insideOf(around, capability);
  const part: Region = { inside: inside.tokens, except: [], exact: false };
  const denied = around.denied();
  if (had === undefined || denied === undefined || denied.length + had.length > MOST_PARTS) return part;
  const denies = had.length > 0 ? around.earlierDenied() : [];
  if (denies === undefined || had.length * denies.length > MOST_PAIRS) return part;
  describing.left -=
    PASSES * (had.length + denied.length + denies.length) + (had.length * denies.length) / PAIRS_A_STEP;
  // What the first had, but for its denies, is no exception where those denies are gone.
  const hadForSure = around.meetings.unmet(had, denies);
  const hadNothingElse = had.length === hadForSure.length || denies.some((deny) => coversRead(deny, inside));
  // With several scopes a deny need not take away what the allow of another scope grants.
  const except = oneScope ? [...denied, ...hadForSure] : hadForSure;
  return subtractRead(inside, except, isFound && hadNothingElse && oneScope, describing);
}

/** The part of the pattern in which a capability is given, and whether it was found; else it is the whole pattern. */
function insideOf(around: Surroundings, capability: CapabilitySet): readonly [ReadPattern, boolean] {
  const { within, isGivenAllOver } = around;
  if (isGivenAllOver) return [within, true];
  const allows = around.allows()?.filter(({ grants }) => (grants & capability) !== 0);
  const widest = allows && widestOf(allows, within);
  return [widest ?? within, widest !== undefined];
}

/** More exceptions than this explain nothing, and cost. */
const MOST_PARTS = 300;
const MOST_PAIRS = 10_000;

/** How often what is around is looked through. */
const PASSES = 3;

/** Most pairs of patterns part in their first segments. */
const PAIRS_A_STEP = 4;

/** Of the patterns that grant it, the part of the asked one that holds all their parts; nothing if no single one does. */
function widestOf(granting: readonly ReadPattern[], within: ReadPattern): ReadPattern | undefined {
  if (granting.some((each) => coversRead(each, within))) return within;
  if (granting.length > MOST_PARTS) return undefined;
  const parts: ReadPattern[] = [];
  for (const each of granting) {
    const part = intersectRead(each, within);
    if (part === undefined) return undefined;
    parts.push(readPattern(part));
  }
  return parts.find((part) => parts.every((other) => coversRead(part, other)));
}
