// One side of a comparison of policies: its roles with the associations by which anybody comes, and what every client of
// an auth method holds beside others.

import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { indexMethods, keepAdmitting, type MethodsByName, rolesOfEverybody } from "./associations-that-admit.ts";
import { type Touches, touching } from "./find-touching-rules.ts";
import { guardOf } from "./pair-roles.ts";

/** The roles that every client of an auth method holds, and which rules their denies touch. */
interface Everybody {
  readonly roles: readonly Role[];
  readonly touches: Touches;
}

export class PolicySide {
  /** Without the associations by which nobody comes at the moment in question. */
  readonly policy: Policy;
  readonly methods: MethodsByName;
  private readonly everybody = new Map<string, Everybody>();

  /** @param time in unix seconds. */
  constructor(policy: Policy, time: number) {
    this.policy = keepAdmitting(policy, time);
    this.methods = indexMethods(policy);
  }

  /** Whether every client of an auth method may do everything by a role that it holds anyway. */
  isAdminAnyway(association: Association): boolean {
    return this.everybodyOf(association).roles.some(({ admin }) => admin);
  }

  /** The denies that cut what a role gives by an association, whoever comes by it: roles with these rules alone (A1). */
  guardsBeside(role: Role, association: Association): Role[] {
    const { roles, touches } = this.everybodyOf(association);
    if (role.admin || !role.rules.some(touches)) return [];
    const isNear = touching(role.rules);
    return (
      roles
        // A role may stand here in its other version, which says the same.
        .filter(({ rules }) => rules !== role.rules)
        .flatMap((other) => guardOf(other, this.policy))
        .map((guard) => ({ ...guard, rules: guard.rules.filter(isNear) }))
        .filter(({ rules }) => rules.length > 0)
    );
  }

  private everybodyOf(association: Association): Everybody {
    const key = nameKey(association.authMethod);
    const known = this.everybody.get(key) ?? this.findEverybody(association);
    this.everybody.set(key, known);
    return known;
  }

  private findEverybody(association: Association): Everybody {
    const roles = rolesOfEverybody(this.policy, association);
    const denies = roles.flatMap((role) => guardOf(role, this.policy)).flatMap(({ rules }) => rules);
    return { roles, touches: touching(denies) };
  }
}
