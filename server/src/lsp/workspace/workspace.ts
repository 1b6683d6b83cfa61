// The workspace: for every document of its folders the policy to which it belongs, always that of the working texts.
// Features and checks ask here, and nowhere else, what there is beside their own file.

import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import { foldersAround, isSameFolder } from "./uri-path.ts";
import { createWorkspaceFolder, type FolderEnvironment, type WorkspaceFolder } from "./workspace-folder.ts";

export interface Workspace {
  /** Takes folders in, by uri, and begins to read them. */
  addFolders(uris: readonly string[]): void;
  removeFolders(uris: readonly string[]): void;
  /** The policy to which a document belongs, of folders inside folders the innermost's that has one for it. */
  policyOf(uri: string): PolicySnapshot | undefined;
  /** Every policy of every folder. */
  policies(): readonly PolicySnapshot[];
  /** Whether a manifest says that a document is a rules file. */
  namesRulesFile(uri: string): boolean;
  /** A document was opened, edited or closed. */
  documentChanged(uri: string): void;
  /** A file was created, changed or deleted on its disk. */
  fileChanged(uri: string, exists: boolean): void;
  settingsChanged(): void;
  /** Calls whenever policies have become others: after a pause, or when something was read. */
  onChange(listener: ChangeListener): void;
  /** Resolves when everything but the exports was read. */
  ready(): Promise<void>;
  /** Resolves when nothing is being read any more. */
  settled(): Promise<void>;
  dispose(): void;
}

/**
 * @param uris the documents of all policies that have become others, and of those that are gone.
 * @param byEdit whether it was only an edit of an open document, of which the client knows.
 */
export type ChangeListener = (uris: readonly string[], byEdit: boolean) => void;

/** What the workspace needs of the place where it is. */
export type WorkspaceEnvironment = Omit<FolderEnvironment, "nextVersion" | "changed">;

/** Without folders at first. */
export function createWorkspace(environment: WorkspaceEnvironment): Workspace {
  const folders = new Map<string, WorkspaceFolder>();
  const listeners: ChangeListener[] = [];
  let version = 0;
  const tell: ChangeListener = (uris, byEdit) => {
    for (const listener of listeners) listener(uris, byEdit);
  };
  const folderEnvironment: FolderEnvironment = { ...environment, nextVersion: () => ++version, changed: tell };
  const keyOf = (uri: string): string | undefined => [...folders.keys()].find((key) => isSameFolder(key, uri));
  const around = (uri: string): WorkspaceFolder[] =>
    foldersAround(folders.keys(), uri).flatMap((folder) => folders.get(folder) ?? []);
  const policies = (): PolicySnapshot[] => [...folders.values()].flatMap((folder) => folder.snapshots());

  return {
    addFolders: (uris) => {
      for (const uri of uris) {
        if (keyOf(uri) === undefined) folders.set(uri, createWorkspaceFolder(uri, folderEnvironment));
      }
    },
    removeFolders: (uris) => {
      for (const uri of uris) {
        const key = keyOf(uri) ?? uri;
        const folder = folders.get(key);
        if (!folder) continue;
        folders.delete(key);
        const uris = folder.documentUris();
        folder.dispose();
        tell(uris, false);
      }
    },
    policyOf: (uri) => {
      for (const folder of around(uri)) {
        const policy = folder.snapshotOf(uri);
        if (policy) return policy;
      }
      return undefined;
    },
    policies,
    namesRulesFile: (uri) => around(uri).some((folder) => folder.namesRulesFile(uri)),
    documentChanged: (uri) => {
      for (const folder of folders.values()) folder.documentChanged(uri);
    },
    fileChanged: (uri, exists) => {
      for (const folder of folders.values()) folder.fileChanged(uri, exists);
    },
    settingsChanged: () => {
      for (const folder of folders.values()) folder.settingsChanged();
    },
    onChange: (listener) => {
      listeners.push(listener);
    },
    ready: async () => {
      await Promise.all([...folders.values()].map((folder) => folder.ready()));
    },
    settled: async () => {
      await Promise.all([...folders.values()].map((folder) => folder.settled()));
    },
    dispose: () => {
      for (const folder of folders.values()) folder.dispose();
      folders.clear();
    },
  };
}
