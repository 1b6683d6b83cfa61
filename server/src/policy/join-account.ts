// What is known of an account beside the rules files: auth methods, the roles of the export, named identities.
// The manifest stands before the exports. It changes only with them, never while a rules file is being written.

import type { AuthMethod } from "./auth-method.ts";
import type { Identity } from "./identity.ts";
import type { Manifest, ManifestIdentity } from "./manifest.ts";
import { nameKey } from "./names.ts";
import type { AuthMethodExport } from "./read-auth-method-export.ts";
import type { ItemExport, TargetExport } from "./read-inventory-export.ts";
import type { ExportedRole, RoleExport } from "./read-role-export.ts";
import type { Claims, Role } from "./role.ts";

/** The exports that have been read; those that have not are absent. */
export interface AccountFiles {
  readonly roles?: RoleExport | undefined;
  readonly authMethods?: AuthMethodExport | undefined;
  readonly items?: ItemExport | undefined;
  readonly targets?: TargetExport | undefined;
  /** By the path that an identity's `claimsFile` names. */
  readonly claims: ReadonlyMap<string, Claims>;
}

export interface Account {
  readonly authMethods: readonly AuthMethod[];
  /** The roles of the export. */
  readonly roles: readonly Role[];
  readonly identities: readonly Identity[];
  /** Which exports are cut short, a sentence each. */
  readonly cutShort: readonly string[];
}

/** Joins the exports with each other and with what the manifest says. */
export function joinAccount(manifest: Manifest | undefined, files: AccountFiles): Account {
  const { roles = [] } = files.roles ?? {};
  const authMethods = mergeAuthMethods(manifest, nameByRoles(files.authMethods?.authMethods ?? [], roles));
  return {
    authMethods,
    roles: nameAuthMethods(roles, authMethods),
    identities: (manifest?.identities ?? []).map((identity) =>
      resolveIdentity(identity, files.claims, manifest?.document ?? ""),
    ),
    cutShort: cutShortNotes(files),
  };
}

/** Names the auth methods of exported roles by access id, on which the exports join. */
export function nameAuthMethods(roles: readonly ExportedRole[], authMethods: readonly AuthMethod[]): Role[] {
  const names = new Map(authMethods.map(({ accessId, name }) => [accessId, name]));
  return roles.map((role) => nameThoseOf(role, names));
}

function nameThoseOf(role: ExportedRole, names: ReadonlyMap<string | undefined, string>): Role {
  const associations = role.associations.map((association) => {
    const name = association.accessId === undefined ? undefined : names.get(association.accessId);
    return { ...association, authMethod: name ?? association.authMethod };
  });
  return { ...role, associations };
}

/** One without a name has that by which an association of the same access id knows it, or its access id. */
function nameByRoles(methods: readonly AuthMethod[], roles: readonly ExportedRole[]): AuthMethod[] {
  const named = methods.filter(({ name }) => name !== "");
  if (named.length === methods.length) return named;
  const names = new Map<string, string>();
  for (const { accessId, authMethod } of roles.flatMap(({ associations }) => associations)) {
    if (accessId !== undefined && authMethod !== accessId) names.set(accessId, authMethod);
  }
  const others = methods.flatMap((method) => {
    const { name, accessId } = method;
    return name !== "" || accessId === undefined ? [] : [{ ...method, name: names.get(accessId) ?? accessId }];
  });
  return [...others, ...named];
}

/** What the manifest says of an auth method stands before the export. */
function mergeAuthMethods(manifest: Manifest | undefined, exported: readonly AuthMethod[]): AuthMethod[] {
  const rest = new Map(exported.map((method) => [nameKey(method.name), method]));
  const merged = (manifest?.authMethods ?? []).map(({ name, kind, forceSubClaims }): AuthMethod => {
    const known = rest.get(nameKey(name.value));
    rest.delete(nameKey(name.value));
    return {
      name: name.value,
      accessId: known?.accessId,
      kind: kind?.value ?? known?.kind,
      forceSubClaims: forceSubClaims ?? known?.forceSubClaims,
      expiresAt: known?.expiresAt,
      place: { document: manifest?.document ?? "", span: name.span },
    };
  });
  return [...merged, ...rest.values()];
}

function resolveIdentity(written: ManifestIdentity, files: AccountFiles["claims"], document: string): Identity {
  const claims = new Map((written.claimsFile && files.get(written.claimsFile.value)) ?? []);
  for (const [key, values] of written.claims) claims.set(key, [...new Set([...(claims.get(key) ?? []), ...values])]);
  return {
    name: written.name.value,
    authMethod: written.authMethod?.value ?? "",
    claims,
    place: { document, span: written.name.span },
  };
}

function cutShortNotes(files: AccountFiles): string[] {
  const exports = [
    ["roles", files.roles],
    ["auth methods", files.authMethods],
    ["items", files.items],
    ["targets", files.targets],
  ] as const;
  return exports
    .filter(([, read]) => read?.cutShort)
    .map(([what]) => `The export of ${what} is cut short: it names a next page. What is missing there is not counted.`);
}
