// Which roles a client holds, by which association, and why not the others (F4.4, section 6 of the facts).

import type { AuthMethod } from "../policy/auth-method.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Claims, Role } from "../policy/role.ts";
import { matchSubClaims, type SubClaimMatch } from "./match-sub-claims.ts";

export interface RoleSelection {
  readonly held: readonly HeldRole[];
  readonly notHeld: readonly RoleNotHeld[];
}

export interface HeldRole {
  readonly role: Role;
  /** The first association that gives it. */
  readonly association: Association;
}

export interface RoleNotHeld {
  readonly role: Role;
  readonly why: WhyNotHeld;
}

export type WhyNotHeld =
  | { readonly kind: "not-associated" }
  | {
      readonly kind: "sub-claims";
      readonly association: Association;
      readonly match: Exclude<SubClaimMatch, { matches: true }>;
    }
  | { readonly kind: "auth-method-expired"; readonly at: number };

/** Selects the roles of a client of an auth method. @param time in unix seconds. */
export function selectRoles(policy: Policy, authMethod: string, claims: Claims, time: number): RoleSelection {
  const held: HeldRole[] = [];
  const notHeld: RoleNotHeld[] = [];
  const method = findAuthMethod(policy, authMethod);
  for (const role of policy.roles) {
    const selected = selectRole(role, authMethod, method, claims, time);
    if ("association" in selected) held.push(selected);
    else notHeld.push(selected);
  }
  return { held, notHeld };
}

/** An auth method by its name, with or without a leading slash (F5.1). */
export function findAuthMethod(policy: Policy, name: string): AuthMethod | undefined {
  return policy.authMethods.find((method) => nameKey(method.name) === nameKey(name));
}

function selectRole(
  role: Role,
  authMethod: string,
  method: AuthMethod | undefined,
  claims: Claims,
  time: number,
): HeldRole | RoleNotHeld {
  const associations = role.associations.filter((each) => nameKey(each.authMethod) === nameKey(authMethod));
  let why: WhyNotHeld = { kind: "not-associated" };
  for (const association of associations) {
    const match = matchSubClaims(association, claims);
    if (match.matches && method?.expiresAt !== undefined && time >= method.expiresAt) {
      return { role, why: { kind: "auth-method-expired", at: method.expiresAt } };
    }
    if (match.matches) return { role, association };
    if (why.kind === "not-associated") why = { kind: "sub-claims", association, match };
  }
  return { role, why };
}
