// Where within a changed rule access changes, in user terms: a pattern with exceptions.

import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Client, RuleEntry } from "./client.ts";
import { covers, intersect, overlaps } from "./compare-patterns.ts";
import { type Region, subtract } from "./region.ts";

/**
 * The paths of a pattern on which the second client has capabilities that the first has not: where an allow of the
 * second reaches, without its denies and without what the first had already. `exact` only where that is the whole truth.
 */
export function describeChange(
  from: Client,
  to: Client,
  ruleType: string,
  tokens: PathTokens,
  gain: CapabilitySet,
): Region {
  const later = entriesInto(to, ruleType, tokens);
  const earlier = entriesInto(from, ruleType, tokens);
  const granting = later
    .filter(({ rule }) => !rule.denies && (rule.grants & gain) === gain)
    .map((entry) => entry.tokens);
  const inside = widestOf(granting, tokens);
  const denies = later.filter(({ rule }) => rule.denies);
  const had = earlier.filter(({ rule }) => !rule.denies && (rule.grants & gain) !== 0);
  // What the first had, but for its denies, is no exception where those denies are gone.
  const earlierDenies = earlier.filter(({ rule }) => rule.denies);
  const hadForSure = had.filter((entry) => !earlierDenies.some((deny) => reaches(deny.tokens, entry.tokens)));
  const hadInPart =
    had.length > hadForSure.length && !earlierDenies.some((deny) => coversAll(deny.tokens, inside ?? tokens));
  const severalScopes = [from, to].some((client) => (client.compartmentsByType.get(ruleType)?.length ?? 0) > 1);
  const partly = hadForSure.some(({ rule }) => (rule.grants & gain) !== gain);
  return subtract(
    inside ?? tokens,
    [...denies, ...hadForSure].map((entry) => entry.tokens),
    inside !== undefined && !hadInPart && !partly && !severalScopes,
  );
}

/** Of the patterns that grant it, the part of the asked one that holds all their parts; nothing if no single one does. */
function widestOf(granting: readonly PathTokens[], tokens: PathTokens): PathTokens | undefined {
  const parts = granting.flatMap((each) => {
    const part = intersect(each, tokens);
    return part ? [part] : [];
  });
  if (parts.length < granting.length) return undefined;
  return parts.find((part) => parts.every((other) => coversAll(part, other)));
}

function entriesInto(client: Client, ruleType: string, tokens: PathTokens): RuleEntry[] {
  return (client.compartmentsByType.get(ruleType) ?? []).flatMap(({ acting }) =>
    acting.paths.overlapping(tokens).flatMap((id) => acting.entries[id] ?? []),
  );
}

function reaches(p: PathTokens, q: PathTokens): boolean {
  const answer = overlaps(p, q);
  return !answer.decided || answer.holds;
}

function coversAll(p: PathTokens, q: PathTokens): boolean {
  const answer = covers(p, q);
  return answer.decided && answer.holds;
}
