// The one meaning of "allowed": the rules that match a path, what they say together (verdict.ts), and why.

import { findAssumption } from "../policy/assumptions.ts";
import { type CapabilitySet, capabilityNames, fullSet } from "../policy/capability-set.ts";
import { isExactPath, normalisePath } from "../policy/path-pattern.ts";
import type { Role } from "../policy/role.ts";
import { assumptionsBehind, assumptionsBehindAdmin } from "./assumptions-behind.ts";
import type { Client, Compartment } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import type { Decision, Reason } from "./decision.ts";
import { findMatching } from "./find-matching.ts";
import { findNearMisses, type Miss, MOST_NEAR_MISSES, type Reach } from "./find-near-misses.ts";
import { DENIED } from "./indexed-rule.ts";
import { rulesMatching } from "./rule-index.ts";
import { type Verdict, verdictOf } from "./verdict.ts";

/**
 * What a client may do on one path, with every reason. `path` may lack its leading slash (F5.1).
 * @param reach which near misses are looked for, as findNearMisses() says: with `assumed` all is said but those.
 */
export function decide(client: Client, ruleType: string, path: string, reach: Reach = "near"): Decision {
  const asked = normalisePath(path);
  const settings = client.circumstances.assumptions;
  const crossRoleDeny = settings["cross-role-deny"];
  const compartments = client.compartmentsByType.get(ruleType) ?? [];
  const matching = compartments.flatMap((compartment) => findMatching(compartment, asked));
  const admins = client.roles.filter((role) => role.admin);
  const isAdmin = admins.length > 0;
  const verdict: Verdict = isAdmin
    ? { effect: "allowed", granted: fullSet(ruleType) }
    : verdictOf(matching, crossRoleDeny);
  // No further rule could turn such a verdict, so that no assumption by which one is left out has a part in it.
  const isSettled = isAdmin || (crossRoleDeny === "global" && verdict.effect === "denied");
  const misses = reach === "assumed" && isSettled ? [] : findNearMisses(client, ruleType, asked, reach, matching);
  const behind = isAdmin
    ? assumptionsBehindAdmin(client, verdict, matching)
    : assumptionsBehind(client, { ruleType, path: asked, verdict, matching, misses });
  return {
    effect: verdict.effect,
    ruleType,
    path: asked,
    capabilities: capabilityNames(verdict.granted),
    reasons: [
      ...admins.map((role) => adminReason(role, verdict.granted)),
      ...matching.map(matchReason).sort(deniesFirst),
      ...misses.slice(0, MOST_NEAR_MISSES).map(missReason),
    ],
    assumptions: [...behind].filter((id) => findAssumption(id)).sort((a, b) => Number(a.slice(1)) - Number(b.slice(1))),
    settings,
  };
}

/**
 * Only the capabilities, as fast as they can be had: the granted set, or 0 when nothing is granted, a rule denies,
 * or the answer is uncertain beyond it. `path` has its leading slash.
 */
export function decideCapabilities(client: Client, ruleType: string, path: string): CapabilitySet {
  const { roles } = client;
  for (let at = 0; at < roles.length; at++) if (roles[at]?.admin) return fullSet(ruleType);
  const compartments = client.compartmentsByType.get(ruleType);
  if (compartments === undefined) return 0;
  let granted = 0;
  for (let at = 0; at < compartments.length; at++) granted |= surelyGranted(compartments[at] as Compartment, path);
  return granted;
}

function surelyGranted(compartment: Compartment, path: string): CapabilitySet {
  const outcome = compartment.acting.paths.decide(path);
  if (outcome === 0 || outcome === DENIED) return 0;
  const { uncertain } = compartment;
  if (uncertain.entries.length === 0) return outcome;
  return rulesMatching(uncertain, path).some((rule) => rule.denies) ? 0 : outcome;
}

function adminReason({ name }: Role, granted: CapabilitySet): Reason {
  const capabilities = capabilityNames(granted);
  return { outcome: "grants", role: name, rule: undefined, capabilities, why: { kind: "admin" } };
}

function matchReason({ role, rule, grants, denies, state }: ClientRule): Reason {
  const outcome = denies ? "denies" : "grants";
  const why =
    state.kind === "uncertain"
      ? state
      : { kind: isExactPath(rule.pattern) ? ("exact" as const) : ("pattern" as const) };
  return { outcome, role, rule, capabilities: capabilityNames(grants), why };
}

function missReason({ rule: { role, rule, grants }, why }: Miss): Reason {
  return { outcome: "near-miss", role, rule, capabilities: capabilityNames(grants), why };
}

function deniesFirst(a: Reason, b: Reason): number {
  return Number(b.outcome === "denies") - Number(a.outcome === "denies");
}
