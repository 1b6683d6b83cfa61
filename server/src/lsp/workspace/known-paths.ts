// Which files there are in a folder, as far as anybody has asked: found once for each glob, then kept up to date by what
// the editor says of created and deleted files.

import type { CancellationToken } from "vscode-languageserver";
import { readGlob } from "../../policy/match-glob.ts";
import { type FileAccess, isSkipped } from "./file-access.ts";
import { pathInFolder } from "./uri-path.ts";

export interface KnownPaths {
  /**
   * Looks for the files of globs that were not asked for before, and into new folders.
   * @returns whether everything was looked through.
   */
  find(globs: readonly FolderGlob[], token: CancellationToken): Promise<boolean>;
  /**
   * Takes note of a file or folder that was created, changed or deleted.
   * @returns whether anybody has asked for such files, or find() has to look for them.
   */
  set(path: string, uri: string, exists: boolean): boolean;
  /** Ordered by path. */
  all(): readonly string[];
  /** The uri of a file as it was found. */
  uriOf(path: string): string | undefined;
}

/** A glob, and the path below which it holds; empty for the whole folder. */
export interface FolderGlob {
  readonly folder: string;
  readonly glob: string;
}

/** Knows no file until a glob is asked about; nothing is read but names. */
export function createKnownPaths(access: FileAccess, folder: string): KnownPaths {
  const asked = new Map<string, (path: string) => boolean>();
  const uris = new Map<string, string>();
  let sorted: readonly string[] | undefined = [];
  /** Created since the last search; the editor may say nothing of what came with them. */
  const newFolders = new Set<string>();
  /** For each search that is running what was told since it began: that is newer than what it finds. */
  const toldSince = new Set<Map<string, boolean>>();

  const look = async (below: string, globs: readonly string[], token: CancellationToken): Promise<boolean> => {
    const told = new Map<string, boolean>();
    toldSince.add(told);
    const found = await access.find({ folder, below, globs }, token);
    toldSince.delete(told);
    for (const uri of found.uris) {
      const path = pathInFolder(folder, uri);
      if (path !== undefined && isAskedFor(path) && !isTold(told, path)) uris.set(path, uri);
    }
    sorted = undefined;
    return found.complete || token.isCancellationRequested;
  };
  const isAskedFor = (path: string): boolean => [...asked.values()].some((matches) => matches(path));

  return {
    find: async (globs, token) => {
      const added = new Map<string, string[]>();
      for (const { folder: below, glob } of globs) {
        // What is never looked into from above is not looked into from within.
        const key = JSON.stringify([below, glob]);
        if (asked.has(key) || isSkipped(below)) continue;
        // Noted before the search: what is created while it runs is told by the editor.
        asked.set(key, readGlobBelow(below, glob));
        added.set(below, [...(added.get(below) ?? []), glob]);
      }
      let complete = true;
      for (const below of newFolders) {
        newFolders.delete(below);
        // What is no folder cannot be looked through, and has nothing in it.
        await look(below, ["**/*"], token);
      }
      for (const [below, some] of added) complete = (await look(below, some, token)) && complete;
      return complete;
    },
    set: (path, uri, exists) => {
      for (const told of toldSince) told.set(path, exists);
      const isNewFolder = exists && mayBeFolder(path);
      if (isNewFolder) newFolders.add(path);
      if (!isAskedFor(path)) return isNewFolder;
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

/** By its name: nearly all files have an extension. A search for each that is created, as by a build, would be too much. */
function mayBeFolder(path: string): boolean {
  return path.lastIndexOf(".") <= path.lastIndexOf("/") + 1;
}

/** Whether anything was told of a file, or that a folder above it is gone: then the editor may say no more. */
function isTold(told: ReadonlyMap<string, boolean>, path: string): boolean {
  if (told.size === 0 || told.has(path)) return told.has(path);
  const steps = ["", ...path.split("/")];
  return steps.some((_, at) => told.get(steps.slice(1, at + 1).join("/")) === false);
}

function readGlobBelow(folder: string, glob: string): (path: string) => boolean {
  const matches = readGlob(glob);
  const start = folder === "" ? "" : `${folder}/`;
  return (path) => path.startsWith(start) && matches(path.slice(start.length));
}
