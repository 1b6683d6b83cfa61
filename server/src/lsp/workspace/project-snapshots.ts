// The snapshots of a folder's projects, each made when it is asked for, at once, from what is at hand. It is made anew
// only after something has changed, and then takes over what it can from the one before.

import type { Assumptions } from "../../policy/assumptions.ts";
import { buildSnapshot, type SnapshotFiles } from "../../policy/build-snapshot.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import type { Project } from "./divide-folder.ts";
import type { FolderFiles } from "./folder-files.ts";

export interface ProjectSnapshots {
  /** Something has changed: no snapshot is given again before it was looked at. */
  renew(): void;
  of(project: Project): PolicySnapshot;
  /** Those of all projects, by what stays the same of one. What is kept of others is forgotten. */
  ofAll(projects: readonly Project[]): ReadonlyMap<string, PolicySnapshot>;
}

export interface SnapshotSources {
  readonly files: Pick<FolderFiles, "documentOf" | "rulesFileAt" | "whyUnread">;
  readonly stateOf: SnapshotFiles["stateOf"];
  /** What the settings assume, where a manifest says nothing. */
  assumptions(): Assumptions;
  nextVersion(): number;
}

/** Makes none before it is asked for. */
export function createProjectSnapshots(folder: string, sources: SnapshotSources): ProjectSnapshots {
  const slots = new Map<string, { readonly revision: number; readonly snapshot: PolicySnapshot }>();
  let revision = 0;

  const of = (project: Project): PolicySnapshot => {
    const key = keyOf(project);
    const slot = slots.get(key);
    if (slot?.revision === revision) return slot.snapshot;
    const input = { folder, ...readProject(project, sources) };
    const snapshot = buildSnapshot(input, sources.nextVersion(), slot?.snapshot);
    slots.set(key, { revision, snapshot });
    return snapshot;
  };
  return {
    renew: () => {
      revision++;
    },
    of,
    ofAll: (projects) => {
      const all = new Map(projects.map((project) => [keyOf(project), of(project)]));
      for (const key of slots.keys()) if (!all.has(key)) slots.delete(key);
      return all;
    },
  };
}

/** The documents of a snapshot: manifest, rules files and the files that the manifest names. */
export function listDocuments({ manifest, rulesFiles, namedFiles }: PolicySnapshot): string[] {
  const named = namedFiles.map(({ state }) => state.document);
  return [...(manifest ? [manifest.document] : []), ...rulesFiles.keys(), ...named];
}

function keyOf({ manifest }: Project): string {
  return manifest?.path ?? "";
}

function readProject(
  { manifest, rulesPaths }: Project,
  { files, stateOf, assumptions }: SnapshotSources,
): Omit<SnapshotFiles, "folder"> {
  const read = rulesPaths.map((path) => ({
    path,
    document: files.documentOf(path),
    file: files.rulesFileAt(path),
  }));
  return {
    manifest,
    rulesFiles: new Map(read.flatMap(({ path, document, file }) => (file ? [[path, { document, file }]] : []))),
    unread: new Map(read.flatMap(({ path, file }) => (file ? [] : [[path, files.whyUnread(path)]]))),
    assumptions: assumptions(),
    stateOf,
  };
}
