import type { AccessRule } from "../policy/access-rule.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import type { Role } from "../policy/role.ts";

/** Roles that one client holds together, and what is assumed of them. */
export interface HeldRoles {
  readonly roles: readonly Role[];
  readonly assumptions: Assumptions;
}

/** The rules of all roles, in their order. */
export function rulesOf({ roles }: Pick<HeldRoles, "roles">): AccessRule[] {
  return roles.flatMap(({ rules }) => rules);
}

/** How roles are called together that a client holds on either side of an edit, those of the first side first. */
export function jointName(...sides: readonly Pick<HeldRoles, "roles">[]): string {
  return [...new Set(sides.flatMap(({ roles }) => roles.map(({ name }) => name)))].join(" with ");
}
