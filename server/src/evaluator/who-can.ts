// Who has a capability anywhere under a pattern, on which part of it, and by which rules: for every association of
// every role, and for every named identity. Exact; who only may, as far as claims go, is told apart.

import { type AssumptionId, inOrder } from "../policy/assumptions.ts";
import { nameKey } from "../policy/names.ts";
import { onDemand } from "../policy/on-demand.ts";
import { templateClaims } from "../policy/path-pattern.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { AnswerBudget } from "./answer-budget.ts";
import { AskedClient, type Told, type ToldPart, type WhoCanQuestion } from "./asked-client.ts";
import { associationsThatAdmit, indexMethods, rolesOfEverybody } from "./associations-that-admit.ts";
import { budgetOfAssumptions } from "./assumptions-within.ts";
import { type Client, prepareClient } from "./client.ts";
import type { Circumstances, ClientRule } from "./client-rule.ts";
import { prepareIdentity, type Times } from "./prepare-identity.ts";
import { selectRoles } from "./select-roles.ts";

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
  const efforts = { asking: new AnswerBudget(limits.budget, SHARE), naming: budgetOfAssumptions() };
  const ask = (client: Client): AskedClient => new AskedClient(client, question, efforts, limits.mostParts);
  const told = [...tellHoldersOfRoles(policy, times, ask), ...tellIdentities(policy, times, ask)];
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

/** What is found of who can is decided and explained, too, which takes as long again. */
const SHARE = 1 / 2;

type Named = Omit<Told, "parts"> & { readonly answers: readonly Holder[] };

function nameHolders({ parts, ...rest }: Told, who: Pick<Holder, "association" | "identity">): Named {
  return { ...rest, answers: parts.map((part) => ({ ...part, ...who })) };
}

type Ask = (client: Client) => AskedClient;

/** Clients of the same auth method hold the same roles besides, often those of others, too, and are asked about once. */
function tellHoldersOfRoles(policy: Policy, times: Times, ask: Ask): Named[] {
  const circumstances: Circumstances = { ...times, claims: "widest", assumptions: policy.assumptions };
  const methods = indexMethods(policy);
  const byMethod = new Map<string | undefined, Everybody>();
  const byRoles = new Map<string, Everybody>();
  const numbers = numberRoles(policy);
  const everybodyOf = (association: Association | undefined): Everybody => {
    const roles = rolesOfEverybody(policy, association);
    const key = JSON.stringify(roles.map((role) => numbers.get(role)));
    const known = byRoles.get(key) ?? new Everybody(roles, circumstances, ask);
    byRoles.set(key, known);
    return known;
  };
  return policy.roles.flatMap((role) => {
    const told = new Map<Everybody, Told>();
    const associations = role.associations.length > 0 ? associationsThatAdmit(methods, role, times.time) : [undefined];
    return associations.map((association) => {
      const method = association && nameKey(association.authMethod);
      const everybody = byMethod.get(method) ?? everybodyOf(association);
      byMethod.set(method, everybody);
      const known = told.get(everybody) ?? everybody.with(role).tell(role.name);
      told.set(everybody, known);
      return nameHolders(known, { association, identity: undefined });
    });
  });
}

/** The clients of an auth method that hold no other roles than all its clients do, and at most one more. */
class Everybody {
  private readonly roles: ReadonlySet<Role>;
  private readonly circumstances: Circumstances;
  private readonly ask: Ask;
  private readonly client: () => Client;
  private readonly asked: () => AskedClient;

  constructor(roles: readonly Role[], circumstances: Circumstances, ask: Ask) {
    this.roles = new Set(roles);
    this.circumstances = circumstances;
    this.ask = ask;
    this.client = onDemand(() => prepareClient(roles, circumstances));
    this.asked = onDemand(() => ask(this.client()));
  }

  with(role: Role): AskedClient {
    const { roles, circumstances } = this;
    if (roles.has(role)) return this.asked();
    if (roles.size === 0) return this.ask(prepareClient([role], circumstances));
    const known = this.client();
    // What the others have in common stands as it does without the one.
    const before = { ...known, standing: [{ role, byRule: [] }, ...known.standing] };
    return this.ask(prepareClient([role, ...roles], circumstances, [], before));
  }
}

/** Those who hold the same roles have the same: claims make a difference only where a template asks for them. */
function tellIdentities(policy: Policy, times: Times, ask: Ask): Named[] {
  const numbers = numberRoles(policy);
  const claimsByRole = new Map(policy.roles.map((role) => [role, claimsOf(role)]));
  const told = new Map<string, Told>();
  return policy.identities.map(({ name, authMethod, claims }) => {
    const { held } = selectRoles(policy, authMethod, claims, times.time);
    const asked = new Set(held.flatMap(({ role }) => claimsByRole.get(role) ?? []));
    const key = JSON.stringify([
      held.map(({ role, byFoldedKey }) => [numbers.get(role), byFoldedKey]),
      [...asked].map((claim) => [claim, claims.get(claim)]),
    ]);
    const known = told.get(key) ?? ask(prepareIdentity(policy, { authMethod, claims }, times)).tell(undefined);
    told.set(key, known);
    return nameHolders(known, { association: undefined, identity: name });
  });
}

function numberRoles({ roles }: Policy): ReadonlyMap<Role, number> {
  return new Map(roles.map((role, at) => [role, at]));
}

/** The claims that a role's templates ask for. */
function claimsOf({ rules }: Role): readonly string[] {
  return [...new Set(rules.flatMap(({ pattern }) => templateClaims(pattern)))];
}
