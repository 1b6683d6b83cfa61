// Who has a capability anywhere under a pattern, on which part of it, and by which rules: for every association of
// every role, and for every named identity. Exact; who only may, as far as claims go, is told apart.

import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { bitOf, fullSet } from "../policy/capability-set.ts";
import { nameKey } from "../policy/names.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { assumptionsOfRegion } from "./assumptions-of-region.ts";
import { type Client, prepareClient } from "./client.ts";
import { decide } from "./decide.ts";
import type { Decision } from "./decision.ts";
import { findParts, type Part } from "./find-parts.ts";
import { findPath } from "./find-path.ts";
import { admitsNobody } from "./match-sub-claims.ts";
import { prepareIdentity, type Times } from "./prepare-identity.ts";
import type { Region } from "./region.ts";
import { asksApiKey, findAuthMethod } from "./select-roles.ts";

export interface WhoCan {
  /** False when a question was too large: what is said of who is listed is true, and there may be more. */
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

/** Somebody who has the capability on a part of the pattern, or may have it. Where two answers meet, the certain one holds. */
export interface Holder {
  readonly role: string;
  /** The association that gives the role; absent for a named identity, and for a role that nobody holds. */
  readonly association: Association | undefined;
  readonly identity: string | undefined;
  readonly region: Region;
  readonly witness: string;
  /** False where it only may: a claim's value leaves open whether a rule reaches the region, or is not known. */
  readonly certain: boolean;
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
    return !hasExpired && !asksApiKey(method, association) && !admitsNobody(association);
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

/** One answer for each part that the admin role or an allow gives, or may give. */
function ask(client: Client, question: WhoCanQuestion, who: Who, { budget, mostParts }: WhoCanLimits): WhoCan {
  const { capability, ruleType, inside } = question;
  const admin = client.roles.find((role) => role.admin && (fullSet(ruleType) & bitOf(capability)) !== 0);
  if (admin)
    return {
      decided: true,
      more: false,
      answers: [toHolder(client, question, who, fullPart(admin.name, inside))],
    };
  let decided = true;
  const answers: Holder[] = [];
  const only = "role" in who ? who.role : undefined;
  for (const part of findParts(client, { wanted: bitOf(capability), ruleType, inside, only, budget })) {
    if (part === undefined) decided = false;
    else if (answers.length === mostParts) return { decided, answers, more: true };
    else answers.push(toHolder(client, question, who, part));
  }
  return { decided, answers, more: false };
}

function toHolder(
  client: Client,
  { ruleType }: WhoCanQuestion,
  who: Who,
  { role, region, witness, certain }: Part,
): Holder {
  const behindOpen: readonly AssumptionId[] = certain ? [] : ["A7"];
  return {
    role,
    association: "role" in who ? who.association : undefined,
    identity: "identity" in who ? who.identity : undefined,
    region,
    witness,
    certain,
    decision: decide(client, ruleType, witness),
    assumptions: inOrder(new Set([...assumptionsOfRegion(client, ruleType, region, witness), ...behindOpen])),
  };
}

function fullPart(role: string, inside: PathTokens): Part {
  const answer = findPath({ inside: [inside], indexes: [], wanted: () => true });
  const witness = answer.decided ? (answer.witness ?? "/") : "/";
  return { role, region: { inside, except: [], exact: true }, witness, certain: true };
}
