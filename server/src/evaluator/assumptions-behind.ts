// Which assumptions a decision rests on: those of the rules that decide it, and those by which another rule,
// that would have changed the answer, was left out.

import type { AssumptionId } from "../policy/assumptions.ts";
import { type Client, rulesMatching } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import type { Decision, NearMiss, Reason } from "./decision.ts";

/** The assumptions behind a decision, unordered. */
export function assumptionsBehind(
  client: Client,
  decision: Omit<Decision, "assumptions">,
  deciding: readonly ClientRule[],
): Set<AssumptionId> {
  const found = new Set<AssumptionId>(deciding.flatMap((rule) => rule.assumptions));
  const denies = deciding.filter((rule) => rule.denies);
  const grants = deciding.filter((rule) => !rule.denies);
  if (denies.length > 0 && client.roles.some((role) => role.admin)) found.add("A2");
  if (grants.some((grant) => denies.some((deny) => deny.role !== grant.role))) found.add("A1");
  for (const reason of decision.reasons) {
    if (reason.outcome === "near-miss" && wouldChange(reason, decision))
      addAll(found, assumptionsOf(reason.why as NearMiss));
  }
  for (const rule of idleRules(client, decision)) {
    if (rule.denies ? decision.capabilities.length > 0 : decision.effect !== "denied") addAll(found, rule.assumptions);
  }
  if (SESSION_TYPES.has(decision.ruleType) && decision.effect === "allowed") {
    found.add("A9");
    if (isDenied(client, "item-rule", decision.path)) found.add("A8");
  }
  return found;
}

const SESSION_TYPES: ReadonlySet<string> = new Set(["sra-rule", "ara-rule"]);

/** A deny changes what is granted; an allow changes what is not denied and not granted yet. */
function wouldChange({ rule, capabilities }: Reason, decision: Omit<Decision, "assumptions">): boolean {
  if (rule?.capabilities.includes("deny")) return decision.capabilities.length > 0;
  return decision.effect !== "denied" && capabilities.some((name) => !decision.capabilities.includes(name));
}

function assumptionsOf(why: NearMiss): readonly AssumptionId[] {
  switch (why.kind) {
    case "case":
      return ["A11"];
    case "below":
      return ["A3"];
    case "folder-itself":
      return ["A4"];
    default:
      return [];
  }
}

function idleRules(client: Client, { ruleType, path }: Omit<Decision, "assumptions">): ClientRule[] {
  return (client.compartmentsByType.get(ruleType) ?? []).flatMap(({ idle }) => rulesMatching(idle, path));
}

function isDenied(client: Client, ruleType: string, path: string): boolean {
  const compartments = client.compartmentsByType.get(ruleType) ?? [];
  return compartments.some(({ acting }) => rulesMatching(acting, path).some((rule) => rule.denies));
}

function addAll(set: Set<AssumptionId>, ids: readonly AssumptionId[]): void {
  for (const id of ids) set.add(id);
}
