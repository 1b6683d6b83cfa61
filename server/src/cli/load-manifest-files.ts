// Reads the files that a manifest names: rules files, exports of roles and auth methods, claims.

import type { FilesOfManifest, NamedFile } from "../policy/files-of-manifest.ts";
import type { AccountFiles } from "../policy/join-account.ts";
import { type ExportKind, INVENTORY_KINDS, type Manifest } from "../policy/manifest.ts";
import { globReach } from "../policy/match-glob.ts";
import { readAuthMethodExport } from "../policy/read-auth-method-export.ts";
import { readClaimsFile } from "../policy/read-claims.ts";
import { readRoleExport } from "../policy/read-role-export.ts";
import type { Claims } from "../policy/role.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { indexLines } from "../text/line-index.ts";
import type { Span } from "../text/span.ts";
import { readOne } from "./file-tree.ts";
import type { Gap, Loading } from "./loading.ts";
import { SKIPPED_FOLDERS } from "./walk-folder.ts";

/** A manifest, where it comes from, and which files it names. */
export interface ManifestText {
  readonly path: string;
  readonly text: string;
  readonly manifest: Manifest;
  readonly named: FilesOfManifest;
}

/** The rules files of all roles. A glob without any file is remarked upon: its role would silently permit nothing. */
export async function loadRulesOfRoles(loading: Loading, from: ManifestText): Promise<Map<string, RulesFile>> {
  const inventory = INVENTORY_KINDS.map((kind) => from.manifest.exports[kind]);
  for (const written of from.named.outside) {
    const gaps: readonly Gap[] = inventory.includes(written) ? [] : ["anything"];
    loading.miss(
      `${placeIn(loading, from, written.span)} "${written.value}" leads out of reach and is not read.`,
      ...gaps,
    );
  }
  const rolesByPath = new Map<string, Gap[]>();
  const listed = new Map<string, Promise<readonly string[]>>();
  for (const { role, written, folder, glob, matches } of from.named.rules) {
    const gap = { role: role.name.value };
    const paths = (await listGlob(loading, folder, glob, listed)).filter(matches);
    if (paths.length === 0) {
      loading.miss(`${placeIn(loading, from, written.span)} There is no rules file "${written.value}".`, gap);
    }
    for (const path of paths) rolesByPath.set(path, [...(rolesByPath.get(path) ?? []), gap]);
  }
  return loading.readRulesFiles([...rolesByPath.keys()].sort(), (path) => rolesByPath.get(path) ?? []);
}

/** The rules files of all roles, by name, each once. */
export async function listRulesFiles(loading: Loading, { named }: ManifestText): Promise<readonly string[]> {
  const listed = new Map<string, Promise<readonly string[]>>();
  const found = new Set<string>();
  for (const { folder, glob, matches } of named.rules) {
    for (const path of await listGlob(loading, folder, glob, listed)) if (matches(path)) found.add(path);
  }
  return [...found].sort();
}

/** The files below the part of a glob that has no wildcard; each part of the tree is looked into once. */
async function listGlob(
  loading: Loading,
  folder: string,
  glob: string,
  listed: Map<string, Promise<readonly string[]>>,
): Promise<readonly string[]> {
  const reach = globReach(glob);
  // What is never looked into is not found by naming it either.
  if ((reach.file ?? reach.folder).split("/").some((step) => SKIPPED_FOLDERS.includes(step))) return [];
  const below = (path: string): string => [folder, path].filter((part) => part !== "").join("/");
  if (reach.file !== undefined) return (await loading.tree.isFile(below(reach.file))) ? [below(reach.file)] : [];
  const start = below(reach.folder);
  const key = JSON.stringify([start, reach.depth]);
  const known = listed.get(key);
  if (known) return known;
  const listing = loading.tree.list(start, reach.depth).then(({ paths, faults }) => {
    for (const fault of faults) loading.miss(fault, "anything");
    return paths;
  });
  listed.set(key, listing);
  return listing;
}

/** The exports on which decisions depend. */
export async function loadExports(
  loading: Loading,
  from: ManifestText,
): Promise<Pick<AccountFiles, "roles" | "authMethods">> {
  return {
    roles: await loadExport(loading, from, "roles", readRoleExport),
    authMethods: await loadExport(loading, from, "authMethods", readAuthMethodExport),
  };
}

async function loadExport<T extends { readonly faults: readonly { readonly span: Span; readonly message: string }[] }>(
  loading: Loading,
  from: ManifestText,
  kind: ExportKind,
  read: (text: string, document: string) => T,
): Promise<T | undefined> {
  const file = from.named.exports.find((each) => each.kind === kind);
  const text = file && (await readNamed(loading, from, file, "anything"));
  if (file === undefined || text === undefined) return undefined;
  const reading = read(text, file.path);
  loading.remarkFaults(file.path, text, reading.faults, "anything");
  return reading;
}

/** The claims of identities that stand in files of their own, by the name that the manifest gives the file. */
export async function loadClaims(loading: Loading, from: ManifestText): Promise<Map<string, Claims>> {
  const claims = new Map<string, Claims>();
  for (const { written, path } of from.named.claims) {
    if (claims.has(written.value)) continue;
    const gaps = from.manifest.identities
      .filter(({ claimsFile }) => claimsFile?.value === written.value)
      .map(({ name }) => ({ identity: name.value }));
    const text = await readNamed(loading, from, { written, path }, ...gaps);
    if (text === undefined) continue;
    const reading = readClaimsFile(text);
    loading.remarkFaults(path, text, reading.faults, ...gaps);
    claims.set(written.value, reading.claims);
  }
  return claims;
}

async function readNamed(
  loading: Loading,
  from: ManifestText,
  { written, path }: NamedFile,
  ...gaps: readonly Gap[]
): Promise<string | undefined> {
  const reading = await readOne(loading.tree, path);
  if ("text" in reading) return reading.text;
  loading.miss(`${placeIn(loading, from, written.span)} ${reading.fault}`, ...gaps);
  return undefined;
}

function placeIn(loading: Loading, { path, text }: ManifestText, span: Span): string {
  return loading.place(path, indexLines(text), span);
}
