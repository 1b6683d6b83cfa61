// One folder of the workspace: its manifests, rules files and exports, from what is saved and from what is open.
// Two paths lead through it. An edit only raises the revision, and the snapshot is made when it is asked for, at once,
// from what is at hand. Whatever may need files that are not at hand goes through `settle`, which runs at most once
// at a time and beside everything else.

import { CancellationTokenSource } from "vscode-languageserver";
import type { Assumptions } from "../../policy/assumptions.ts";
import { buildSnapshot, type SnapshotFiles } from "../../policy/build-snapshot.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { hasManifestName, MANIFEST_GLOB } from "../../policy/recognise-rules-file.ts";
import { divideFolder, type Project, readNaming } from "./divide-folder.ts";
import { type FileAccess, isSkipped } from "./file-access.ts";
import { createFolderFiles, type WorkingTexts } from "./folder-files.ts";
import { createNamedFiles } from "./named-files.ts";
import type { StartProgress } from "./show-progress.ts";
import { isInFolder, pathInFolder } from "./uri-path.ts";

export interface WorkspaceFolder {
  /** One for each manifest, and one for the rules files without any. */
  snapshots(): readonly PolicySnapshot[];
  /** The documents of all snapshots: manifests, rules files and the files that manifests name. */
  documentUris(): readonly string[];
  /** The snapshot to which a manifest, a rules file or a file that a manifest names belongs. */
  snapshotOf(uri: string): PolicySnapshot | undefined;
  /** Whether a manifest says that a document is a rules file. */
  namesRulesFile(uri: string): boolean;
  /** A document was opened, edited or closed. */
  documentChanged(uri: string): void;
  /** A file was created, changed or deleted on its disk. */
  fileChanged(uri: string, exists: boolean): void;
  settingsChanged(): void;
  /** Resolves when everything but the named files was read once. */
  ready(): Promise<void>;
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface FolderEnvironment {
  readonly access: FileAccess;
  readonly documents: WorkingTexts;
  /** Globs for the names of rules files. */
  rulesFileGlobs(): readonly string[];
  /** What the settings assume, where a manifest says nothing. */
  assumptions(): Assumptions;
  nextVersion(): number;
  readonly startProgress: StartProgress;
  /** Is told the documents of every snapshot that has become another one, and whether only an edit made it so. */
  changed(uris: readonly string[], byEdit: boolean): void;
  warn(message: string): void;
}

/** After an edit, before others are told: typing goes on. */
const PAUSE_MS = 100;

/** Exports are large: an edit of one is waited for a little longer. */
const NAMED_PAUSE_MS = 500;

/** Begins to read at once. */
export function createWorkspaceFolder(folder: string, environment: FolderEnvironment): WorkspaceFolder {
  const lifetime = new CancellationTokenSource();
  const globs = environment.rulesFileGlobs;
  const files = createFolderFiles(folder, environment.access, environment.documents, globs, lifetime.token);
  const slots = new Map<string, { readonly revision: number; readonly snapshot: PolicySnapshot }>();
  const announced = new Map<string, PolicySnapshot>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const warned = new Map<string, string>();
  let projects: readonly Project[] = [];
  /** By what manifests say alone: what is a rules file only because it is taken for one does not make itself one. */
  let namesRulesFile: (path: string) => boolean = () => false;
  let revision = 0;
  let dirty = false;
  let running: Promise<void> | undefined;

  const named = createNamedFiles({
    documentOf: files.documentOf,
    startProgress: environment.startProgress,
    read: files.readLarge,
    changed: () => {
      revision++;
      announce(false);
    },
  });

  const settle = async (): Promise<void> => {
    do {
      dirty = false;
      const foundAll = await files.find([MANIFEST_GLOB, ...globs()].map((glob) => ({ folder: "", glob })));
      const manifestPaths = files.paths().filter(hasManifestName);
      await files.need(manifestPaths);
      const manifests = manifestPaths.flatMap((path) => files.manifestAt(path) ?? []);
      const foundNamed = await files.find(manifests.flatMap((manifest) => manifest.files.rules));
      const divided = divideFolder(manifests, files.paths(), files.isRulesFile);
      await files.need([...new Set(divided.flatMap(({ rulesPaths }) => rulesPaths))]);
      const naming = readNaming(manifests);
      namesRulesFile = (path) => manifests.some((manifest) => naming.asRules(manifest, path));
      for (const path of [...manifestPaths, ...divided.flatMap(({ rulesPaths }) => rulesPaths)]) warnOfUnread(path);
      if (!foundAll || !foundNamed) environment.warn(`Not all of ${folder} could be searched for rules files.`);
      projects = divided;
      named.want(divided.flatMap(({ wanted }) => wanted));
      revision++;
    } while (dirty && !lifetime.token.isCancellationRequested);
  };
  const settleSoon = (): Promise<void> => {
    dirty = true;
    running ??= settle()
      .catch((error: unknown) => environment.warn(`Reading ${folder} failed: ${error}`))
      .then(() => {
        running = undefined;
        announce(false);
      });
    return running;
  };
  const warnOfUnread = (path: string): void => {
    const reason = files.isOpen(path) ? undefined : files.whyUnread(path);
    if (reason === undefined) warned.delete(path);
    // Where a manifest names what cannot be read, the manifest's finding says so.
    if (reason === undefined || warned.get(path) === reason || namesRulesFile(path)) return;
    environment.warn(`${path} cannot be read: ${reason}`);
    warned.set(path, reason);
  };

  const snapshotFor = (project: Project): PolicySnapshot => {
    const key = keyOf(project);
    const slot = slots.get(key);
    if (slot?.revision === revision) return slot.snapshot;
    const read = project.rulesPaths.map((path) => ({
      path,
      document: files.documentOf(path),
      file: files.rulesFileAt(path),
    }));
    const input: SnapshotFiles = {
      folder,
      manifest: project.manifest,
      rulesFiles: new Map(read.flatMap(({ path, document, file }) => (file ? [[path, { document, file }]] : []))),
      unread: new Map(read.flatMap(({ path, file }) => (file ? [] : [[path, files.whyUnread(path)]]))),
      assumptions: environment.assumptions(),
      stateOf: named.stateOf,
    };
    const snapshot = buildSnapshot(input, environment.nextVersion(), slot?.snapshot);
    slots.set(key, { revision, snapshot });
    return snapshot;
  };

  const announceChanges = (byEdit: boolean): void => {
    if (lifetime.token.isCancellationRequested) return;
    const now = new Map(projects.map((project) => [keyOf(project), snapshotFor(project)]));
    const keys = new Set([...announced.keys(), ...now.keys()]);
    const changed = [...keys].filter((key) => announced.get(key) !== now.get(key));
    const uris = new Set(changed.flatMap((key) => [announced.get(key), now.get(key)].flatMap(listDocuments)));
    announced.clear();
    for (const [key, snapshot] of now) announced.set(key, snapshot);
    for (const key of slots.keys()) if (!now.has(key)) slots.delete(key);
    if (uris.size > 0) environment.changed([...uris], byEdit);
  };
  /** Runs when nobody waits for an answer: a fault of ours is told and ends nothing. */
  const announce = (byEdit: boolean): void => {
    try {
      announceChanges(byEdit);
    } catch (error) {
      environment.warn(`What has changed in ${folder} could not be told: ${error}`);
    }
  };
  const later = (key: string, pauseMs: number, work: () => void): void => {
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(work, pauseMs));
  };

  const below = (folderPath: string, paths: readonly string[]): string[] =>
    paths.filter((path) => path.startsWith(folderPath === "" ? "" : `${folderPath}/`));
  const namedPaths = (): string[] => projects.flatMap((project) => project.wanted.map(({ path }) => path));
  const isNamed = (path: string): boolean => projects.some(({ wanted }) => wanted.some((file) => file.path === path));

  const first = settleSoon();

  return {
    snapshots: () => projects.map(snapshotFor),
    documentUris: () => projects.map(snapshotFor).flatMap(listDocuments),
    snapshotOf: (uri) => {
      const path = pathInFolder(folder, uri);
      if (path === undefined) return undefined;
      const project =
        projects.find(({ manifest, own }) => manifest?.path === path || own.has(path)) ??
        projects.find(
          ({ rulesPaths, wanted }) => rulesPaths.includes(path) || wanted.some((file) => file.path === path),
        );
      return project && snapshotFor(project);
    },
    namesRulesFile: (uri) => {
      const path = pathInFolder(folder, uri);
      return path !== undefined && namesRulesFile(path);
    },
    documentChanged: (uri) => {
      const path = pathInFolder(folder, uri);
      if (path === undefined) return;
      const turned = files.noteDocument(path, uri);
      revision++;
      const isKnown = projects.some(({ rulesPaths }) => rulesPaths.includes(path));
      if (turned || hasManifestName(path) || isKnown !== files.isRulesFile(path)) void settleSoon();
      if (isNamed(path)) later(path, NAMED_PAUSE_MS, () => named.renew(path));
      later("", PAUSE_MS, () => announce(true));
    },
    fileChanged: (uri, exists) => {
      // With what is around it the whole folder comes and goes.
      const path = pathInFolder(folder, uri) ?? (isInFolder(uri, folder) ? "" : undefined);
      if (path === undefined) return;
      // Of a deleted folder the editor may say nothing but that the folder is gone.
      const namedBelow = below(path, namedPaths());
      const gone = exists ? [] : [...new Set([...below(path, files.paths()), ...namedBelow])];
      const touched = [path, ...gone].filter((each) => {
        // What is never looked into can be named as an export all the same.
        if (isSkipped(each)) return isNamed(each);
        return files.noteFile(each, each === path ? uri : files.documentOf(each), exists) || isNamed(each);
      });
      // What a folder brings with it is not told either.
      for (const each of new Set([...touched, ...namedBelow])) {
        if (isNamed(each) && !files.isOpen(each)) named.renew(each);
      }
      if (touched.length > 0) void settleSoon();
    },
    settingsChanged: () => {
      revision++;
      void settleSoon();
    },
    ready: () => first,
    settled: async () => {
      await running;
      await named.settled();
    },
    dispose: () => {
      lifetime.cancel();
      named.dispose();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}

function keyOf({ manifest }: Project): string {
  return manifest?.path ?? "";
}

function listDocuments(snapshot: PolicySnapshot | undefined): string[] {
  if (snapshot === undefined) return [];
  const named = snapshot.namedFiles.map(({ state }) => state.document);
  return [...(snapshot.manifest ? [snapshot.manifest.document] : []), ...snapshot.rulesFiles.keys(), ...named];
}
