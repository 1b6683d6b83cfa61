// Which rules files belong together: those below a manifest and those that it names, and those that no manifest is
// above. Pure.

import { folderOf } from "../../policy/files-of-manifest.ts";
import { globReach } from "../../policy/match-glob.ts";
import type { ManifestDocument } from "../../policy/policy-snapshot.ts";
import { hasManifestName } from "../../policy/recognise-rules-file.ts";
import type { WantedFile } from "./named-files.ts";

/** The files of one snapshot. */
export interface Project {
  readonly manifest: ManifestDocument | undefined;
  /** Ordered by path. */
  readonly rulesPaths: readonly string[];
  readonly wanted: readonly WantedFile[];
  /** The rules files to which it speaks first: for the others another manifest is nearer. */
  readonly own: ReadonlySet<string>;
}

/**
 * Divides the files of a folder. As on the command line, the nearest manifest upward is that of a file.
 * @param paths of all files that are known, ordered.
 * @param isRulesFile whether a file is a rules file by itself; others are if a manifest's role names them.
 */
export function divideFolder(
  manifests: readonly ManifestDocument[],
  paths: readonly string[],
  isRulesFile: (path: string) => boolean,
): Project[] {
  const drafts = manifests.map((manifest) => ({ manifest, rulesPaths: [] as string[], own: new Set<string>() }));
  const loose = { manifest: undefined, rulesPaths: [] as string[], own: new Set<string>() };
  const naming = readNaming(manifests);
  for (const path of paths) {
    if (hasManifestName(path)) continue;
    const namedBy = drafts.filter(({ manifest }) => naming.asRules(manifest, path));
    if (namedBy.length === 0 && (naming.asOther(path) || !isRulesFile(path))) continue;
    const above = drafts.filter(({ manifest }) => isAbove(manifest.path, path) && !naming.asOther(path, manifest));
    const nearest = above.sort((a, b) => b.manifest.path.length - a.manifest.path.length)[0];
    const owner = nearest ?? namedBy[0] ?? loose;
    owner.own.add(path);
    for (const project of new Set([owner, ...namedBy])) project.rulesPaths.push(path);
  }
  const projects: Project[] = drafts.map((draft) => ({ ...draft, wanted: listWanted(draft.manifest) }));
  return loose.rulesPaths.length === 0 ? projects : [...projects, { ...loose, wanted: [] }];
}

/** How the manifests of a folder name its files. */
export interface Naming {
  /** Whether a role of the manifest names a file. What any manifest names otherwise must be named by its very path. */
  asRules(manifest: ManifestDocument, path: string): boolean;
  /** Whether it is named as an export or claims, by the manifest or by any. */
  asOther(path: string, manifest?: ManifestDocument): boolean;
}

/**
 * What manifests name their files as. What one of them names as an export or as claims is no rules file of a glob's, but
 * stays one where its own path is written among the rules.
 */
export function readNaming(manifests: readonly ManifestDocument[]): Naming {
  const others = new Map(manifests.map((each) => [each, new Set(listWanted(each).map(({ path }) => path))]));
  const all = new Set([...others.values()].flatMap((paths) => [...paths]));
  return {
    asRules: ({ files }, path) =>
      files.rules.some((rules) => rules.matches(path) && (!all.has(path) || globReach(rules.glob).file !== undefined)),
    asOther: (path, manifest) => (manifest ? others.get(manifest)?.has(path) === true : all.has(path)),
  };
}

function isAbove(manifestPath: string, path: string): boolean {
  const folder = folderOf(manifestPath);
  return folder === "" || path.startsWith(`${folder}/`);
}

function listWanted({ files }: ManifestDocument): WantedFile[] {
  return [
    ...files.exports.map(({ kind, path }): WantedFile => ({ kind, path })),
    ...files.claims.map(({ path }): WantedFile => ({ kind: "claims", path })),
  ];
}
