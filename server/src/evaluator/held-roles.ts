import type { Assumptions } from "../policy/assumptions.ts";
import type { Role } from "../policy/role.ts";

/** Roles that one client holds together, and what is assumed of them. */
export interface HeldRoles {
  readonly roles: readonly Role[];
  readonly assumptions: Assumptions;
}
