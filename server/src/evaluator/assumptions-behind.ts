// Which assumptions a decision rests on: those by which the verdict would be another if they were taken the other way.
// Each is tried by itself, on all rules at once: those that rest on it are read anew, and those that it leaves out count.

import type { AssumptionId } from "../policy/assumptions.ts";
import { opensSessions } from "../policy/rule-type.ts";
import type { Client } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import type { NearMiss } from "./decision.ts";
import { findMatching } from "./find-matching.ts";
import type { Miss } from "./find-near-misses.ts";
import type { OtherReading } from "./other-readings.ts";
import { rulesMatching } from "./rule-index.ts";
import { isWildcard, matchesAsWritten } from "./unclear-wildcards.ts";
import { sameVerdict, type Verdict, verdictOf } from "./verdict.ts";

/** What was decided for a client without the admin role. */
export interface Decided {
  readonly ruleType: string;
  readonly path: string;
  readonly verdict: Verdict;
  /** The rules that match, certain or uncertain. */
  readonly matching: readonly ClientRule[];
  readonly misses: readonly Miss[];
}

/** The assumptions behind a decision, unordered. */
export function assumptionsBehind(client: Client, decided: Decided): Set<AssumptionId> {
  const { ruleType, path, verdict, matching, misses } = decided;
  const mode = client.circumstances.assumptions["cross-role-deny"];
  const differs = (rules: readonly ClientRule[]): boolean => !sameVerdict(verdictOf(rules, mode), verdict);
  const found = assumptionsOfRules(client, decided);
  if (!sameVerdict(verdictOf(matching, mode === "global" ? "per-role" : "global"), verdict)) found.add("A1");
  if (client.heldByFoldedKeys.size > 0 && differs(withoutFoldedKeys(client, matching))) found.add("A11");
  for (const [id, kind] of MISSED) {
    const missed = misses.flatMap(({ rule, why }) => (why.kind === kind ? rule : []));
    if (missed.length > 0 && differs([...matching, ...missed])) found.add(id);
  }
  if (verdict.granted !== 0 && ruleType === "sra-rule") found.add("A9");
  const mayGrant = verdict.granted !== 0 || verdict.effect === "uncertain";
  if (mayGrant && opensSessions(ruleType) && mayBeDenied(client, "item-rule", path)) found.add("A8");
  return found;
}

/** The assumptions by which rules near a path do not count: taken the other way, all such rules count at once. */
const MISSED: readonly (readonly [AssumptionId, NearMiss["kind"]])[] = [
  ["A3", "below"],
  ["A4", "folder-itself"],
  ["A11", "case"],
];

/** The same for a client with the admin role: no rule that matches has a part in the verdict. */
export function assumptionsBehindAdmin(
  client: Client,
  verdict: Verdict,
  matching: readonly ClientRule[],
): Set<AssumptionId> {
  const found = new Set<AssumptionId>(matching.some((rule) => rule.denies) ? ["A2"] : []);
  const { heldByFoldedKeys, circumstances, roles } = client;
  if (roles.some(({ admin, name }) => admin && !heldByFoldedKeys.has(name))) return found;
  const otherwise = verdictOf(withoutFoldedKeys(client, matching), circumstances.assumptions["cross-role-deny"]);
  return sameVerdict(otherwise, verdict) ? found : found.add("A11");
}

/** What is left of the rules where the case of a claim's key counts. */
function withoutFoldedKeys({ heldByFoldedKeys }: Client, matching: readonly ClientRule[]): readonly ClientRule[] {
  return matching.filter(({ role }) => !heldByFoldedKeys.has(role));
}

/**
 * Those on what rules mean that, taken the other way, give another verdict. Where the rules that rest on none of these
 * do not make the verdict up, because of several others each suffices, all are behind it.
 */
function assumptionsOfRules(client: Client, { ruleType, path, verdict, matching }: Decided): Set<AssumptionId> {
  const mode = client.circumstances.assumptions["cross-role-deny"];
  const verdictBy = (reading: OtherReading): Verdict => verdictOf(matchingBy(reading, ruleType, path, matching), mode);
  const needed = new Set<AssumptionId>();
  for (const reading of client.otherReadings()) {
    const otherwise = verdictBy(reading);
    if (sameVerdict(otherwise, verdict)) continue;
    if (reading.parts.every((part) => !sameVerdict(verdictBy(part), otherwise))) addAll(needed, reading.ids);
  }
  const explained = matching.filter((rule) =>
    rule.assumptions.every(
      (id) => needed.has(id) || (isWildcard(id) && matchesAsWritten(client.circumstances, rule, path)),
    ),
  );
  if (explained.length < matching.length && !sameVerdict(verdictOf(explained, mode), verdict))
    addAll(
      needed,
      matching.flatMap(({ assumptions }) => assumptions),
    );
  return needed;
}

/** The rules that match a path where an assumption is taken otherwise. */
function matchingBy(
  { concerns, byType }: OtherReading,
  ruleType: string,
  path: string,
  matching: readonly ClientRule[],
): readonly ClientRule[] {
  const others = byType.get(ruleType);
  const kept = matching.filter((rule) => !concerns(rule));
  return others ? [...kept, ...findMatching(others, path)] : kept;
}

function mayBeDenied(client: Client, ruleType: string, path: string): boolean {
  const compartments = client.compartmentsByType.get(ruleType) ?? [];
  return compartments
    .flatMap(({ acting, uncertain }) => [acting, uncertain])
    .some((index) => rulesMatching(index, path).some((rule) => rule.denies));
}

function addAll(set: Set<AssumptionId>, ids: readonly AssumptionId[]): void {
  for (const id of ids) set.add(id);
}
