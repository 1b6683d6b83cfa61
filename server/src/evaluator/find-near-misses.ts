// The rules that do not act on a path but come near: what a person would have expected to decide.

import type { Client, Compartment } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import type { NearMiss } from "./decision.ts";
import { describeMismatch, type Mismatch, splitPath } from "./describe-mismatch.ts";
import { nearRulesOf } from "./near-rules.ts";
import { rulesMatching } from "./rule-index.ts";

/**
 * - `near`: all that a person would want to be told of
 * - `reaching`: without those whose own paths do not reach the asked one, which cost time in a large policy
 * - `assumed`: at least those that an assumption decides, which are found much faster than the nearest of the others
 */
export type Reach = "near" | "reaching" | "assumed";

/**
 * The misses on a path, the nearest first. Rules that decide the path are never among them.
 * @param matching the rules that match it, as findMatching() finds them.
 */
export function findNearMisses(
  client: Client,
  ruleType: string,
  path: string,
  reach: Reach,
  matching: readonly ClientRule[],
): Miss[] {
  const isForReading = reach !== "assumed";
  const misses = [
    ...(isForReading ? unheldMisses(client, ruleType, path) : []),
    ...idleMisses(client, ruleType, path),
    ...(reach === "reaching" ? [] : textMisses(client, ruleType, path, isForReading ? MOST_NEAR_MISSES : 0, matching)),
    ...(isForReading ? otherTypeMisses(client, ruleType, path) : []),
  ];
  return misses.sort((a, b) => b.nearness - a.nearness);
}

/** How many near misses are told; more would bury the answer. */
export const MOST_NEAR_MISSES = 4;

/** A rule, why it does not act on the path, and how near it comes; higher is nearer. */
export interface Miss {
  readonly rule: ClientRule;
  readonly why: NearMiss;
  readonly nearness: number;
}

/** Nearer than any rule whose path differs. */
const REACHES = 2000;

/** A rule of another type that reaches the path is worth telling, but behind the near ones of its own type. */
const OTHER_TYPE = 15;

/** Rules that reach the path in roles that the client does not hold. */
function unheldMisses(client: Client, ruleType: string, path: string): Miss[] {
  if (client.notHeld.length === 0) return [];
  const index = client.unheldRules().get(ruleType);
  const rules = index ? rulesMatching(index, path).filter(hasEffect) : [];
  return rules.flatMap((rule) => {
    const why = client.notHeld.find(({ role }) => role.name === rule.role)?.why;
    return why && why.kind !== "not-associated" ? { rule, why: { kind: "role-not-held", why }, nearness: UNHELD } : [];
  });
}

/** Behind what the client's own rules leave open. */
const UNHELD = 900;

/** Rules that reach the path and are kept from acting. */
function idleMisses(client: Client, ruleType: string, path: string): Miss[] {
  return compartmentsOf(client, ruleType)
    .flatMap(({ idle }) => rulesMatching(idle, path))
    .flatMap((rule) => {
      const why = rule.state;
      return why.kind === "acts" || why.kind === "uncertain" ? [] : [{ rule, why, nearness: REACHES }];
    });
}

/**
 * Rules that would act, and whose paths part ways with the asked one only after its first segment, or only by case.
 * @param most how many are needed beside those that an assumption decides.
 */
function textMisses(
  client: Client,
  ruleType: string,
  path: string,
  most: number,
  matching: readonly ClientRule[],
): Miss[] {
  const reaching = new Set(matching.filter(({ state }) => state.kind === "acts"));
  const asked = splitPath(path);
  const found = new Map<ClientRule, Mismatch[]>();
  for (const { rule, shape } of nearRulesOf(client.nearRules().get(ruleType), asked, most, reaching)) {
    if (reaching.has(rule)) continue;
    const mismatches = describeMismatch(shape, asked);
    if (mismatches.length > 0) found.set(rule, [...(found.get(rule) ?? []), ...mismatches]);
  }
  return [...found].flatMap(([rule, mismatches]) => nearestOf(mismatches).map((mismatch) => ({ rule, ...mismatch })));
}

/** The nearest mismatch, and each kind that an assumption decides. */
function nearestOf(mismatches: Mismatch[]): Mismatch[] {
  const kinds = new Set<string>();
  return mismatches
    .sort((a, b) => b.nearness - a.nearness)
    .filter(({ why: { kind } }, at) => {
      const isNew = (at === 0 || ASSUMED.has(kind)) && !kinds.has(kind);
      kinds.add(kind);
      return isNew;
    });
}

const ASSUMED: ReadonlySet<string> = new Set(["case", "below", "folder-itself"]);

function otherTypeMisses(client: Client, ruleType: string, path: string): Miss[] {
  return [...client.compartmentsByType]
    .filter(([type]) => type !== ruleType)
    .flatMap(([, compartments]) => compartments.flatMap(({ acting }) => rulesMatching(acting, path)))
    .filter(hasEffect)
    .map((rule) => ({ rule, why: { kind: "other-rule-type" }, nearness: OTHER_TYPE }));
}

function compartmentsOf(client: Client, ruleType: string): readonly Compartment[] {
  return client.compartmentsByType.get(ruleType) ?? [];
}

function hasEffect({ grants, denies }: ClientRule): boolean {
  return denies || grants !== 0;
}
