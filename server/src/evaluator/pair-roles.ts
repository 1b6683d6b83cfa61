// The roles of two versions of a policy, each beside its other version, and the parts of them that bear on other roles.

import { isDeny } from "../policy/access-rule.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Role } from "../policy/role.ts";
import { changedRules } from "./changed-rules.ts";
import type { Touches } from "./find-touching-rules.ts";

/** A role before and after; absent on a side that does not have it. */
export interface RolePair {
  readonly was: Role | undefined;
  readonly is: Role | undefined;
}

export interface NamedPair extends RolePair {
  /** Their common name, as `nameKey` writes it. */
  readonly name: string;
}

/** What stands for a role on both sides of a comparison. */
export interface Versions {
  readonly was: Role;
  readonly is: Role;
  /** Its own versions, which are to be told of. */
  readonly own: RolePair;
}

/** All roles by name, of which readers see to it that there is one each. */
export function pairRoles(before: Policy, after: Policy): NamedPair[] {
  const earlier = new Map(before.roles.map((role) => [nameKey(role.name), role]));
  const later = new Map(after.roles.map((role) => [nameKey(role.name), role]));
  const names = [...new Set([...later.keys(), ...earlier.keys()])];
  return names.map((name) => ({ name, ...keepSame(earlier.get(name), later.get(name)) }));
}

/** One and the same role where both say the same of who holds it and have the very same rules. */
function keepSame(was: Role | undefined, is: Role | undefined): RolePair {
  if (was === is || was === undefined || is === undefined) return { was, is };
  const isSame = was.admin === is.admin && was.rules === is.rules && isSameList(was.associations, is.associations);
  return { was, is: isSame && was.name === is.name ? was : is };
}

function isSameList(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}

/** A role with its denies alone; nothing where none of them cuts what other roles allow (A1), as none of an admin role does. */
export function guardOf(role: Role | undefined, { assumptions }: Policy): Role[] {
  if (role === undefined || role.admin || assumptions["cross-role-deny"] !== "global") return [];
  const rules = role.rules.filter(isDeny);
  return rules.length > 0 ? [{ ...role, rules }] : [];
}

/**
 * A role that allows anything on one side, in its own version on each side where both say the same. Otherwise the
 * version of that side stands on both, so that a comparison shows only what differs beside it.
 */
export function findAllows(own: RolePair, side: "was" | "is"): Versions | undefined {
  const { was, is } = own;
  const role = own[side];
  // The admin role keeps its full access whatever else denies (A2), and who has or had that gains or loses all by it.
  if (was?.admin || is?.admin || role === undefined || role.rules.every(isDeny)) return undefined;
  return was && is && changedRules(was.rules, is.rules).length === 0 ? { was, is, own } : { was: role, is: role, own };
}

/** Both versions with only the rules that touch some others; one and the same stays so. */
export function keepRules({ was, is }: RolePair, touches: Touches): RolePair {
  const keep = (role: Role | undefined): Role | undefined => role && { ...role, rules: role.rules.filter(touches) };
  const later = keep(is);
  return { was: was === is ? later : keep(was), is: later };
}
