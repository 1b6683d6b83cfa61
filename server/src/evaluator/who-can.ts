// Who has a capability anywhere under a pattern, on which part of it, and by which rules: for every association of
// every role, and for every named identity. Exact; who only may, as far as claims go, is told apart.

import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import { nameKey } from "../policy/names.ts";
import { templateClaims } from "../policy/path-pattern.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { AnswerBudget } from "./answer-budget.ts";
import { AskedClient, type Told, type ToldPart, type WhoCanQuestion } from "./asked-client.ts";
import { budgetOfAssumptions } from "./assumptions-within.ts";
import { type Client, prepareClient } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { admitsNobody } from "./match-sub-claims.ts";
import { prepareIdentity, type Times } from "./prepare-identity.ts";
import { asksApiKey, findAuthMethod, selectRoles } from "./select-roles.ts";

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
export interface Holder extends ToldPart {
  /** The association that gives the role; absent for a named identity, and for a role that nobody holds. */
  readonly association: Association | undefined;
  readonly identity: string | undefined;
}

/** Answers for a whole policy at one time. Roles without association are told too: with nobody who holds them. */
export function whoCan(policy: Policy, question: WhoCanQuestion, times: Times, limits: WhoCanLimits = {}): WhoCan {
  const efforts = { asking: new AnswerBudget(limits.budget), naming: budgetOfAssumptions() };
  const ask = (client: Client): AskedClient => new AskedClient(client, question, efforts, limits.mostParts);
  const told = [
    ...tellHoldersOfRoles(policy, times, new AskOnce(policy, ask)),
    ...tellIdentities(policy, times, new AskOnce(policy, ask)),
  ];
  const notDecided = [...new Set(told.flatMap((each) => each.notDecided))];
  const answers = told.flatMap((each) => each.answers);
  return {
    decided: notDecided.length === 0,
    notDecided,
    answers,
    more: told.some(({ more }) => more),
    assumptions: inOrder(new Set([...told, ...answers].flatMap(({ assumptions }) => assumptions))),
  };
}

type Named = Omit<Told, "parts"> & { readonly answers: readonly Holder[] };

function nameHolders({ parts, ...rest }: Told, who: Pick<Holder, "association" | "identity">): Named {
  return { ...rest, answers: parts.map((part) => ({ ...part, ...who })) };
}

/** Clients of the same auth method hold the same roles besides, and are asked about once. */
function tellHoldersOfRoles(policy: Policy, times: Times, clients: AskOnce): Named[] {
  const byMethod = new Map<string, readonly Role[]>();
  return policy.roles.flatMap((role) => {
    const associations = role.associations.length > 0 ? associationsThatAdmit(policy, role, times.time) : [undefined];
    return associations.map((association) => {
      const method = association ? nameKey(association.authMethod) : "";
      const everybody = byMethod.get(method) ?? rolesOfEverybody(policy, association);
      byMethod.set(method, everybody);
      const roles = everybody.includes(role) ? everybody : [role, ...everybody];
      const prepare = (): Client =>
        prepareClient(roles, { ...times, claims: "widest", assumptions: policy.assumptions });
      return nameHolders(clients.tell(roles, "", prepare, role.name), { association, identity: undefined });
    });
  });
}

function tellIdentities(policy: Policy, times: Times, clients: AskOnce): Named[] {
  return policy.identities.map(({ name, authMethod, claims }) => {
    const { held } = selectRoles(policy, authMethod, claims, times.time);
    const roles = held.map(({ role }) => role);
    const folded = held.flatMap(({ role, byFoldedKey }) => (byFoldedKey ? role.name : []));
    const asked = clients.claimsOf(roles).map((claim) => [claim, claims.get(claim)]);
    const prepare = (): Client => prepareIdentity(policy, { authMethod, claims }, times);
    const told = clients.tell(roles, JSON.stringify([folded, asked]), prepare, undefined);
    return nameHolders(told, { association: undefined, identity: name });
  });
}

/** Asks once about all who hold the same roles: claims make a difference only where a template asks for them. */
class AskOnce {
  private readonly ask: (client: Client) => AskedClient;
  private readonly numbers: ReadonlyMap<Role, number>;
  private readonly clients = new Map<string, AskedClient>();
  private readonly answers = new Map<string, Told>();
  private readonly claims = new Map<Role, readonly string[]>();

  constructor({ roles }: Policy, ask: (client: Client) => AskedClient) {
    this.ask = ask;
    this.numbers = new Map(roles.map((role, at) => [role, at]));
  }

  /**
   * @param circumstances in which holding the same roles is not the same.
   * @param only the role whose allows are asked about, if only one.
   */
  tell(roles: readonly Role[], circumstances: string, prepare: () => Client, only: string | undefined): Told {
    const key = JSON.stringify([roles.map((role) => this.numbers.get(role)), circumstances]);
    const client = this.clients.get(key) ?? this.ask(prepare());
    this.clients.set(key, client);
    const answerKey = JSON.stringify([only, key]);
    const told = this.answers.get(answerKey) ?? client.tell(only);
    this.answers.set(answerKey, told);
    return told;
  }

  /** The claims that templates of these roles ask for. */
  claimsOf(roles: readonly Role[]): readonly string[] {
    return [...new Set(roles.flatMap((role) => this.claimsOfRole(role)))];
  }

  private claimsOfRole(role: Role): readonly string[] {
    const known = this.claims.get(role) ?? [...new Set(role.rules.flatMap(({ pattern }) => templateClaims(pattern)))];
    this.claims.set(role, known);
    return known;
  }
}

/** The associations by which anybody may still come, as `selectRoles` lets them. @param time in unix seconds. */
export function associationsThatAdmit(policy: Policy, { associations }: Role, time: number): Association[] {
  return associations.filter((association) => {
    const method = findAuthMethod(policy, association.authMethod);
    const hasExpired = method?.expiresAt !== undefined && time >= method.expiresAt;
    return !hasExpired && !asksApiKey(method, association) && !admitsNobody(association);
  });
}

/** Roles that every client of the auth method holds besides, so that their denies count for it too (F6.6, A1). */
export function rolesHeldAnyway(policy: Policy, role: Role, association: Association | undefined): Role[] {
  return rolesOfEverybody(policy, association).filter((other) => other !== role);
}

/** Roles that every client of the auth method of an association holds. */
function rolesOfEverybody({ roles }: Policy, association: Association | undefined): Role[] {
  if (association === undefined) return [];
  const method = nameKey(association.authMethod);
  return roles.filter(({ associations }) =>
    associations.some(({ subClaims, authMethod }) => subClaims.length === 0 && nameKey(authMethod) === method),
  );
}
