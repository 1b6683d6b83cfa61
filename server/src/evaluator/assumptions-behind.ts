// Which assumptions a decision rests on: those by which the verdict would be another if they were taken the other way.
// Each is tried by itself: the rules that rest on it are left out, or those that it leaves out are counted.

import type { AssumptionId } from "../policy/assumptions.ts";
import type { Client } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import type { NearMiss } from "./decision.ts";
import type { Miss } from "./find-near-misses.ts";
import { rulesMatching } from "./rule-index.ts";
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
export function assumptionsBehind(
  client: Client,
  { ruleType, path, verdict, matching, misses }: Decided,
): Set<AssumptionId> {
  const mode = client.circumstances.assumptions["cross-role-deny"];
  const differs = (rules: readonly ClientRule[]): boolean => !sameVerdict(verdictOf(rules, mode), verdict);
  const found = new Set<AssumptionId>();
  if (!sameVerdict(verdictOf(matching, mode === "global" ? "per-role" : "global"), verdict)) found.add("A1");
  addAll(found, assumptionsOfMatching(matching, differs));
  if (client.heldByFoldedKeys.size > 0 && differs(withoutFoldedKeys(client, matching))) found.add("A11");
  for (const { rule, why } of misses) {
    const ids = assumptionsOfMiss(rule, why);
    if (ids.length > 0 && differs([...matching, rule])) addAll(found, ids);
  }
  if (verdict.granted !== 0 && ruleType === "sra-rule") found.add("A9");
  const mayGrant = verdict.granted !== 0 || verdict.effect === "uncertain";
  if (mayGrant && SESSION_TYPES.has(ruleType) && mayBeDenied(client, "item-rule", path)) found.add("A8");
  return found;
}

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

const SESSION_TYPES: ReadonlySet<string> = new Set(["sra-rule", "ara-rule"]);

/**
 * Each assumption without whose rules the verdict would be another. Where these do not make the verdict up, because of
 * several others each suffices, all are behind it.
 */
function assumptionsOfMatching(
  matching: readonly ClientRule[],
  differs: (rules: readonly ClientRule[]) => boolean,
): readonly AssumptionId[] {
  const all = [...new Set(matching.flatMap(({ assumptions }) => assumptions))];
  const needed = all.filter((id) => differs(matching.filter(({ assumptions }) => !assumptions.includes(id))));
  const explained = matching.filter(({ assumptions }) => assumptions.every((id) => needed.includes(id)));
  return differs(explained) ? all : needed;
}

/** The assumptions by which a rule near the path does not count. */
function assumptionsOfMiss({ assumptions }: ClientRule, why: NearMiss): readonly AssumptionId[] {
  switch (why.kind) {
    case "case":
      return ["A11"];
    case "below":
      return ["A3"];
    case "folder-itself":
      return ["A4"];
    case "claim-missing":
      return ["A7"];
    case "expired":
      return assumptions.filter((id) => id === "A10");
    case "unclear-deny":
      return assumptions.filter((id) => id === "A5" || id === "A6");
    default:
      return [];
  }
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
