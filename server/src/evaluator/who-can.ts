// Who has a capability anywhere under a pattern, on which part of it, and by which rules: for every association of
// every role, and for every named identity. Exact; who only may, as far as claims go, is told apart.

import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import type { CapabilityName } from "../policy/capability.ts";
import { bitOf, fullSet } from "../policy/capability-set.ts";
import { nameKey } from "../policy/names.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { AnswerBudget } from "./answer-budget.ts";
import { RegionAssumptions } from "./assumptions-of-region.ts";
import { AssumptionsWithin, budgetOfAssumptions } from "./assumptions-within.ts";
import { type Client, prepareClient } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
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
  /** The rules that give more, perhaps, or less; each once. */
  readonly notDecided: readonly ClientRule[];
  readonly answers: readonly Holder[];
  /** Whether somebody who is listed has it on more parts than those that were asked for. */
  readonly more: boolean;
  /** What it rests on who is listed and who is not, in the order of their numbers. */
  readonly assumptions: readonly AssumptionId[];
}

/** How much is asked for; what is missing has no limit. */
export interface WhoCanLimits {
  /** Steps for each question about patterns; all together have a budget, too. */
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
  /** What is decided on the witness; of what comes near it only that on which an assumption decides. */
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
  const efforts = { asking: new AnswerBudget(limits.budget), naming: budgetOfAssumptions() };
  const ask = (client: Client, only: string | undefined): Told => tellParts(client, question, only, efforts, limits);
  const told = [
    ...policy.roles.flatMap((role) => tellHoldersOfRole(policy, role, times, ask)),
    ...policy.identities.map(({ name, authMethod, claims }) => {
      const client = prepareIdentity(policy, { authMethod, claims }, times);
      return nameHolders(ask(client, undefined), { association: undefined, identity: name });
    }),
  ];
  const notDecided = [...new Set(told.flatMap((each) => each.notDecided))];
  const answers = told.flatMap((each) => each.answers);
  const behind = [...told, ...answers].flatMap(({ assumptions }) => assumptions);
  return {
    decided: notDecided.length === 0,
    notDecided,
    answers,
    more: told.some(({ more }) => more),
    assumptions: inOrder(new Set(behind)),
  };
}

type Who = Pick<Holder, "association" | "identity">;

/** What a client has, whoever it is. */
interface Told {
  readonly parts: readonly Omit<Holder, keyof Who>[];
  readonly notDecided: readonly ClientRule[];
  readonly more: boolean;
  /** What it rests on where it has the capability, and where not. */
  readonly assumptions: readonly AssumptionId[];
}

/** How much all questions of an answer may take, and how much what it rests on. */
interface Efforts {
  readonly asking: AnswerBudget;
  readonly naming: AnswerBudget;
}

type Named = Omit<Told, "parts"> & { readonly answers: readonly Holder[] };

function nameHolders({ parts, ...rest }: Told, who: Who): Named {
  return { ...rest, answers: parts.map((part) => ({ ...part, ...who })) };
}

/** Clients of the same auth method hold the same roles besides, and are asked about once. */
function tellHoldersOfRole(
  policy: Policy,
  role: Role,
  times: Times,
  ask: (client: Client, only: string) => Told,
): Named[] {
  const associations = role.associations.length > 0 ? associationsThatAdmit(policy, role, times.time) : [undefined];
  const byMethod = new Map<string | undefined, Told>();
  return associations.map((association) => {
    const method = association && nameKey(association.authMethod);
    const roles = [role, ...rolesHeldAnyway(policy, role, association)];
    const prepare = (): Client => prepareClient(roles, { ...times, claims: "widest", assumptions: policy.assumptions });
    const told = byMethod.get(method) ?? ask(prepare(), role.name);
    byMethod.set(method, told);
    return nameHolders(told, { association, identity: undefined });
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

/**
 * One answer for each part that the admin role or allows give, or may give: what is decided on its witness names them all.
 * @param only the role whose allows are asked about, if only one.
 */
function tellParts(
  client: Client,
  { capability, ruleType, inside }: WhoCanQuestion,
  only: string | undefined,
  { asking: effort, naming }: Efforts,
  { mostParts }: WhoCanLimits,
): Told {
  const restsOn = new RegionAssumptions(client, ruleType);
  const wanted = bitOf(capability);
  const admin = client.roles.find((role) => role.admin && (fullSet(ruleType) & wanted) !== 0);
  if (admin) {
    const part = tellPart(client, ruleType, fullPart(admin.name, inside), restsOn, () => []);
    return { notDecided: [], more: false, parts: [part], assumptions: part.assumptions };
  }
  for (const each of [effort, naming]) each.addRules(client.rules.length);
  const within = new AssumptionsWithin(client, { ruleType, wanted, only }, naming);
  const assumptions = within.of(inside);
  const notDecided: ClientRule[] = [];
  const parts: Told["parts"][number][] = [];
  const known = new Set<string>();
  for (const part of findParts(client, { wanted, ruleType, inside, only, effort })) {
    const key = "undecided" in part ? "" : JSON.stringify(part);
    if ("undecided" in part) notDecided.push(part.undecided.rule);
    else if (known.has(key)) continue;
    else if (parts.length === mostParts) return { notDecided, parts, more: true, assumptions };
    else {
      known.add(key);
      // What is named on the witness need not be looked for in the rest of the region.
      const rest = (named: readonly AssumptionId[]): AssumptionId[] =>
        within.of(
          part.region.inside,
          assumptions.filter((id) => !named.includes(id)),
        );
      parts.push(tellPart(client, ruleType, part, restsOn, rest));
    }
  }
  return { notDecided, parts, more: false, assumptions };
}

/** @param within what it rests on anywhere in the region besides what is named. */
function tellPart(
  client: Client,
  ruleType: string,
  { role, region, witness, certain }: Part,
  restsOn: RegionAssumptions,
  within: (named: readonly AssumptionId[]) => readonly AssumptionId[],
): Told["parts"][number] {
  const decision = decide(client, ruleType, witness, "assumed");
  const named = [...decision.assumptions, ...restsOn.of(region)];
  const behind = [...named, ...within(named)];
  const assumptions = inOrder(new Set(certain ? behind : [...behind, "A7"]));
  return { role, region, witness, certain, decision, assumptions };
}

function fullPart(role: string, inside: PathTokens): Part {
  const answer = findPath({ inside: [inside], indexes: [], wanted: () => true });
  const witness = answer.decided ? (answer.witness ?? "/") : "/";
  return { role, region: { inside, except: [], exact: true }, witness, certain: true };
}
