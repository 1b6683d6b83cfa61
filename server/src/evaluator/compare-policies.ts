// What an edit grants or revokes in every role of a policy, at every moment that matters, and to whom.

import { nameKey } from "../policy/names.ts";
import { templateClaims } from "../policy/path-pattern.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { type Client, prepareClient } from "./client.ts";
import { type AccessChange, type AccessComparison, compareAccess } from "./compare-access.ts";
import { compareHeldTogether, type SharedChange } from "./compare-held-together.ts";
import { associationsBeyond } from "./compare-holders.ts";
import type { Decision } from "./decision.ts";
import { momentsOfChange } from "./moments-of-change.ts";
import type { Times } from "./prepare-identity.ts";

/** A change in what a role permits, or in who holds it. */
export interface RoleChange extends AccessChange {
  /** The role; several joined by `with` where only those who hold all of them see the change (A1). */
  readonly role: string;
  /** The moment from which the change shows, in unix seconds, where it is not at once: a rule expires then. */
  readonly from: number | undefined;
  /** The association that gives or takes the role, where that is what changes; the rules of the role need not. */
  readonly association: Association | undefined;
}

export interface PolicyComparison {
  readonly decided: boolean;
  readonly gained: readonly RoleChange[];
  readonly lost: readonly RoleChange[];
}

const NO_ROLE: Omit<Role, "name"> = { admin: false, rules: [], associations: [] };

/** Compares all roles by name. Templates stand for themselves: no client is in question. */
export function comparePolicies(before: Policy, after: Policy, times: Times, budget?: number): PolicyComparison {
  const earlier = new Map(before.roles.map((role) => [nameKey(role.name), role]));
  const later = new Map(after.roles.map((role) => [nameKey(role.name), role]));
  const names = [...new Set([...later.keys(), ...earlier.keys()])];
  const comparisons = names.map((name) => {
    // A role that is the same object permits the same: much of a policy stays so while one file is typed.
    if (before.assumptions === after.assumptions && earlier.get(name) === later.get(name)) return NO_ROLE_CHANGE;
    const was = earlier.get(name) ?? { ...NO_ROLE, name };
    const is = later.get(name) ?? { ...NO_ROLE, name };
    return compareRole({ role: was, policy: before }, { role: is, policy: after }, times, budget);
  });
  const together = compareHeldTogether(before, after, times, budget);
  return {
    decided: together.decided && comparisons.every(({ decided }) => decided),
    gained: [...comparisons.flatMap(({ gained }) => gained), ...together.gained.map(toRoleChange)],
    lost: [...comparisons.flatMap(({ lost }) => lost), ...together.lost.map(toRoleChange)],
  };
}

/** Named after the roles that must be held together for it to show. */
function toRoleChange({ roles, ...change }: SharedChange): RoleChange {
  return { ...change, role: roles.join(" with "), from: undefined, association: undefined };
}

const NO_ROLE_CHANGE: PolicyComparison = { decided: true, gained: [], lost: [] };

/** A role and the policy whose assumptions hold for it. */
interface RoleIn {
  readonly role: Role;
  readonly policy: Policy;
}

function compareRole(was: RoleIn, is: RoleIn, times: Times, budget: number | undefined): PolicyComparison {
  const gained: RoleChange[] = [];
  const lost: RoleChange[] = [];
  let decided = true;
  for (const time of momentsOfChange(was.role, is.role, times)) {
    for (const reading of readingsOf(was.role, is.role)) {
      const comparison = compareAccess(prepare(was, time, times, reading), prepare(is, time, times, reading), budget);
      decided &&= comparison.decided;
      const from = time === times.time ? undefined : time;
      const isSame = reading === "symbolic" ? showsSame : restsOnSame;
      addNew(gained, comparison.gained, isSame, is.role.name, from);
      addNew(lost, comparison.lost, isSame, is.role.name, from);
    }
  }
  const holders = compareHolders(was, is, times, budget);
  return {
    decided: decided && holders.decided,
    gained: [...gained, ...notTold(holders.gained, gained)],
    lost: [...lost, ...notTold(holders.lost, lost)],
  };
}

type Reading = "symbolic" | "widest";

/** Templates as themselves, and where there are any also as whatever a client's claim may make of them. */
function readingsOf(was: Role, is: Role): Reading[] {
  const hasTemplates = [...was.rules, ...is.rules].some(({ pattern }) => templateClaims(pattern).length > 0);
  return hasTemplates ? ["symbolic", "widest"] : ["symbolic"];
}

function prepare({ role, policy }: RoleIn, time: number, { appliedAt }: Times, claims: Reading = "symbolic"): Client {
  return prepareClient([role], { claims, assumptions: policy.assumptions, time, appliedAt });
}

type IsSame = (told: AccessChange, change: AccessChange) => boolean;

/** Adds the changes that are not told already, at an earlier moment or by another reading of templates. */
function addNew(
  told: RoleChange[],
  changes: readonly AccessChange[],
  isSame: IsSame,
  role: string,
  from: number | undefined,
): void {
  const fresh = changes.filter(
    (change) =>
      !told.some(
        (other) =>
          other.ruleType === change.ruleType &&
          change.capabilities.every((name) => other.capabilities.includes(name)) &&
          isSame(other, change),
      ),
  );
  told.push(...fresh.map((change) => ({ ...change, role, from, association: undefined })));
}

const showsSame: IsSame = (told, change) =>
  told.witness === change.witness && JSON.stringify(told.region) === JSON.stringify(change.region);

/** A template read as any text shows again, on other paths, what it shows as itself: the same rules decide. */
const restsOnSame: IsSame = (told, change) =>
  showsSame(told, change) ||
  (rulesBehind(told.before) === rulesBehind(change.before) && rulesBehind(told.after) === rulesBehind(change.after));

function rulesBehind({ reasons }: Decision): string {
  const decisive = reasons.filter(({ outcome }) => outcome !== "near-miss");
  const places = decisive.map(({ outcome, role, rule }) => [
    outcome,
    role,
    rule?.source.document,
    rule?.source.span.start,
  ]);
  return JSON.stringify(places.map((place) => JSON.stringify(place)).sort());
}

/**
 * Clients that come to hold the role gain all that it permits; those that leave it lose that.
 * Where the holders are the same nothing is compared, so that the work grows with the edit.
 */
function compareHolders(was: RoleIn, is: RoleIn, times: Times, budget: number | undefined): PolicyComparison {
  const came = associationsBeyond(is.role.associations, was.role.associations);
  const went = associationsBeyond(was.role.associations, is.role.associations);
  const nobody = { role: { ...NO_ROLE, name: is.role.name }, policy: is.policy };
  const compare = (a: RoleIn, b: RoleIn): AccessComparison =>
    compareAccess(prepare(a, times.time, times), prepare(b, times.time, times), budget);
  const gains = came.length === 0 ? NO_CHANGE : compare(nobody, is);
  const losses = went.length === 0 ? NO_CHANGE : compare(was, nobody);
  return {
    decided: gains.decided && losses.decided,
    gained: came.flatMap((association) => withHolder(gains.gained, is.role.name, association)),
    lost: went.flatMap((association) => withHolder(losses.lost, is.role.name, association)),
  };
}

const NO_CHANGE: AccessComparison = { decided: true, gained: [], lost: [] };

/** Changes through holders that the role's own do not tell already, as those of a new role do. */
function notTold(changes: readonly RoleChange[], told: readonly RoleChange[]): RoleChange[] {
  const keyOf = ({ ruleType, capabilities, region }: RoleChange): string =>
    JSON.stringify([ruleType, capabilities, region]);
  const known = new Set(told.filter(({ from }) => from === undefined).map(keyOf));
  return changes.filter((change) => !known.has(keyOf(change)));
}

function withHolder(changes: readonly AccessChange[], role: string, association: Association): RoleChange[] {
  return changes.map((change) => ({ ...change, role, from: undefined, association }));
}
