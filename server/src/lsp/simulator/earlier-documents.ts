// Which documents an earlier state of a policy is made of: those of today, what its manifest named then, and files that
// are gone. The client knows what has changed since; only the server knows what of that belongs to the policy.

import type { FilesOfManifest } from "../../policy/files-of-manifest.ts";
import { filesOfManifest } from "../../policy/files-of-manifest.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { readManifest } from "../../policy/read-manifest.ts";
import { hasManifestName, hasRulesFileName } from "../../policy/recognise-rules-file.ts";
import type { Session } from "../session.ts";
import type { EarlierDocuments } from "../simulator-protocol.ts";
import { pathInFolder, uriInFolder } from "../workspace/uri-path.ts";

/**
 * The documents of the present on which permissions rest. What items and targets there are permits nothing.
 */
export function listDocuments({ manifest, rulesFiles, namedFiles }: PolicySnapshot): string[] {
  const named = namedFiles.filter(({ kind }) => kind !== "items" && kind !== "targets");
  return [...rulesFiles.keys(), ...(manifest ? [manifest.document] : []), ...named.map(({ state }) => state.document)];
}

/**
 * @param manifestText the earlier text of the manifest, where it is another.
 * @param changed documents that have changed since, the policy's own and others.
 */
export function findEarlierDocuments(
  session: Session,
  snapshot: PolicySnapshot,
  manifestText: string | undefined,
  changed: readonly string[],
): EarlierDocuments {
  const { folder, manifest } = snapshot;
  if (folder === "") return { documents: [], globs: [] };
  const files =
    manifest && manifestText !== undefined
      ? filesOfManifest(readManifest(manifestText, manifest.document), manifest.path)
      : manifest?.files;
  const known = new Set(listDocuments(snapshot).map((uri) => pathInFolder(folder, uri)));
  const named = files ? [...files.exports.filter(isPermitting), ...files.claims].map(({ path }) => path) : [];
  const gone = changed.flatMap((uri) => pathInFolder(folder, uri) ?? []).filter((path) => !known.has(path));
  const manifests = listManifests(session, folder);
  const belongs = files
    ? (path: string): boolean => names(files, path) || (hasManifestName(path) && !manifests.includes(path))
    : belongsToNone(manifests, session.settings.files);
  const documents = [...named, ...gone.filter(belongs)].filter((path) => !known.has(path));
  return {
    documents: [...new Set(documents)].map((path) => uriInFolder(folder, path)),
    globs: globsBeyond(files, manifest?.files).map(({ folder: below, glob }) => ({
      folder: uriInFolder(folder, below),
      glob,
    })),
  };
}

function isPermitting({ kind }: FilesOfManifest["exports"][number]): boolean {
  return kind === "roles" || kind === "authMethods";
}

function names({ rules }: FilesOfManifest, path: string): boolean {
  return rules.some((glob) => glob.matches(path));
}

/**
 * Where there is no manifest above it, a file is a rules file by its name. A manifest that is gone is told of: what it said
 * of who holds which role is not compared.
 */
function belongsToNone(manifests: readonly string[], globs: Session["settings"]["files"]): (path: string) => boolean {
  const above = manifests.map((path) => path.slice(0, path.lastIndexOf("/") + 1));
  return (path) =>
    (hasManifestName(path) || hasRulesFileName(path, globs)) && !above.some((start) => path.startsWith(start));
}

/** The manifests that there are now in a folder. */
function listManifests({ workspace }: Session, folder: string): string[] {
  return workspace.policies().flatMap((other) => (other.folder === folder ? (other.manifest?.path ?? []) : []));
}

/** What the earlier manifest looked for and the present one does not. */
function globsBeyond(earlier: FilesOfManifest | undefined, now: FilesOfManifest | undefined): FilesOfManifest["rules"] {
  const known = new Set(now?.rules.map(({ folder, glob }) => JSON.stringify([folder, glob])));
  return (earlier?.rules ?? []).filter(({ folder, glob }) => !known.has(JSON.stringify([folder, glob])));
}
