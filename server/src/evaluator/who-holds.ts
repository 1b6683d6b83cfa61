// Who has or may have any of some capabilities under a pattern: the same people as in who-can.ts, but not where or why. So
// for each of them it stops at the first path, and those who hold the same rules are looked at together.

import type { CapabilityName } from "../policy/capability.ts";
import { bitOf, type CapabilitySet, fullSet } from "../policy/capability-set.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Policy } from "../policy/policy.ts";
import { type Association, type Claims, holdsAdminRole, type Role } from "../policy/role.ts";
import { associationsThatAdmit, indexMethods, rolesHeldAnyway } from "./associations-that-admit.ts";
import { type Client, prepareClient } from "./client.ts";
import { findPath } from "./find-path.ts";
import { DENIED } from "./indexed-rule.ts";
import type { PathAnswer } from "./path-question.ts";
import type { Times } from "./prepare-identity.ts";
import type { RuleEntry, RuleIndex } from "./rule-index.ts";
import { selectRoles } from "./select-roles.ts";

export interface WhoHolds {
  /** False when a question was too large: who is listed has or may have a capability, and there may be more. */
  readonly decided: boolean;
  readonly associations: readonly Association[];
  /** Names. */
  readonly identities: readonly string[];
  /** Those of the names that only may, because a claim's value leaves open what a rule reaches (A7). */
  readonly perhaps: readonly string[];
}

export interface WhoHoldsQuestion {
  readonly capabilities: readonly CapabilityName[];
  readonly ruleType: string;
  readonly inside: PathTokens;
}

/**
 * Answers for a whole policy at one time, or for one that was made narrow for the pattern.
 * @param mostRules how many rules may be prepared before it gives up.
 */
export function whoHolds(
  policy: Policy,
  question: WhoHoldsQuestion,
  times: Times,
  mostRules: number = Number.POSITIVE_INFINITY,
): WhoHolds {
  const ask = askOnce(policy, question, times, mostRules);
  let decided = true;
  const has = (roles: readonly Role[], claims: Claims | "widest", only?: Role): Holding => {
    const answer = ask(roles, claims, only);
    decided &&= answer !== undefined;
    return answer ?? "not";
  };
  const methods = indexMethods(policy);
  const associations = policy.roles.flatMap((role) =>
    associationsThatAdmit(methods, role, times.time).filter(
      (association) => has([role, ...rolesHeldAnyway(policy, role, association)], "widest", role) !== "not",
    ),
  );
  const identities: string[] = [];
  const perhaps: string[] = [];
  for (const { name, authMethod, claims } of policy.identities) {
    const { held } = selectRoles(policy, authMethod, claims, times.time);
    const roles = held.map(({ role }) => role);
    const holding = has(roles, claims);
    if (holding !== "not") identities.push(name);
    if (holding === "perhaps") perhaps.push(name);
  }
  return { decided, associations, identities, perhaps };
}

type Holding = "surely" | "perhaps" | "not";

type Ask = (roles: readonly Role[], claims: Claims | "widest", only: Role | undefined) => Holding | undefined;

/** Asks once for all who hold the same roles: claims make a difference only where a template asks for them. */
function askOnce({ assumptions }: Policy, question: WhoHoldsQuestion, times: Times, mostRules: number): Ask {
  const numbers = new Map<Role, number>();
  const clients = new Map<string, Client | undefined>();
  const answers = new Map<string, Holding | undefined>();
  let prepared = 0;
  const numberOf = (role: Role): number => {
    const number = numbers.get(role) ?? numbers.size;
    numbers.set(role, number);
    return number;
  };
  const prepare = (roles: readonly Role[], claims: Claims | "widest"): Client | undefined => {
    prepared += roles.reduce((sum, { rules }) => sum + rules.length, 0);
    return prepared > mostRules ? undefined : prepareClient(roles, { ...times, claims, assumptions });
  };
  return (roles, claims, only) => {
    const whose = roles.some(readsClaims) ? (claims === "widest" ? claims : [...claims]) : "";
    const key = JSON.stringify([roles.map(numberOf), whose]);
    if (!clients.has(key)) clients.set(key, prepare(roles, claims));
    const client = clients.get(key);
    if (!client) return undefined;
    const answerKey = only ? `${numberOf(only)} ${key}` : key;
    if (!answers.has(answerKey)) answers.set(answerKey, hasAnywhere(client, question, only));
    return answers.get(answerKey);
  };
}

function readsClaims({ rules }: Role): boolean {
  return rules.some(({ pattern }) => hasTemplate(pattern));
}

/** Whether any path under the pattern is allowed; nothing where that is too large a question. */
function hasAnywhere(
  { roles, compartmentsByType }: Client,
  { capabilities, ruleType, inside }: WhoHoldsQuestion,
  only: Role | undefined,
): Holding | undefined {
  const wanted: CapabilitySet = capabilities.reduce((bits, name) => bits | bitOf(name), 0);
  if (holdsAdminRole({ roles }) && (fullSet(ruleType) & wanted) !== 0) return "surely";
  const isGranting = ({ rule }: RuleEntry): boolean =>
    !rule.denies && (rule.grants & wanted) !== 0 && (only === undefined || rule.role === only.name);
  let decided = true;
  let holding: Holding = "not";
  for (const { acting, uncertain } of compartmentsByType.get(ruleType) ?? []) {
    const allows = entriesUnder(acting, inside).filter(isGranting);
    const mayDeny = uncertain.entries.some(({ rule }) => rule.denies);
    const undenied = (entry: RuleEntry, ...indexes: readonly RuleIndex[]): boolean => {
      const answer = findUndenied([inside, entry.tokens], indexes);
      decided &&= answer.decided;
      return answer.decided && answer.witness !== undefined;
    };
    const denying = mayDeny ? [acting, uncertain] : [acting];
    if (allows.some((entry) => undenied(entry, ...denying))) return "surely";
    const open = [...(mayDeny ? allows : []), ...entriesUnder(uncertain, inside).filter(isGranting)];
    if (holding === "not" && open.some((entry) => undenied(entry, acting))) holding = "perhaps";
  }
  return decided ? holding : undefined;
}

function findUndenied(inside: readonly PathTokens[], indexes: readonly RuleIndex[]): PathAnswer {
  return findPath({
    inside,
    indexes: indexes.map(({ paths }) => paths),
    wanted: (outcomes) => !outcomes.includes(DENIED),
    hopeless: (certain) => certain.includes(DENIED),
    fewerRulesSuffice: true,
  });
}

function entriesUnder({ paths, entries }: RuleIndex, inside: PathTokens): RuleEntry[] {
  return entries.length === 0 ? [] : paths.overlapping(inside).flatMap((id) => entries[id] ?? []);
}
