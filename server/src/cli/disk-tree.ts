import { readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { describeFault } from "./describe-fault.ts";
import type { FileTree } from "./file-tree.ts";
import { decodeText, type TextReading } from "./read-text.ts";
import { walkFolder } from "./walk-folder.ts";

/** The files of a folder. Names are shown as they lead there from the current folder. */
export function diskTree(root: string): FileTree {
  const show = (path: string): string => relative(".", join(root, path)) || ".";
  return {
    show,
    async isFile(path) {
      try {
        return (await stat(join(root, path))).isFile();
      } catch {
        return false;
      }
    },
    async list(folder, depth) {
      const faults: string[] = [];
      const start = join(root, folder);
      if (!(await isFolder(start))) return { paths: [], faults };
      const files = await walkFolder(start, depth, faults);
      return { paths: files.map((file) => relative(root, file).split(sep).join("/")), faults };
    },
    async read(paths) {
      const readings = new Map<string, TextReading>();
      for (const path of paths) readings.set(path, await readDisk(show(path), join(root, path)));
      return readings;
    },
  };
}

async function isFolder(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}

async function readDisk(name: string, path: string): Promise<TextReading> {
  try {
    return decodeText(name, await readFile(path));
  } catch (thrown) {
    return { fault: describeFault(name, thrown) };
  }
}
