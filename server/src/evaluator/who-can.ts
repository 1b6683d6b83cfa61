// Who has a capability anywhere under a pattern, on which part of it, and by which rules: for every association of
// every role, and for every named identity. Exact; a part that depends on a client's claims says so.

import type { AssumptionId } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { bitOf, type CapabilitySet, fullSet } from "../policy/capability-set.ts";
import { nameKey } from "../policy/names.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { assumptionsOfRegion } from "./assumptions-of-region.ts";
import { type Client, type Compartment, prepareClient } from "./client.ts";
import { readingOf } from "./client-rule.ts";
import { covers, intersect } from "./compare-patterns.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { findFilledPath } from "./fill-templates.ts";
import { findPath } from "./find-path.ts";
import { DENIED } from "./indexed-rule.ts";
import type { PathAnswer } from "./path-question.ts";
import { prepareIdentity, type Times } from "./prepare-identity.ts";
import { type Region, subtract } from "./region.ts";
import type { RuleEntry } from "./rule-index.ts";
import { asksApiKey, findAuthMethod } from "./select-roles.ts";

export interface WhoCan {
  /** False when a question was too large: who is listed can, and there may be more. */
  readonly decided: boolean;
  readonly answers: readonly Holder[];
  /** Whether somebody who is listed has it on more parts than those that were asked for. */
  readonly more: boolean;
}

/** How much is asked for; what is missing has no limit. */
export interface WhoCanLimits {
  /** Steps for each question about patterns. */
  readonly budget?: number;
  /** On how many parts somebody is told to have it. */
  readonly mostParts?: number;
}

/** Somebody who has the capability on a part of the pattern. */
export interface Holder {
  readonly role: string;
  /** The association that gives the role; absent for a named identity, and for a role that nobody holds. */
  readonly association: Association | undefined;
  readonly identity: string | undefined;
  readonly region: Region;
  readonly witness: string;
  /** What is decided on the witness. */
  readonly decision: Decision;
  /** What the whole answer rests on, its exceptions included. */
  readonly assumptions: readonly AssumptionId[];
}

export interface WhoCanQuestion {
  readonly capability: CapabilityName;
  readonly ruleType: string;
  readonly inside: PathTokens;
}

/** Answers for a whole policy at one time. Roles without association are told too: with nobody who holds them. */
export function whoCan(policy: Policy, question: WhoCanQuestion, times: Times, limits: WhoCanLimits = {}): WhoCan {
  const results = [
    ...policy.roles.flatMap((role) => holdersOfRole(policy, role, question, times, limits)),
    ...policy.identities.map(({ name, authMethod, claims }) =>
      ask(prepareIdentity(policy, { authMethod, claims }, times), question, { identity: name }, limits),
    ),
  ];
  return {
    decided: results.every(({ decided }) => decided),
    answers: results.flatMap(({ answers }) => answers),
    more: results.some(({ more }) => more),
  };
}

type Who = { readonly identity: string } | { readonly role: string; readonly association: Association | undefined };

function holdersOfRole(
  policy: Policy,
  role: Role,
  question: WhoCanQuestion,
  times: Times,
  limits: WhoCanLimits,
): WhoCan[] {
  const associations = role.associations.length > 0 ? associationsThatAdmit(policy, role, times.time) : [undefined];
  const clients = new Map<string | undefined, Client>();
  return associations.map((association) => {
    const method = association && nameKey(association.authMethod);
    const roles = [role, ...rolesHeldAnyway(policy, role, association)];
    const client =
      clients.get(method) ?? prepareClient(roles, { ...times, claims: "widest", assumptions: policy.assumptions });
    clients.set(method, client);
    return ask(client, question, { role: role.name, association }, limits);
  });
}

/** The associations by which anybody may still come, as `selectRoles` lets them. @param time in unix seconds. */
export function associationsThatAdmit(policy: Policy, { associations }: Role, time: number): Association[] {
  return associations.filter((association) => {
    const method = findAuthMethod(policy, association.authMethod);
    const hasExpired = method?.expiresAt !== undefined && time >= method.expiresAt;
    return !hasExpired && !asksApiKey(method, association);
  });
}

/** Roles that every client of the auth method holds, so that their denies count for it too (F6.6, A1). */
export function rolesHeldAnyway(policy: Policy, role: Role, association: Association | undefined): Role[] {
  if (association === undefined) return [];
  return policy.roles.filter(
    (other) =>
      other !== role &&
      other.associations.some(
        (each) => each.subClaims.length === 0 && nameKey(each.authMethod) === nameKey(association.authMethod),
      ),
  );
}

/** One answer for each allow that gives the capability on a part that is not denied and that no allow before it gives. */
function ask(client: Client, question: WhoCanQuestion, who: Who, { budget, mostParts }: WhoCanLimits): WhoCan {
  const { capability, ruleType, inside } = question;
  const admin = client.roles.find((role) => role.admin && (fullSet(ruleType) & bitOf(capability)) !== 0);
  if (admin)
    return {
      decided: true,
      more: false,
      answers: [toHolder(client, question, who, admin.name, { inside, except: [], exact: true }, anyPath(inside))],
    };
  let decided = true;
  const answers: Holder[] = [];
  for (const compartment of client.compartmentsByType.get(ruleType) ?? []) {
    for (const entry of grantingEntries(compartment, bitOf(capability), inside)) {
      if ("role" in who && entry.rule.role !== who.role) continue;
      const find = (tokens: PathTokens): PathAnswer =>
        findPath({
          inside: [inside, tokens],
          indexes: [compartment.acting.paths],
          wanted: ([outcome]) => outcome !== DENIED,
          hopeless: ([certain]) => certain === DENIED,
          fewerRulesSuffice: true,
          ...(budget === undefined ? {} : { budget }),
        });
      const answer = find(entry.tokens);
      decided &&= answer.decided;
      if (!answer.decided || answer.witness === undefined) continue;
      if (answers.length === mostParts) return { decided, answers, more: true };
      const witness = findSurely(client, entry, find) ?? answer.witness;
      const region = regionOf(client, compartment, inside, entry);
      answers.push(toHolder(client, question, who, entry.rule.role, region, witness));
    }
  }
  return { decided, answers, more: false };
}

/** A path that a rule with templates grants for sure to some client; of other rules every path is one. */
function findSurely(
  { circumstances }: Client,
  { rule: { rule, assumptions } }: RuleEntry,
  find: (tokens: PathTokens) => PathAnswer,
): string | undefined {
  if (typeof circumstances.claims !== "string" || !assumptions.includes("A7")) return undefined;
  return findFilledPath(rule.pattern, readingOf(circumstances.assumptions, "opaque"), (tokens) => {
    const answer = find(tokens);
    return answer.decided ? answer.witness : undefined;
  });
}

function grantingEntries({ acting }: Compartment, capability: CapabilitySet, inside: PathTokens): RuleEntry[] {
  return acting.paths.overlapping(inside).flatMap((id) => {
    const entry = acting.entries[id];
    return entry && !entry.rule.denies && (entry.rule.grants & capability) !== 0 ? [entry] : [];
  });
}

/** A template is told as it is written where all it could become lies inside; else where it lies is told in part. */
function regionOf(
  { circumstances }: Client,
  { acting }: Compartment,
  inside: PathTokens,
  { tokens, rule }: RuleEntry,
): Region {
  const hasTemplate = typeof circumstances.claims === "string" && rule.assumptions.includes("A7");
  const within = covers(inside, tokens);
  const written = hasTemplate && within.decided && within.holds ? tokenizePattern(rule.rule.pattern) : undefined;
  const shared = hasTemplate ? written : intersect(inside, tokens);
  const denies = acting.paths.overlapping(shared ?? inside).flatMap((id) => {
    const entry = acting.entries[id];
    return entry?.rule.denies ? [entry.tokens] : [];
  });
  return subtract(shared ?? inside, denies, shared !== undefined);
}

function toHolder(
  client: Client,
  { ruleType }: WhoCanQuestion,
  who: Who,
  role: string,
  region: Region,
  witness: string,
): Holder {
  return {
    role,
    association: "role" in who ? who.association : undefined,
    identity: "identity" in who ? who.identity : undefined,
    region,
    witness,
    decision: decide(client, ruleType, witness),
    assumptions: assumptionsOfRegion(client, ruleType, region, witness),
  };
}

function anyPath(inside: PathTokens): string {
  const answer = findPath({ inside: [inside], indexes: [], wanted: () => true });
  return answer.decided ? (answer.witness ?? "/") : "/";
}
