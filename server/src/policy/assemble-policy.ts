// Makes one policy of a manifest, rules files and exports that the edge has read. Files replace exports:
// what a rules file says of a role stands instead of what the export says, and a note tells so.

import type { AccessRule } from "./access-rule.ts";
import { accessRulesOf } from "./access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "./assumptions.ts";
import type { AuthMethod } from "./auth-method.ts";
import type { Identity } from "./identity.ts";
import type { Manifest, ManifestIdentity, ManifestRole } from "./manifest.ts";
import { readGlob } from "./match-glob.ts";
import { nameKey } from "./names.ts";
import type { Policy } from "./policy.ts";
import type { AuthMethodExport } from "./read-auth-method-export.ts";
import type { ItemExport, TargetExport } from "./read-inventory-export.ts";
import type { ExportedRole, RoleExport } from "./read-role-export.ts";
import type { Claims, Role } from "./role.ts";
import type { RulesFile } from "./rules-file.ts";

/** What the edge has read. Paths are relative to the manifest's folder, with forward slashes. */
export interface PolicyFiles {
  readonly rulesFiles: ReadonlyMap<string, RulesFile>;
  readonly roles?: RoleExport | undefined;
  readonly authMethods?: AuthMethodExport | undefined;
  readonly items?: ItemExport | undefined;
  readonly targets?: TargetExport | undefined;
  /** By the path that an identity's `claimsFile` names. */
  readonly claims: ReadonlyMap<string, Claims>;
}

/** Without a manifest, every rules file is a role named after the file and nobody is known to hold it. */
export function assemblePolicy(manifest: Manifest | undefined, files: PolicyFiles): Policy {
  const notes: string[] = cutShortNotes(files);
  const authMethods = mergeAuthMethods(manifest, files.authMethods?.authMethods ?? []);
  const exported = (files.roles?.roles ?? []).map((role) => joinAuthMethods(role, authMethods));
  const roles = manifest ? mergeRoles(manifest, exported, files.rulesFiles, notes) : rolesOfFiles(files.rulesFiles);
  return {
    roles,
    authMethods,
    identities: (manifest?.identities ?? []).map((identity) =>
      resolveIdentity(identity, files.claims, manifest?.document ?? ""),
    ),
    inventory: { items: files.items?.items ?? [], targets: files.targets?.targets ?? [] },
    assumptions: manifest?.assumptions ?? DEFAULT_ASSUMPTIONS,
    notes,
  };
}

/** The name of the role that a rules file stands for where no manifest says otherwise. */
export function roleNameOfFile(path: string): string {
  return withoutEnding(path.slice(path.lastIndexOf("/") + 1));
}

function withoutEnding(path: string): string {
  return path.replace(/(\.akeyless|\.file-rules)?\.jsonc?$/, "");
}

/** Files of the same name in several folders are told apart by their folders: they are different roles. */
function rolesOfFiles(files: ReadonlyMap<string, RulesFile>): Role[] {
  const seen = new Set<string>();
  const repeated = new Set([...files.keys()].map(roleNameOfFile).filter((name) => seen.size === seen.add(name).size));
  return [...files].map(([path, file]) => ({
    name: repeated.has(roleNameOfFile(path)) ? withoutEnding(path) : roleNameOfFile(path),
    admin: false,
    rules: accessRulesOf(file, path),
    associations: [],
  }));
}

function mergeRoles(
  manifest: Manifest,
  exported: readonly Role[],
  files: ReadonlyMap<string, RulesFile>,
  notes: string[],
): Role[] {
  const rest = new Map(exported.map((role) => [nameKey(role.name), role]));
  const merged = manifest.roles.map((role) => {
    const known = rest.get(nameKey(role.name.value));
    rest.delete(nameKey(role.name.value));
    return mergeRole(role, known, files, manifest.document, notes);
  });
  return [...merged, ...rest.values()];
}

function mergeRole(
  written: ManifestRole,
  exported: Role | undefined,
  files: ReadonlyMap<string, RulesFile>,
  document: string,
  notes: string[],
): Role {
  const name = written.name.value;
  const fromFiles = rulesOfRole(written, files);
  if (exported && fromFiles) {
    notes.push(
      `Role "${name}": the rules of its rules files stand instead of the ${exported.rules.length} of the export.`,
    );
  }
  const own = written.associations.map(({ span, authMethod, ...rest }) => ({
    ...rest,
    authMethod: authMethod.value,
    place: { document, span },
  }));
  return {
    name,
    admin: written.admin || (exported?.admin ?? false),
    rules: fromFiles ?? exported?.rules ?? [],
    associations: own.length > 0 ? own : (exported?.associations ?? []),
    place: { document, span: written.name.span },
  };
}

/** The rules of all files that the role's globs choose, in the order of globs and paths; nothing if it has no globs. */
function rulesOfRole(role: ManifestRole, files: ReadonlyMap<string, RulesFile>): AccessRule[] | undefined {
  if (role.rules.length === 0) return undefined;
  const chosen = new Set(
    role.rules.flatMap(({ value: glob }) => {
      const matches = readGlob(glob);
      return [...files.keys()].filter(matches).sort();
    }),
  );
  return [...chosen].flatMap((path) => {
    const file = files.get(path);
    return file ? accessRulesOf(file, path) : [];
  });
}

/** Names the auth methods of an exported role by access id, on which the exports join (section 8). */
function joinAuthMethods(role: ExportedRole, authMethods: readonly AuthMethod[]): Role {
  const associations = role.associations.map((association) => {
    const joined = authMethods.find(({ accessId }) => accessId !== undefined && accessId === association.accessId);
    return { ...association, authMethod: joined?.name ?? association.authMethod };
  });
  return { ...role, associations };
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
      forceSubClaims: forceSubClaims || (known?.forceSubClaims ?? false),
      expiresAt: known?.expiresAt,
      place: { document: manifest?.document ?? "", span: name.span },
    };
  });
  return [...merged, ...rest.values()];
}

function resolveIdentity(written: ManifestIdentity, files: PolicyFiles["claims"], document: string): Identity {
  const claims = new Map((written.claimsFile && files.get(written.claimsFile.value)) ?? []);
  for (const [key, values] of written.claims) claims.set(key, [...new Set([...(claims.get(key) ?? []), ...values])]);
  return {
    name: written.name.value,
    authMethod: written.authMethod?.value ?? "",
    claims,
    place: { document, span: written.name.span },
  };
}

function cutShortNotes(files: PolicyFiles): string[] {
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
