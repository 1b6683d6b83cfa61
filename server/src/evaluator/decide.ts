// The one meaning of "allowed": nothing unless granted (F4.1), the union of all grants that match, or nothing where
// a deny of the same rule type matches (F4.2, F4.3). Order, specificity and the length of a prefix play no part.

import { type AssumptionId, findAssumption } from "../policy/assumptions.ts";
import { type CapabilitySet, capabilityNames, fullSet } from "../policy/capability-set.ts";
import { isExactPath, normalisePath } from "../policy/path-pattern.ts";
import { assumptionsBehind } from "./assumptions-behind.ts";
import { type Client, type Compartment, rulesMatching } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import type { Decision, Effect, Reason } from "./decision.ts";
import { findNearMisses } from "./find-near-misses.ts";
import { DENIED } from "./path-index.ts";

/** What a client may do on one path, with every reason. `path` may lack its leading slash (F5.1). */
export function decide(client: Client, ruleType: string, path: string): Decision {
  const asked = normalisePath(path);
  const admins = client.roles.filter((role) => role.admin);
  const compartments = client.compartmentsByType.get(ruleType) ?? [];
  const outcomes = compartments.map((compartment) => outcomeOf(compartment, asked));
  const { effect, granted } =
    admins.length > 0 ? { effect: "allowed" as const, granted: fullSet(ruleType) } : join(outcomes);
  const adminReasons = admins.map(
    (role): Reason => ({
      outcome: "grants",
      role: role.name,
      rule: undefined,
      capabilities: capabilityNames(fullSet(ruleType)),
      why: { kind: "admin" },
    }),
  );
  const deciding = outcomes.flatMap((outcome) => outcome.rules);
  const misses = findNearMisses(client, ruleType, asked);
  const decisive = [...adminReasons, ...deciding.map(toReason).sort(deniesFirst)];
  const decision = {
    effect,
    ruleType,
    path: asked,
    capabilities: capabilityNames(granted),
    reasons: [...decisive, ...misses],
  };
  const assumptions = inOrder(assumptionsBehind(client, decision, deciding));
  return { ...decision, reasons: [...decisive, ...misses.slice(0, MOST_NEAR_MISSES)], assumptions };
}

/**
 * Only the capabilities, as fast as they can be had: the granted set, or 0 when nothing is granted, a rule denies,
 * or the answer is uncertain beyond it. `path` has its leading slash.
 */
export function decideCapabilities(client: Client, ruleType: string, path: string): CapabilitySet {
  for (const role of client.roles) if (role.admin) return fullSet(ruleType);
  const compartments = client.compartmentsByType.get(ruleType);
  if (compartments === undefined) return 0;
  let granted = 0;
  for (const compartment of compartments) granted |= surelyGranted(compartment, path);
  return granted;
}

function surelyGranted({ acting, uncertain }: Compartment, path: string): CapabilitySet {
  const outcome = acting.paths.decide(path);
  if (outcome === DENIED || outcome === 0 || uncertain.entries.length === 0) return outcome === DENIED ? 0 : outcome;
  return rulesMatching(uncertain, path).some((rule) => rule.denies) ? 0 : outcome;
}

/** How many near misses are told; more would bury the answer. */
const MOST_NEAR_MISSES = 4;

/** What the rules of one compartment say of a path. */
interface Outcome {
  readonly granted: CapabilitySet;
  readonly denied: boolean;
  /** Whether an uncertain rule could change the answer (A7). */
  readonly uncertain: boolean;
  readonly rules: readonly ClientRule[];
}

function outcomeOf(compartment: Compartment, path: string): Outcome {
  const acting = rulesMatching(compartment.acting, path).filter(({ grants, denies }) => denies || grants !== 0);
  const mayAct = rulesMatching(compartment.uncertain, path);
  const denied = acting.some((rule) => rule.denies);
  const granted = denied ? 0 : acting.reduce((set, rule) => set | rule.grants, 0);
  const mayDeny = granted !== 0 && mayAct.some((rule) => rule.denies);
  const mayGrant = !denied && mayAct.some((rule) => (rule.grants & ~granted) !== 0);
  return { granted: mayDeny ? 0 : granted, denied, uncertain: mayDeny || mayGrant, rules: [...acting, ...mayAct] };
}

function join(outcomes: readonly Outcome[]): { effect: Effect; granted: CapabilitySet } {
  const granted = outcomes.reduce((set, outcome) => set | outcome.granted, 0);
  if (outcomes.some((outcome) => outcome.uncertain)) return { effect: "uncertain", granted };
  if (granted !== 0) return { effect: "allowed", granted };
  return { effect: outcomes.some((outcome) => outcome.denied) ? "denied" : "not-granted", granted };
}

function toReason({ role, rule, grants, denies, state }: ClientRule): Reason {
  const outcome = denies ? "denies" : "grants";
  const why =
    state.kind === "uncertain"
      ? state
      : { kind: isExactPath(rule.pattern) ? ("exact" as const) : ("pattern" as const) };
  return { outcome, role, rule, capabilities: capabilityNames(grants), why };
}

function deniesFirst(a: Reason, b: Reason): number {
  return Number(b.outcome === "denies") - Number(a.outcome === "denies");
}

function inOrder(ids: ReadonlySet<AssumptionId>): AssumptionId[] {
  return [...ids].filter((id) => findAssumption(id)).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1)));
}
