// Makes a snapshot of what an edge has read. Pure, and cheap where little has changed: what rests only on unchanged
// files is taken over from the snapshot before, so that an edit of one rules file costs its own rules and its roles.

import { accessRulesOf } from "./access-rule.ts";
import { assemblePolicy, type PolicyFiles } from "./assemble-policy.ts";
import { type Assumptions, assumeSame, assumptionsOf } from "./assumptions.ts";
import { chooseRulesFiles } from "./files-of-manifest.ts";
import { findSnapshotFaults } from "./find-snapshot-faults.ts";
import { type AccountFiles, joinAccount } from "./join-account.ts";
import { keepUnchangedRoles } from "./keep-unchanged-roles.ts";
import { EXPORT_KINDS, type ManifestRole } from "./manifest.ts";
import type {
  FileState,
  ManifestDocument,
  NamedDocument,
  NamedFileKind,
  NamedFileValues,
  PolicySnapshot,
  SnapshotBasis,
} from "./policy-snapshot.ts";
import type { Claims, Role } from "./role.ts";
import type { RulesFile } from "./rules-file.ts";

/** What an edge has read. Paths are those below the folder. */
export interface SnapshotFiles {
  readonly folder: string;
  /** The same object as long as the manifest is the same. */
  readonly manifest: ManifestDocument | undefined;
  /** By path, in a stable order. */
  readonly rulesFiles: ReadonlyMap<string, { readonly document: string; readonly file: RulesFile }>;
  /** Rules files that are there and not read, by path: a sentence why, or nothing while they are being read. */
  readonly unread: ReadonlyMap<string, string | undefined>;
  /** What the settings assume, where the manifest says nothing; otherwise the defaults. */
  readonly assumptions?: Assumptions;
  /** Asked for every file that the manifest names. */
  stateOf<Kind extends NamedFileKind>(kind: Kind, path: string): FileState<NamedFileValues[Kind]>;
}

/**
 * @param version the number of the snapshot, if it is another one than the one before.
 * @returns the snapshot before, if nothing has changed.
 */
export function buildSnapshot(files: SnapshotFiles, version: number, before?: PolicySnapshot): PolicySnapshot {
  const { folder, manifest } = files;
  const namedFiles = manifest ? listNamedFiles(manifest, files) : [];
  const paths = [...files.rulesFiles.keys()];
  const unread = [...files.unread];
  const sameFrame =
    before !== undefined &&
    before.manifest === manifest &&
    isSame(before.basis.paths, paths) &&
    isSame(before.basis.unread.flat(), unread.flat()) &&
    isSame(
      before.namedFiles.map(({ state }) => state),
      namedFiles.map(({ state }) => state),
    );
  const assumed = assumedIn(files, before);
  if (
    sameFrame &&
    assumed === before.policy.assumptions &&
    paths.every((path) => before.basis.rules.get(path)?.file === files.rulesFiles.get(path)?.file)
  ) {
    return before;
  }
  const accountFiles = readAccountFiles(namedFiles);
  const basis: SnapshotBasis = {
    paths,
    unread,
    account: sameFrame ? before.basis.account : joinAccount(manifest?.manifest, accountFiles),
    filesByRole: sameFrame ? before.basis.filesByRole : chooseFiles(manifest, paths),
    rules: readRules(files, before),
  };
  const policyFiles: PolicyFiles = {
    ...accountFiles,
    assumptions: assumed,
    account: basis.account,
    rulesFiles: new Map([...basis.rules].map(([path, { file }]) => [path, file])),
    filesOf: (role) => basis.filesByRole.get(role) ?? [],
    rulesOf: (path) => basis.rules.get(path)?.rules ?? [],
  };
  const policy = keepUnchangedRoles(assemblePolicy(manifest?.manifest, policyFiles), before?.policy);
  return {
    version,
    folder,
    manifest,
    policy,
    namedFiles,
    rulesFiles: new Map([...files.rulesFiles.values()].map(({ document, file }) => [document, file])),
    faults: sameFrame ? before.faults : findSnapshotFaults(manifest, namedFiles, policy, basis),
    rolesOf: findRoles(indexRoles(files, policy.roles, basis.filesByRole)),
    basis,
  };
}

/** The same object as in the snapshot before, as long as the same holds. */
function assumedIn({ manifest, assumptions }: SnapshotFiles, before?: PolicySnapshot): Assumptions {
  const assumed = assumptionsOf(manifest?.manifest, assumptions);
  return before && assumeSame(assumed, before.policy.assumptions) ? before.policy.assumptions : assumed;
}

function listNamedFiles({ files: { exports, claims } }: ManifestDocument, files: SnapshotFiles): NamedDocument[] {
  const name = (kind: NamedFileKind, { written, path }: (typeof claims)[number]): NamedDocument => ({
    kind,
    written,
    path,
    state: files.stateOf(kind, path),
  });
  return [...exports.map((each) => name(each.kind, each)), ...claims.map((each) => name("claims", each))];
}

function readAccountFiles(named: readonly NamedDocument[]): AccountFiles {
  const claims = new Map<string, Claims>();
  const exports: Record<string, unknown> = {};
  for (const { kind, written, state } of named) {
    if (state.is !== "read") continue;
    if (kind !== "claims") exports[kind] = state.value;
    else if ("claims" in state.value) claims.set(written.value, state.value.claims);
  }
  // The state of a kind holds the value of that kind: `stateOf` is typed so.
  return {
    ...(Object.fromEntries(EXPORT_KINDS.map((kind) => [kind, exports[kind]])) as Omit<AccountFiles, "claims">),
    claims,
  };
}

function chooseFiles(manifest: ManifestDocument | undefined, paths: readonly string[]): SnapshotBasis["filesByRole"] {
  const roles = manifest?.manifest.roles ?? [];
  return new Map(roles.map((role) => [role, manifest ? chooseRulesFiles(manifest.files, role, paths) : []]));
}

function readRules(files: SnapshotFiles, before: PolicySnapshot | undefined): SnapshotBasis["rules"] {
  return new Map(
    [...files.rulesFiles].map(([path, { document, file }]) => {
      const known = before?.basis.rules.get(path);
      return [path, known?.file === file ? known : { file, rules: accessRulesOf(file, document) }];
    }),
  );
}

/** A function of its own, so that what a snapshot keeps does not keep the snapshot before with it. */
function findRoles(index: ReadonlyMap<string, readonly Role[]>): PolicySnapshot["rolesOf"] {
  return (document) => index.get(document) ?? [];
}

/** The assembled roles begin with those of the manifest in its order, or are those of the files in theirs. */
function indexRoles(
  { manifest, rulesFiles }: SnapshotFiles,
  roles: readonly Role[],
  filesByRole: ReadonlyMap<ManifestRole, readonly string[]>,
): ReadonlyMap<string, readonly Role[]> {
  const index = new Map<string, Role[]>();
  const chosen = manifest
    ? manifest.manifest.roles.map((role) => filesByRole.get(role) ?? [])
    : [...rulesFiles.keys()].map((path) => [path]);
  for (const [at, paths] of chosen.entries()) {
    const role = roles[at];
    for (const path of paths) {
      const document = rulesFiles.get(path)?.document;
      if (role && document !== undefined) index.set(document, [...(index.get(document) ?? []), role]);
    }
  }
  return index;
}

function isSame(a: readonly unknown[], b: readonly unknown[]): boolean {
  return a.length === b.length && a.every((value, at) => value === b[at]);
}
