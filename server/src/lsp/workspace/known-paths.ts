// Which files there are in a folder, as far as anybody has asked: found once for each glob, then kept up to date by what
// the editor says of created and deleted files.

import type { CancellationToken } from "vscode-languageserver";
import { readGlob } from "../../policy/match-glob.ts";
import type { FileAccess } from "./file-access.ts";
import { pathInFolder } from "./uri-path.ts";

export interface KnownPaths {
  /** Looks for the files of globs that were not asked for before. @returns whether everything was looked through. */
  find(globs: readonly string[], token: CancellationToken): Promise<boolean>;
  /** Takes note of a file that was created, changed or deleted. @returns whether anybody has asked for such files. */
  set(path: string, uri: string, exists: boolean): boolean;
  /** Ordered by path. */
  all(): readonly string[];
  /** The uri of a file as it was found. */
  uriOf(path: string): string | undefined;
}

export function createKnownPaths(access: FileAccess, folder: string): KnownPaths {
  const asked = new Map<string, (path: string) => boolean>();
  const uris = new Map<string, string>();
  let sorted: readonly string[] | undefined = [];
  return {
    find: async (globs, token) => {
      const added = [...new Set(globs)].filter((glob) => !asked.has(glob));
      if (added.length === 0) return true;
      // Noted before the search: what is created while it runs is told by the editor.
      for (const glob of added) asked.set(glob, readGlob(glob));
      const found = await access.find({ folder, globs: added }, token);
      for (const uri of found.uris) {
        const path = pathInFolder(folder, uri);
        if (path !== undefined) uris.set(path, uri);
      }
      sorted = undefined;
      return found.complete || token.isCancellationRequested;
    },
    set: (path, uri, exists) => {
      if (![...asked.values()].some((matches) => matches(path))) return false;
      if (exists) uris.set(path, uri);
      else uris.delete(path);
      sorted = undefined;
      return true;
    },
    all: () => {
      sorted ??= [...uris.keys()].sort();
      return sorted;
    },
    uriOf: (path) => uris.get(path),
  };
}
