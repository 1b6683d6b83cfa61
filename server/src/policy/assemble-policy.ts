// Makes one policy of a manifest, rules files and exports that the edge has read. Files replace exports:
// what a rules file says of a role, and what the manifest says of it otherwise, stands instead of what the export
// says, and a note tells so.

import { type AccessRule, accessRulesOf } from "./access-rule.ts";
import { type Assumptions, assumptionsOf } from "./assumptions.ts";
import { type Account, type AccountFiles, joinAccount } from "./join-account.ts";
import type { Manifest, ManifestRole } from "./manifest.ts";
import { readGlob } from "./match-glob.ts";
import { nameKey } from "./names.ts";
import type { Policy } from "./policy.ts";
import type { Role } from "./role.ts";
import type { RulesFile } from "./rules-file.ts";

/** What the edge has read. Paths are relative to the manifest's folder, with forward slashes, unless `filesOf` is given. */
export interface PolicyFiles extends AccountFiles {
  readonly rulesFiles: ReadonlyMap<string, RulesFile>;
  /** The paths of a role's rules files; otherwise its globs choose among the paths. */
  readonly filesOf?: (role: ManifestRole) => readonly string[];
  /** The rules of a file; otherwise they are read from it, and its path is the name of their document. */
  readonly rulesOf?: (path: string, file: RulesFile) => readonly AccessRule[];
  /** What `joinAccount` makes of the same manifest and exports, if it is at hand. */
  readonly account?: Account;
  /** `assumptionsOf` the same manifest and the settings; without it there are no settings. */
  readonly assumptions?: Assumptions;
}

/** Without a manifest, every rules file is a role named after the file and nobody is known to hold it. */
export function assemblePolicy(manifest: Manifest | undefined, files: PolicyFiles): Policy {
  const account = files.account ?? joinAccount(manifest, files);
  const notes = [...account.cutShort];
  return {
    roles: manifest ? mergeRoles(manifest, account.roles, files, notes) : rolesOfFiles(files),
    authMethods: account.authMethods,
    identities: account.identities,
    inventory: { items: files.items?.items ?? [], targets: files.targets?.targets ?? [] },
    assumptions: files.assumptions ?? assumptionsOf(manifest),
    notes,
    cutShort: account.cutShort,
  };
}

/** The name of the role that a rules file stands for where no manifest says otherwise. */
export function roleNameOfFile(path: string): string {
  // What was never saved has an address without folders.
  return withoutEnding(path.slice(path.lastIndexOf("/") + 1).replace(/^untitled:/, ""));
}

function withoutEnding(path: string): string {
  return path.replace(/(\.akeyless|\.file-rules)?\.jsonc?$/, "");
}

/** Files of the same name are told apart by their folders, or by their whole paths: they are different roles. */
function rolesOfFiles(files: PolicyFiles): Role[] {
  const { rulesFiles } = files;
  const paths = [...rulesFiles.keys()];
  const short = findRepeated(paths.map(roleNameOfFile));
  const long = findRepeated(paths.map(withoutEnding));
  const nameOf = (path: string): string => {
    if (!short.has(roleNameOfFile(path))) return roleNameOfFile(path);
    return long.has(withoutEnding(path)) ? path : withoutEnding(path);
  };
  return [...rulesFiles].map(([path, file]) => ({
    name: nameOf(path),
    admin: false,
    rules: rulesOf(files, path, file),
    associations: [],
  }));
}

function findRepeated(names: readonly string[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(names.filter((name) => seen.size === seen.add(name).size));
}

function mergeRoles(manifest: Manifest, exported: readonly Role[], files: PolicyFiles, notes: string[]): Role[] {
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
  files: PolicyFiles,
  document: string,
  notes: string[],
): Role {
  const name = written.name.value;
  const fromFiles = rulesOfRole(written, files);
  const own = written.associations?.map(({ span: _whole, authMethod, ...rest }) => ({
    ...rest,
    authMethod: authMethod.value,
    place: { document, span: authMethod.span },
  }));
  if (exported) notes.push(...replacedOf(exported, written).map((what) => `Role "${name}": ${what}`));
  return {
    name,
    admin: written.admin ?? exported?.admin ?? false,
    rules: fromFiles ?? exported?.rules ?? [],
    associations: own ?? exported?.associations ?? [],
    place: { document, span: written.name.span },
  };
}

/** What a manifest says instead of an export of the same role. */
function replacedOf(exported: Role, { rules, admin, associations }: ManifestRole): string[] {
  const replaced: string[] = [];
  if (rules?.length === 0 && exported.rules.length > 0) {
    replaced.push(`it has no rules by the manifest; those of the export (${exported.rules.length}) do not count.`);
  }
  if (rules && rules.length > 0) {
    replaced.push(`the rules of its rules files stand instead of the ${exported.rules.length} of the export.`);
  }
  if (exported.admin && admin === false)
    replaced.push("it is no admin role by the manifest, though the export says so.");
  if (!exported.admin && admin === true)
    replaced.push("it is an admin role by the manifest, though it is none by the export.");
  if (associations && exported.associations.length > 0) {
    const { length } = exported.associations;
    replaced.push(
      associations.length === 0
        ? `nobody holds it by the manifest; the associations of the export (${length}) do not count.`
        : `the associations of the manifest stand instead of the ${length} of the export.`,
    );
  }
  return replaced;
}

/** The rules of all files of a role, in the order of globs and paths; nothing if the manifest says nothing of files. */
function rulesOfRole(role: ManifestRole, files: PolicyFiles): readonly AccessRule[] | undefined {
  if (role.rules === undefined) return undefined;
  const { rulesFiles, filesOf = (written) => chooseByGlobs(written, rulesFiles) } = files;
  return filesOf(role).flatMap((path) => {
    const file = rulesFiles.get(path);
    return file ? rulesOf(files, path, file) : [];
  });
}

function chooseByGlobs(role: ManifestRole, files: PolicyFiles["rulesFiles"]): string[] {
  const chosen = (role.rules ?? []).flatMap(({ value: glob }) => [...files.keys()].filter(readGlob(glob)).sort());
  return [...new Set(chosen)];
}

function rulesOf({ rulesOf: read = accessRulesIn }: PolicyFiles, path: string, file: RulesFile): readonly AccessRule[] {
  return read(path, file);
}

function accessRulesIn(path: string, file: RulesFile): AccessRule[] {
  return accessRulesOf(file, path);
}
