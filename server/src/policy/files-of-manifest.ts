// Which files a manifest needs. Paths are those below a root folder, with forward slashes and without a leading one;
// what is written in the manifest is relative to the manifest's own folder. Nothing is read here, and nothing that
// lies outside the workspace folder is ever named.

import type { Spanned } from "../text/span.ts";
import { EXPORT_KINDS, type ExportKind, type Manifest, type ManifestRole } from "./manifest.ts";
import { readGlob } from "./match-glob.ts";
import { hasManifestName } from "./recognise-rules-file.ts";

export interface FilesOfManifest {
  readonly rules: readonly RulesGlob[];
  readonly exports: readonly (NamedFile & { readonly kind: ExportKind })[];
  /** Files with the claims of identities. */
  readonly claims: readonly NamedFile[];
  /** What leads out of the workspace folder, or is no path below it at all, and is therefore never read. */
  readonly outside: readonly Spanned<string>[];
}

/** A glob of a role for rules files. */
export interface RulesGlob {
  readonly role: ManifestRole;
  readonly written: Spanned<string>;
  /** The folder below which it looks; empty for the root. */
  readonly folder: string;
  /** The glob below that folder. */
  readonly glob: string;
  /** Whether it names this file: manifests, and what the manifest names otherwise, are no rules files. */
  matches(path: string): boolean;
}

export interface NamedFile {
  readonly written: Spanned<string>;
  readonly path: string;
}

/**
 * @param manifestPath where the manifest lies below the root, such as `team/policy-lens.json`.
 * @param workspace the workspace folder below the root, in which the manifest lies; empty where it is the root.
 */
export function filesOfManifest(manifest: Manifest, manifestPath: string, workspace = ""): FilesOfManifest {
  const start = workspace === "" ? "" : `${workspace}/`;
  const folder = folderOf(manifestPath.slice(start.length));
  const outside: Spanned<string>[] = [];
  const nameFile = (written: Spanned<string> | undefined): NamedFile[] => {
    if (written === undefined) return [];
    const path = resolvePath(folder, written.value);
    if (path !== undefined && path !== "") return [{ written, path: `${start}${path}` }];
    outside.push(written);
    return [];
  };
  const globs = manifest.roles.flatMap((role) =>
    (role.rules ?? []).flatMap((glob) => rulesGlob(role, glob, { start, folder }, outside)),
  );
  const exports = EXPORT_KINDS.flatMap((kind) => nameFile(manifest.exports[kind]).map((named) => ({ ...named, kind })));
  const claims = manifest.identities.flatMap(({ claimsFile }) => nameFile(claimsFile));
  // A wide glob may also match what is read as something else.
  const others = new Set([...exports, ...claims].map(({ path }) => path));
  const isOther = (path: string): boolean => hasManifestName(path) || others.has(path);
  const rules = globs.map((glob) => ({ ...glob, matches: (path: string) => !isOther(path) && glob.matches(path) }));
  return { rules, exports, claims, outside };
}

/** The rules files of a role among the paths: in the order of its globs, below a glob by name, each once. */
export function chooseRulesFiles(
  { rules }: FilesOfManifest,
  role: ManifestRole,
  paths: Iterable<string>,
): readonly string[] {
  const sorted = [...paths].sort();
  const globs = rules.filter((glob) => glob.role === role);
  return [...new Set(globs.flatMap((glob) => sorted.filter((path) => glob.matches(path))))];
}

/** The folder of a file: empty for one that lies in the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), 0));
}

/** Where a relative path leads from a folder below the root; nothing if it leads out of the root or is not relative. */
export function resolvePath(folder: string, path: string): string | undefined {
  if (path.startsWith("/") || path.includes("\\") || /^[a-z][a-z+.-]*:/i.test(path)) return undefined;
  const segments = folder === "" ? [] : folder.split("/");
  for (const segment of path.split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return undefined;
  }
  return segments.join("/");
}

/** A path as it is written in a file of a folder: the opposite of `resolvePath`. */
export function pathFrom(folder: string, path: string): string {
  const [from, to] = [folder === "" ? [] : folder.split("/"), path.split("/")];
  const parts = from.findIndex((step, at) => step !== to[at]);
  const shared = parts < 0 ? from.length : parts;
  return [...from.slice(shared).map(() => ".."), ...to.slice(shared)].join("/");
}

/** Leading `..` are resolved; behind a wildcard they would mean nothing certain. */
function rulesGlob(
  role: ManifestRole,
  written: Spanned<string>,
  { start, folder: manifestFolder }: { readonly start: string; readonly folder: string },
  outside: Spanned<string>[],
): RulesGlob[] {
  const [, upward = "", rest = ""] = /^((?:\.{1,2}\/+)*)(.*)$/s.exec(written.value) ?? [];
  // A path is written in one way only, whatever the manifest writes.
  const glob = rest.replace(/\/(?:\.?\/)+/g, "/");
  const inWorkspace = resolvePath(manifestFolder, upward);
  if (inWorkspace === undefined || resolvePath("", glob) === undefined || glob.split("/").includes("..")) {
    outside.push(written);
    return [];
  }
  const below = inWorkspace === "" ? start : `${start}${inWorkspace}/`;
  const folder = below.slice(0, -1);
  const matches = readGlob(glob);
  return [
    { role, written, folder, glob, matches: (path) => path.startsWith(below) && matches(path.slice(below.length)) },
  ];
}
