// What versions of roles said at earlier moments, for telling at a later one only what is new there. Between two moments
// nothing changes but where rules end, so that only the rules near those that ended are kept of the earlier states.

import type { AccessRule } from "../policy/access-rule.ts";
import type { AssumptionId } from "../policy/assumptions.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { type Client, prepareClient } from "./client.ts";
import { applyRule, type Circumstances, endOf } from "./client-rule.ts";
import { touching } from "./find-touching-rules.ts";
import type { HeldRoles } from "./held-roles.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";

/** What was, or is to be, compared at a moment. */
export interface Moment {
  readonly was: HeldRoles;
  readonly is: HeldRoles;
  /** In unix seconds. */
  readonly time: number;
}

export interface ShownEarlier {
  /** By rule type: where something can be new at all. */
  readonly places: ReadonlyMap<string, Places>;
  /** Both sides at the earlier moments, good for paths in these places only; states that are the same stand once. */
  readonly states: readonly EarlierState[];
}

export interface EarlierState {
  readonly before: Client;
  readonly after: Client;
}

/** Patterns, and the rules that they are of. */
export interface Places {
  readonly index: PathIndex;
  readonly patterns: readonly PathTokens[];
  readonly rules: readonly AccessRule[];
}

/** @param earlier in the order of time; not empty. */
export function findShownEarlier(
  earlier: readonly Moment[],
  now: Moment,
  { claims, appliedAt }: Pick<Circumstances, "claims" | "appliedAt">,
): ShownEarlier {
  const since = earlier.at(-1)?.time ?? now.time;
  const hasEnded = (rule: AccessRule): boolean => {
    const at = endOf(rule, appliedAt);
    return at > since && at <= now.time;
  };
  const placed: { rule: AccessRule; tokens: PathTokens }[] = [];
  for (const { roles, assumptions } of [now.was, now.is, ...earlier.slice(-1).flatMap(({ was, is }) => [was, is])]) {
    for (const rule of roles.flatMap(({ rules }) => rules).filter(hasEnded)) {
      const [stands] = applyRule(rule, "", { claims, assumptions, time: since, appliedAt });
      if (stands?.state.kind === "acts") placed.push(...stands.reaches.map((tokens) => ({ rule, tokens })));
    }
  }
  const touches = touching(placed.map(({ rule }) => rule));
  const nearOf = new Map<HeldRoles, HeldRoles>();
  const near = (held: HeldRoles): HeldRoles => {
    const kept = nearOf.get(held) ?? keepRules(held, touches);
    nearOf.set(held, kept);
    return kept;
  };
  const states: EarlierState[] = [];
  const known = new Set<string>();
  const numbers = new Map<AccessRule, number>();
  for (const { was, is, time } of earlier) {
    const sides = [was, is].map((held) => keepRules(near(held), (rule) => endOf(rule, appliedAt) > time));
    const key = JSON.stringify(
      sides.map(({ roles }) => roles.map(({ rules }) => rules.map((it) => numberOf(it, numbers)))),
    );
    if (known.has(key)) continue;
    known.add(key);
    const [before, after] = sides.map(({ roles, assumptions }) =>
      prepareClient(roles, { claims, assumptions, time, appliedAt }),
    );
    if (before && after) states.push({ before, after });
  }
  return { places: byType(placed), states };
}

/** What it rests on that something is new on a path: on when the rules there were applied (A10). */
export function assumptionsOfEnd({ places }: ShownEarlier, ruleType: string, path: string): AssumptionId[] {
  const at = places.get(ruleType);
  const rules = at?.index.matching(path).map((id) => at.rules[id]) ?? [];
  return rules.some((rule) => rule?.expiry && "minutesAfterApplying" in rule.expiry) ? ["A10"] : [];
}

function keepRules(held: HeldRoles, isKept: (rule: AccessRule) => boolean): HeldRoles {
  return { ...held, roles: held.roles.map((role) => ({ ...role, rules: role.rules.filter(isKept) })) };
}

function numberOf(rule: AccessRule, numbers: Map<AccessRule, number>): number {
  const number = numbers.get(rule) ?? numbers.size;
  numbers.set(rule, number);
  return number;
}

function byType(placed: readonly { rule: AccessRule; tokens: PathTokens }[]): Map<string, Places> {
  const places = new Map<string, { patterns: PathTokens[]; rules: AccessRule[] }>();
  const seen = new Set<string>();
  for (const { rule, tokens } of placed) {
    const key = JSON.stringify([rule.ruleType, tokens, rule.expiry]);
    if (seen.has(key)) continue;
    seen.add(key);
    const place = places.get(rule.ruleType) ?? { patterns: [], rules: [] };
    places.set(rule.ruleType, place);
    place.patterns.push(tokens);
    place.rules.push(rule);
  }
  return new Map(
    [...places].map(([ruleType, { patterns, rules }]) => {
      const index = indexPatterns(patterns);
      return [ruleType, { index, patterns, rules }];
    }),
  );
}
