// Where within a changed rule access changes, in user terms: a pattern with exceptions.

import type { CapabilitySet } from "../policy/capability-set.ts";
import { type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { replaceTemplates } from "../policy/tokenize-pattern.ts";
import { coversRead, intersectRead, mayShare, type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { type Region, subtractRead } from "./region.ts";
import type { ReachingRule, TypeAccess } from "./type-access.ts";

/** What reaches a pattern, before and after, and whether all of each is one scope. */
export interface Surroundings {
  readonly within: ReadPattern;
  readonly earlier: readonly ReachingRule[];
  readonly later: readonly ReachingRule[];
  /** Those of them that deny. */
  readonly earlierDenied: readonly ReachingRule[];
  readonly denied: readonly ReachingRule[];
  readonly oneScope: boolean;
  /** What is left to describe changes. */
  readonly steps: StepsLeft;
}

/** Everything around a pattern that bears on what changes within it; undefined where that took too many steps. */
export function surroundingsOf(
  from: TypeAccess,
  to: TypeAccess,
  tokens: PathTokens,
  steps: StepsLeft,
): Surroundings | undefined {
  if (steps.left <= 0) return undefined;
  const oneScope = from.indexes.length <= 1 && to.indexes.length <= 1;
  const [earlier, later] = [from.reaching(tokens, steps), to.reaching(tokens, steps)];
  steps.left -= PASSES * (earlier.length + later.length);
  if (steps.left <= 0) return undefined;
  const denied = later.filter(({ denies }) => denies);
  const earlierDenied = earlier.filter(({ denies }) => denies);
  return { within: readPattern(tokens), earlier, later, earlierDenied, denied, oneScope, steps };
}

/** Whether the same rules give both capabilities, so that they change in the same region. */
export function isGivenAlike({ earlier, later }: Surroundings, a: CapabilitySet, b: CapabilitySet): boolean {
  const isAlike = ({ grants, denies }: ReachingRule): boolean =>
    denies || ((grants & a) !== 0) === ((grants & b) !== 0);
  return later.every(isAlike) && earlier.every(isAlike);
}

/**
 * The paths of a pattern on which the second has a capability that the first has not: where an allow of the second
 * reaches, without its denies and without what the first had already. No such path is left out; `exact` where nothing
 * else is in it.
 */
export function describeChange(
  { within, earlier, later, earlierDenied, denied, oneScope, steps }: Surroundings,
  capability: CapabilitySet,
): Region {
  const isGiving = ({ grants, denies }: ReachingRule): boolean => !denies && (grants & capability) !== 0;
  const inside = widestOf(later.filter(isGiving), within);
  const where = inside ?? within;
  const had = earlier.filter(isGiving);
  if (denied.length + had.length > MOST_PARTS || had.length * earlierDenied.length > MOST_PAIRS) {
    return { inside: where.tokens, except: [], exact: false };
  }
  steps.left -= PASSES * (earlier.length + later.length) + (had.length * earlierDenied.length) / PAIRS_A_STEP;
  // What the first had, but for its denies, is no exception where those denies are gone.
  const denies = earlierDenied.map(forAnyValue);
  const hadForSure = had.filter((allow) => {
    const widest = forAnyValue(allow);
    return !denies.some((deny) => mayShare(deny, widest));
  });
  const hadNothingElse = had.length === hadForSure.length || earlierDenied.some((deny) => coversRead(deny, where));
  // With several scopes a deny need not take away what the allow of another scope grants.
  const except = oneScope ? [...denied, ...hadForSure] : hadForSure;
  return subtractRead(where, except, inside !== undefined && hadNothingElse && oneScope, steps);
}

/** A pattern with any value in the place of each template: denies that are gone took from some client what they met so. */
function forAnyValue(pattern: ReadPattern): ReadPattern {
  const tokens = replaceTemplates(pattern.tokens, () => SEGMENT);
  return tokens === pattern.tokens ? pattern : readPattern(tokens);
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
