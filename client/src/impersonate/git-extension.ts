// The part of the API of VS Code's git extension that is used: it reads committed versions, so we execute nothing.

import { type Event, extensions, type Uri } from "vscode";

export interface GitRepository {
  readonly state: {
    readonly HEAD: { readonly commit?: string } | undefined;
    readonly workingTreeChanges: readonly GitChange[];
    readonly indexChanges: readonly GitChange[];
    readonly mergeChanges: readonly GitChange[];
    readonly untrackedChanges?: readonly GitChange[];
    readonly onDidChange: Event<void>;
  };
  /** The text of a file in a revision; rejects where there is none. */
  show(revision: string, path: string): Promise<string>;
}

export interface GitChange {
  readonly uri: Uri;
  /** Of what was renamed the name that it had, and the one that it has. */
  readonly originalUri?: Uri;
  readonly renameUri?: Uri | undefined;
}

export interface GitApi {
  readonly repositories: readonly GitRepository[];
  readonly onDidOpenRepository: Event<GitRepository>;
  getRepository(uri: Uri): GitRepository | null;
  toGitUri(uri: Uri, revision: string): Uri;
}

/** Nothing where the extension is missing or switched off. */
export async function findGit(): Promise<GitApi | undefined> {
  try {
    const extension = extensions.getExtension<{ getAPI(version: 1): GitApi }>("vscode.git");
    const exports = await extension?.activate();
    return exports?.getAPI(1);
  } catch {
    return undefined;
  }
}
