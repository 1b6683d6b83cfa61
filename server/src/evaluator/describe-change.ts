// Where within a changed rule access changes, in user terms: a pattern with exceptions.

import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { coversAll, intersect, overlaps } from "./compare-patterns.ts";
import type { IndexedRule } from "./indexed-rule.ts";
import { type Region, subtract } from "./region.ts";
import type { TypeAccess } from "./type-access.ts";

/** The rules that reach a pattern, before and after, and whether all of each are one scope. */
export interface Surroundings {
  readonly earlier: readonly IndexedRule[];
  readonly later: readonly IndexedRule[];
  readonly oneScope: boolean;
}

/** Everything around a pattern that bears on what changes within it. */
export function surroundingsOf(from: TypeAccess, to: TypeAccess, tokens: PathTokens): Surroundings {
  const oneScope = from.indexes.length <= 1 && to.indexes.length <= 1;
  return { earlier: from.reaching(tokens), later: to.reaching(tokens), oneScope };
}

/**
 * The paths of a pattern on which the second has a capability that the first has not: where an allow of the second
 * reaches, without its denies and without what the first had already. No such path is left out; `exact` where nothing
 * else is in it.
 */
export function describeChange(
  { earlier, later, oneScope }: Surroundings,
  tokens: PathTokens,
  capability: CapabilitySet,
): Region {
  const inside = widestOf(
    later.filter(({ grants, denies }) => !denies && (grants & capability) !== 0).map((rule) => rule.tokens),
    tokens,
  );
  const where = inside ?? tokens;
  const denied = later.filter(({ denies }) => denies).map((rule) => rule.tokens);
  const had = earlier.filter(({ grants, denies }) => !denies && (grants & capability) !== 0).map((rule) => rule.tokens);
  const earlierDenied = earlier.filter(({ denies }) => denies).map((rule) => rule.tokens);
  if (denied.length + had.length > MOST_PARTS || had.length * earlierDenied.length > MOST_PAIRS) {
    return { inside: where, except: [], exact: false };
  }
  // What the first had, but for its denies, is no exception where those denies are gone.
  const hadForSure = had.filter((allow) => !earlierDenied.some((deny) => share(deny, allow)));
  const hadNothingElse = had.length === hadForSure.length || earlierDenied.some((deny) => coversAll(deny, where));
  // With several scopes a deny need not take away what the allow of another scope grants.
  const except = oneScope ? [...denied, ...hadForSure] : hadForSure;
  return subtract(where, except, inside !== undefined && hadNothingElse && oneScope);
}

/** More exceptions than this explain nothing, and cost. */
const MOST_PARTS = 300;
const MOST_PAIRS = 10_000;

/** Of the patterns that grant it, the part of the asked one that holds all their parts; nothing if no single one does. */
function widestOf(granting: readonly PathTokens[], tokens: PathTokens): PathTokens | undefined {
  if (granting.length > MOST_PARTS) return undefined;
  const parts = granting.flatMap((each) => {
    const part = intersect(each, tokens);
    return part ? [part] : [];
  });
  if (parts.length < granting.length) return undefined;
  return parts.find((part) => parts.every((other) => coversAll(part, other)));
}

function share(p: PathTokens, q: PathTokens): boolean {
  const answer = overlaps(p, q);
  return !answer.decided || answer.holds;
}
