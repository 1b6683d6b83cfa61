// Everything a client may do, as data: the JSON output of `impersonate` without a path.

import { RegionAssumptions } from "../evaluator/assumptions-of-region.ts";
import { AssumptionsWithin, budgetOfAssumptions } from "../evaluator/assumptions-within.ts";
import type { Client } from "../evaluator/client.ts";
import type { ClientRule } from "../evaluator/client-rule.ts";
import { decide } from "../evaluator/decide.ts";
import type { Decision } from "../evaluator/decision.ts";
import { type EffectiveAccess, effectiveAccess } from "../evaluator/effective-access.ts";
import { explainHeld, explainWhyNotHeld } from "../evaluator/explain-roles.ts";
import { notesOn } from "../evaluator/notes-on-answer.ts";
import type { Asker } from "../evaluator/prepare-identity.ts";
import { type Region, witnessText } from "../evaluator/region.ts";
import { selectRoles } from "../evaluator/select-roles.ts";
import { EVERYTHING } from "../evaluator/type-access.ts";
import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { capabilityNames, fullSet } from "../policy/capability-set.ts";
import { groupBy } from "../policy/group-by.ts";
import type { Policy } from "../policy/policy.ts";
import { holdsAdminRole } from "../policy/role.ts";
import { asNoted, type Noted } from "./answer-notes.ts";
import { type Naming, type ReportedReason, reportDecisive, reportReasons, sorted } from "./decision-report.ts";
import { type ReportedAssociation, reportAssociation } from "./report-claims.ts";

export interface AccessReport extends Noted {
  readonly version: 1;
  /** False when a question was too large: an entry without witness may be less than its pattern says. */
  readonly decided: boolean;
  readonly roles: readonly ReportedRole[];
  readonly access: readonly ReportedAccess[];
  /** Rules of which it is not known what they reach: they may add to the access, and denies may cut it. */
  readonly uncertain: readonly ReportedReason[];
  /** Rules that do not act: expired, used up, without the claim they need, denies whose wildcards are unclear. */
  readonly notCounted: readonly ReportedReason[];
  readonly assumptions: readonly AssumptionId[];
}

export interface ReportedRole {
  readonly role: string;
  readonly held: boolean;
  readonly admin: boolean;
  /** The association that gives the role; null where it is not held, or is held without one. */
  readonly association: ReportedAssociation | null;
  /** By which association it is held, in short, or why it is not; null where the client is said to hold it. */
  readonly why: string | null;
}

export interface ReportedAccess {
  readonly ruleType: string;
  readonly capabilities: readonly CapabilityName[];
  readonly pattern: string;
  /** A shortest path of the pattern on which it adds something to the others; null where that was not decided. */
  readonly witness: string | null;
  readonly reasons: readonly ReportedReason[];
}

/**
 * @param ruleType the only rule type that is asked for, if so.
 * @param writeRegion how patterns are put into words: whole for programs, short for people.
 */
export function reportAccess(
  policy: Policy,
  asker: Asker,
  client: Client,
  ruleType: string | undefined,
  naming: Naming,
  writeRegion: (region: Region) => string,
): AccessReport {
  const isAsked = (type: string): boolean => ruleType === undefined || type === ruleType;
  const access = effectiveAccess(client).filter((each) => isAsked(each.ruleType));
  const decisions = access.map(({ ruleType: type, witness }) =>
    witness === undefined ? undefined : decide(client, type, witness, "assumed"),
  );
  const rules = client.rules.filter(({ rule, denies, grants }) => isAsked(rule.ruleType) && (denies || grants !== 0));
  const uncertain = rules.filter(({ state }) => state.kind === "uncertain");
  const idle = rules.filter(({ state }) => state.kind !== "uncertain" && state.kind !== "acts");
  const behind = new Set([
    ...decisions.flatMap((decision) => decision?.assumptions ?? []),
    ...assumptionsOfRegions(client, access),
    ...assumptionsOfAll(client, isAsked),
  ]);
  if (uncertain.length > 0) behind.add("A7");
  return {
    version: 1,
    decided: decisions.every((decision) => decision !== undefined),
    roles: reportRoles(policy, asker, client),
    access: access.map((each, at) => reportEntry(each, decisions[at], naming, writeRegion)),
    uncertain: uncertain.flatMap((rule) => reportReasons(alone(rule, client), naming)),
    notCounted: idle.flatMap((rule) => reportReasons(alone(rule, client), naming)),
    assumptions: inOrder(behind),
    ...asNoted(notesOn(policy, asker)),
  };
}

function assumptionsOfRegions(client: Client, access: readonly EffectiveAccess[]): AssumptionId[] {
  return [...groupBy(access, ({ ruleType }) => ruleType)].flatMap(([ruleType, group]) => {
    const restsOn = new RegionAssumptions(client, ruleType);
    return group.flatMap(({ region }) => restsOn.of(region));
  });
}

/** What the list rests on anywhere, what is not in it included. */
function assumptionsOfAll(client: Client, isAsked: (ruleType: string) => boolean): AssumptionId[] {
  if (holdsAdminRole(client)) return [];
  const effort = budgetOfAssumptions();
  effort.addRules(client.rules.length);
  const types = [...client.compartmentsByType.keys()].filter(isAsked);
  return types.flatMap((ruleType) =>
    new AssumptionsWithin(client, { ruleType, wanted: fullSet(ruleType), only: undefined }, effort).of(EVERYTHING),
  );
}

function reportRoles(policy: Policy, asker: Asker, client: Client): ReportedRole[] {
  if ("role" in asker) {
    const { name, admin } = asker.role;
    return [{ role: name, held: true, admin, association: null, why: null }];
  }
  const { held, notHeld } = selectRoles(policy, asker.authMethod, asker.claims, client.circumstances.time);
  return [
    ...held.map((each) => ({
      role: each.role.name,
      held: true,
      admin: each.role.admin,
      association: reportAssociation(each.association),
      why: explainHeld(each),
    })),
    ...notHeld.map(({ role, why }) => ({
      role: role.name,
      held: false,
      admin: role.admin,
      association: null,
      why: explainWhyNotHeld(why),
    })),
  ];
}

function reportEntry(
  { ruleType, capabilities, region, witness }: EffectiveAccess,
  decision: Decision | undefined,
  naming: Naming,
  writeRegion: (region: Region) => string,
): ReportedAccess {
  return {
    ruleType,
    capabilities: sorted(capabilities),
    pattern: writeRegion(region),
    witness: witness === undefined ? null : witnessText(witness),
    reasons: decision ? reportDecisive(decision, naming) : [],
  };
}

/** What is to be said of a rule that does not act for certain, on a path that it would reach. */
function alone({ rule, role, grants, denies, state }: ClientRule, { circumstances }: Client): Decision {
  const why = state.kind === "acts" ? ({ kind: "pattern" } as const) : state;
  const act = denies ? "denies" : "grants";
  const outcome = state.kind === "uncertain" ? act : "near-miss";
  return {
    effect: "uncertain",
    ruleType: rule.ruleType,
    path: rule.pattern.normal,
    capabilities: [],
    reasons: [{ outcome, role, rule, capabilities: capabilityNames(grants), why }],
    assumptions: [],
    settings: circumstances.assumptions,
  };
}
