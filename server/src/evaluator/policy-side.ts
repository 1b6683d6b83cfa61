// One side of a comparison of policies: its roles with the associations by which anybody comes, and what all clients of an
// association hold beside what it gives.

import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { associationsBeyond } from "./associations-beyond.ts";
import { indexMethods, keepAdmitting, type MethodsByName } from "./associations-that-admit.ts";
import { type Touches, touching } from "./find-touching-rules.ts";
import { guardOf } from "./pair-roles.ts";

/** Roles that are given to an auth method. */
interface RolesOfMethod {
  readonly admins: readonly Role[];
  /** With their denies alone, where these cut what other roles allow (A1). */
  readonly guards: readonly Role[];
  /** Whether a rule shares a path with one of those denies. */
  readonly touches: Touches;
}

export class PolicySide {
  /** Without the associations by which nobody comes at the moment in question. */
  readonly policy: Policy;
  readonly methods: MethodsByName;
  private readonly byMethod = new Map<string, RolesOfMethod>();
  private readonly guardsOf = new Map<Role, Map<string, readonly Role[]>>();

  /** @param time in unix seconds. */
  constructor(policy: Policy, time: number) {
    this.policy = keepAdmitting(policy, time);
    this.methods = indexMethods(policy);
  }

  /** Whether every client of an association may do everything by some role. */
  isAdminAnyway(association: Association): boolean {
    return this.rolesOf(nameKey(association.authMethod)).admins.some((role) => isGivenTo(role, association));
  }

  /**
   * The denies that cut what a role gives, whoever comes by an association: roles with these rules alone.
   * @param other another association of the same auth method that they match, if there is one.
   */
  guardsBeside(role: Role, association: Association, other?: Association): Role[] {
    const method = nameKey(association.authMethod);
    const known = this.guardsOf.get(role) ?? new Map<string, readonly Role[]>();
    this.guardsOf.set(role, known);
    const near = known.get(method) ?? this.findGuards(role, method);
    known.set(method, near);
    const matched = other ? [association, other, ...join(association, other)] : [association];
    return near.filter((guard) => matched.some((each) => isGivenTo(guard, each)));
  }

  private findGuards(role: Role, method: string): readonly Role[] {
    const { guards, touches } = this.rolesOf(method);
    if (role.admin || !role.rules.some(touches)) return [];
    const isNear = touching(role.rules);
    return guards
      .filter(({ name }) => name === "" || name !== role.name)
      .map((guard) => ({ ...guard, rules: guard.rules.filter(isNear) }))
      .filter(({ rules }) => rules.length > 0);
  }

  private rolesOf(method: string): RolesOfMethod {
    const known = this.byMethod.get(method) ?? this.findRoles(method);
    this.byMethod.set(method, known);
    return known;
  }

  private findRoles(method: string): RolesOfMethod {
    const roles = this.policy.roles.filter(({ associations }) =>
      associations.some(({ authMethod }) => nameKey(authMethod) === method),
    );
    const guards = roles.flatMap((role) => guardOf(role, this.policy));
    const denies = guards.flatMap(({ rules }) => rules);
    return { admins: roles.filter(({ admin }) => admin), guards, touches: touching(denies) };
  }
}

/** What demands the same as both, where one association can. */
function join(one: Association, other: Association): Association[] {
  if (one.caseSensitive !== other.caseSensitive || one.operators !== other.operators) return [];
  return [{ ...one, subClaims: [...one.subClaims, ...other.subClaims] }];
}

/** Whether all clients of an association surely hold a role. */
function isGivenTo({ associations }: Role, association: Association): boolean {
  return associationsBeyond([association], associations).length === 0;
}
