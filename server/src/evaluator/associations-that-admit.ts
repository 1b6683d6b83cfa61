// By which associations anybody comes to hold a role at a moment, and which roles all clients of an auth method hold.
// What a client must claim for that, and whether it does, select-roles.ts says.

import type { AuthMethod } from "../policy/auth-method.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Association, Role } from "../policy/role.ts";
import { writeDemands } from "./admission.ts";
import { admitsNobody } from "./match-sub-claims.ts";
import { asksApiKey } from "./select-roles.ts";

/** Auth methods by name, of several with the same name the first, as `findAuthMethod` finds them. */
export type MethodsByName = ReadonlyMap<string, AuthMethod>;

/** The auth methods of a policy, for looking up many. */
export function indexMethods({ authMethods }: Pick<Policy, "authMethods">): MethodsByName {
  const methods = new Map<string, AuthMethod>();
  for (const method of authMethods) {
    const key = nameKey(method.name);
    if (!methods.has(key)) methods.set(key, method);
  }
  return methods;
}

/** From when on nobody comes by an association, in unix seconds: its auth method expires then. */
export function closesAt({ authMethod }: Association, methods: MethodsByName): number {
  return methods.get(nameKey(authMethod))?.expiresAt ?? Number.POSITIVE_INFINITY;
}

/**
 * The associations by which anybody may still come, as `selectRoles` lets them; of those that say the same, the first.
 * @param time in unix seconds.
 */
export function associationsThatAdmit(methods: MethodsByName, { associations }: Role, time: number): Association[] {
  return dropRepeated(associations).filter(
    (association) =>
      time < closesAt(association, methods) &&
      !asksApiKey(methods.get(nameKey(association.authMethod)), association) &&
      !admitsNobody(association),
  );
}

/** The policy without the associations by which nobody comes, or nobody else; a role that has none of these is the same object. */
export function keepAdmitting(policy: Policy, time: number): Policy {
  const methods = indexMethods(policy);
  const roles = policy.roles.map((role) => {
    const associations = associationsThatAdmit(methods, role, time);
    return associations.length === role.associations.length ? role : { ...role, associations };
  });
  return { ...policy, roles };
}

/** Roles that every client of the auth method holds besides, so that their denies count for it too (F6.6, A1). */
export function rolesHeldAnyway(policy: Policy, role: Role, association: Association | undefined): Role[] {
  return rolesOfEverybody(policy, association).filter((other) => other !== role);
}

/** Roles that every client of the auth method of an association holds. */
export function rolesOfEverybody({ roles }: Policy, association: Association | undefined): Role[] {
  if (association === undefined) return [];
  const method = nameKey(association.authMethod);
  return roles.filter(({ associations }) =>
    associations.some(({ subClaims, authMethod }) => subClaims.length === 0 && nameKey(authMethod) === method),
  );
}

/** A role that is written in two places may have an association twice. */
function dropRepeated(associations: readonly Association[]): readonly Association[] {
  if (associations.length < 2) return associations;
  const known = new Set<string>();
  return associations.filter((association) => {
    const key = JSON.stringify([nameKey(association.authMethod), writeDemands(association)]);
    return known.size < known.add(key).size;
  });
}
