// Which roles a client holds, by which association, and why not the others (F4.4, F6.1 to F6.8).

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
  /** The first association that gives it; one that the auth method does not allow for only where no other does. */
  readonly association: Association;
  /** Whether it has no sub-claims though its auth method is known to demand them (F6.8). It counts all the same. */
  readonly lacksForcedSubClaims: boolean;
  /** Whether no association would give it if the case of a claim's key counted everywhere (A11). */
  readonly byFoldedKey: boolean;
}

export interface RoleNotHeld {
  readonly role: Role;
  readonly why: WhyNotHeld;
}

export type WhyNotHeld =
  | { readonly kind: "not-associated" }
  /** One entry for each association with the auth method, never none: they are alternatives (F4.4). */
  | { readonly kind: "sub-claims"; readonly failed: readonly FailedMatch[] }
  /** All associations ask for sub-claims, which clients of an API key do not have, whatever they claim (F6.8). */
  | { readonly kind: "api-key"; readonly associations: readonly Association[] }
  | { readonly kind: "auth-method-expired"; readonly at: number };

export type FailedMatch =
  | (Exclude<SubClaimMatch, { matches: true }> & { readonly operators?: boolean })
  /** The association asks for a claim and names no value of it: nobody can match that. */
  | { readonly matches: false; readonly key: string; readonly lacks: "any value" }
  /** What the association asks for cannot be read, so that nobody is let in by it. */
  | { readonly matches: false; readonly lacks: "readable sub-claims" };

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

/** Whether an association asks for sub-claims of an auth method that is known to be an API key: nobody comes by it (F6.8). */
export function asksApiKey(method: AuthMethod | undefined, { subClaims }: Association): boolean {
  return method?.kind === "api_key" && subClaims.length > 0;
}

function selectRole(
  role: Role,
  authMethod: string,
  method: AuthMethod | undefined,
  claims: Claims,
  time: number,
): HeldRole | RoleNotHeld {
  const associations = role.associations.filter((each) => nameKey(each.authMethod) === nameKey(authMethod));
  if (associations.length === 0) return { role, why: { kind: "not-associated" } };
  const open = associations.filter((each) => !asksApiKey(method, each));
  if (open.length === 0) return { role, why: { kind: "api-key", associations } };
  const giving = open.filter((each) => matchSubClaims(each, claims).matches);
  const lacksForced = ({ subClaims }: Association): boolean =>
    method?.forceSubClaims === true && subClaims.length === 0;
  const association = giving.find((each) => !lacksForced(each)) ?? giving[0];
  if (association === undefined) {
    return { role, why: { kind: "sub-claims", failed: open.flatMap((each) => explainFailed(each, claims)) } };
  }
  if (method?.expiresAt !== undefined && time >= method.expiresAt) {
    return { role, why: { kind: "auth-method-expired", at: method.expiresAt } };
  }
  const byFoldedKey = giving.every((each) => !each.caseSensitive && !matchSubClaims(each, claims, true).matches);
  return { role, association, lacksForcedSubClaims: lacksForced(association), byFoldedKey };
}

/** What one association lacks; what nobody has comes before what this client does not have. */
function explainFailed(association: Association, claims: Claims): FailedMatch[] {
  if (association.subClaims.some(({ unread }) => unread)) return [{ matches: false, lacks: "readable sub-claims" }];
  const unmet = association.subClaims.find(({ values }) => values.length === 0);
  if (unmet) return [{ matches: false, key: unmet.key, lacks: "any value" }];
  const match = matchSubClaims(association, claims);
  return match.matches ? [] : [{ ...match, operators: association.operators }];
}
