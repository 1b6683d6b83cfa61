// What was committed, read through VS Code's git extension and kept: it stays the same as long as the commit does.

import type { Uri } from "vscode";
import type { GitChange, GitRepository } from "./git-extension.ts";

export interface CommittedTexts {
  /** The text of a file in a commit; nothing where it was not there. */
  read(repository: GitRepository, commit: string, uri: Uri): Promise<string | undefined>;
  /** Whether a file was in a commit at all: what git ignores or hides is no change to it. */
  has(repository: GitRepository, commit: string, uri: Uri): Promise<boolean>;
}

/** Nothing is read at first. */
export function createCommittedTexts(): CommittedTexts {
  const kept = new Map<string, { readonly commit: string; readonly text: Promise<string | undefined> }>();
  const read: CommittedTexts["read"] = (repository, commit, uri) => {
    const known = kept.get(uri.toString());
    if (known?.commit === commit) return known.text;
    const text = Promise.resolve(repository.show(commit, uri.fsPath)).then(withoutMark, () => undefined);
    kept.set(uri.toString(), { commit, text });
    return text;
  };
  return {
    read,
    has: async (repository, commit, uri) => {
      const at = uri.path.lastIndexOf("/");
      // Of a folder git prints a heading, an empty line and the names: one question for all its files.
      const listing = await read(repository, commit, uri.with({ path: uri.path.slice(0, at) || "/" }));
      return (
        listing
          ?.split("\n")
          .slice(2)
          .includes(uri.path.slice(at + 1)) ?? false
      );
    },
  };
}

/** All that differs from the commit, by uri: of what was renamed both names. */
export function changedUris({ state }: GitRepository): string[] {
  const changes = [state.workingTreeChanges, state.indexChanges, state.mergeChanges, state.untrackedChanges ?? []];
  return [...new Set(changes.flat().flatMap(urisOf))];
}

function urisOf({ uri, originalUri, renameUri }: GitChange): string[] {
  return [uri, originalUri, renameUri].flatMap((each) => (each ? [each.toString()] : []));
}

/** A byte order mark is no character of the text. */
export function withoutMark(text: string): string {
  return text.replace(/^\ufeff/, "");
}
