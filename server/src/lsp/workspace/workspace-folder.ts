// One folder of the workspace: its manifests, rules files and exports, from what is saved and from what is open.
// Two paths lead through it. After an edit the snapshot is made when it is asked for, at once, from what is at hand
// (project-snapshots.ts). Whatever may need files that are not at hand is read beside everything else (read-projects.ts).

import { CancellationTokenSource } from "vscode-languageserver";
import type { Assumptions } from "../../policy/assumptions.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { hasManifestName } from "../../policy/recognise-rules-file.ts";
import { createAnnouncements } from "./announce-changes.ts";
import { type FileAccess, isSkipped } from "./file-access.ts";
import { createFolderFiles, type WorkingTexts } from "./folder-files.ts";
import { createNamedFiles } from "./named-files.ts";
import { createPauses } from "./pauses.ts";
import { createProjectSnapshots, listDocuments } from "./project-snapshots.ts";
import { createProjects } from "./read-projects.ts";
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
  const { access, documents, rulesFileGlobs, assumptions, nextVersion, startProgress, changed, warn } = environment;
  const lifetime = new CancellationTokenSource();
  const files = createFolderFiles(folder, access, documents, rulesFileGlobs, lifetime.token);
  const pauses = createPauses();
  const named = createNamedFiles({
    documentOf: files.documentOf,
    startProgress,
    read: files.readLarge,
    changed: () => {
      snapshots.renew();
      announcements.announce(false);
    },
  });
  const snapshots = createProjectSnapshots(folder, { files, stateOf: named.stateOf, assumptions, nextVersion });
  const projects = createProjects({
    folder,
    files,
    rulesFileGlobs,
    lifetime: lifetime.token,
    divided: (all) => {
      named.want(all.flatMap(({ wanted }) => wanted));
      snapshots.renew();
    },
    done: () => announcements.announce(false),
    warn,
  });
  const announcements = createAnnouncements({
    snapshots: () => snapshots.ofAll(projects.all()),
    changed,
    failed: (error) => warn(`What has changed in ${folder} could not be told: ${error}`),
  });
  const namedPaths = (): string[] => projects.all().flatMap(({ wanted }) => wanted.map(({ path }) => path));
  const isNamed = (path: string): boolean => namedPaths().includes(path);

  const first = projects.read();

  return {
    snapshots: () => projects.all().map(snapshots.of),
    documentUris: () => projects.all().map(snapshots.of).flatMap(listDocuments),
    snapshotOf: (uri) => {
      const path = pathInFolder(folder, uri);
      if (path === undefined) return undefined;
      const project =
        projects.all().find(({ manifest, own }) => manifest?.path === path || own.has(path)) ??
        projects
          .all()
          .find(({ rulesPaths, wanted }) => rulesPaths.includes(path) || wanted.some((file) => file.path === path));
      return project && snapshots.of(project);
    },
    namesRulesFile: (uri) => {
      const path = pathInFolder(folder, uri);
      return path !== undefined && projects.namesRulesFile(path);
    },
    documentChanged: (uri) => {
      const path = pathInFolder(folder, uri);
      if (path === undefined) return;
      const turned = files.noteDocument(path, uri);
      snapshots.renew();
      const isKnown = projects.all().some(({ rulesPaths }) => rulesPaths.includes(path));
      if (turned || hasManifestName(path) || isKnown !== files.isRulesFile(path)) void projects.read();
      if (isNamed(path)) pauses.after(path, NAMED_PAUSE_MS, () => named.renew(path));
      pauses.after("", PAUSE_MS, () => announcements.announce(true));
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
      if (touched.length > 0) void projects.read();
    },
    settingsChanged: () => {
      snapshots.renew();
      void projects.read();
    },
    ready: () => first,
    settled: async () => {
      await projects.settled();
      await named.settled();
    },
    dispose: () => {
      lifetime.cancel();
      announcements.dispose();
      named.dispose();
      pauses.dispose();
    },
  };
}

function below(folderPath: string, paths: readonly string[]): string[] {
  return paths.filter((path) => path.startsWith(folderPath === "" ? "" : `${folderPath}/`));
}
