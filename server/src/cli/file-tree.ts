// Where files come from, so that a workspace is read the same way from a folder and from a git revision.

import type { TextReading } from "./read-text.ts";

/** A folder with all that is below it. Paths are relative to it, with forward slashes. Nothing here ever rejects. */
export interface FileTree {
  /** A file's name as people know it. */
  show(path: string): string;
  /** Whether there is a file, or a link in its place, which reading refuses. */
  isFile(path: string): Promise<boolean>;
  /**
   * The files below a folder, in the order of their names, and sentences for what cannot be looked into.
   * @param folder empty for the whole tree. One that does not exist has no files.
   * @param depth how many folders deep to look; 1 is the folder alone.
   */
  list(
    folder: string,
    depth: number,
  ): Promise<{ readonly paths: readonly string[]; readonly faults: readonly string[] }>;
  /** The texts of files, or for each a sentence that says why it cannot be read. */
  read(paths: readonly string[]): Promise<ReadonlyMap<string, TextReading>>;
}

/** Reads one file. */
export async function readOne(tree: FileTree, path: string): Promise<TextReading> {
  return (await tree.read([path])).get(path) ?? { fault: `There is no file "${tree.show(path)}".`, missing: true };
}

/** A folder of a tree as a tree of its own. */
export function subtree(tree: FileTree, folder: string): FileTree {
  if (folder === "") return tree;
  const inside = (path: string): string => (path === "" ? folder : `${folder}/${path}`);
  const outside = (path: string): string => path.slice(folder.length + 1);
  return {
    show: (path) => tree.show(inside(path)),
    isFile: (path) => tree.isFile(inside(path)),
    async list(start, depth) {
      const { paths, faults } = await tree.list(inside(start), depth);
      return { paths: paths.map(outside), faults };
    },
    async read(paths) {
      const readings = await tree.read(paths.map(inside));
      return new Map([...readings].map(([path, reading]) => [outside(path), reading]));
    },
  };
}
