// The files of a folder on the disk. Links are not followed, wherever they lead: a workspace from elsewhere must not make
// anybody read what lies outside it. Only what the user names himself is taken as it is.

import { lstat, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { folderOf } from "../policy/files-of-manifest.ts";
import { describeFault, isMissing } from "./describe-fault.ts";
import type { FileTree } from "./file-tree.ts";
import { decodeText, type TextReading } from "./read-text.ts";
import { walkFolder } from "./walk-folder.ts";

/**
 * Names are shown as they lead there from the current folder.
 * @param trusted a path below the root, on the way to which links are followed: what the user names, or where he is.
 */
export function diskTree(root: string, trusted: string): FileTree {
  const show = (path: string): string => relative(".", join(root, path)) || ".";
  return {
    show,
    async isFile(path) {
      if (await passesLink(root, folderOf(path), trusted)) return false;
      const status = await lstat(join(root, path)).catch(() => undefined);
      return status !== undefined && (status.isFile() || status.isSymbolicLink());
    },
    async list(folder, depth) {
      const faults: string[] = [];
      const start = join(root, folder);
      if (!(await isFolder(start)) || (await passesLink(root, folder, trusted))) return { paths: [], faults };
      const files = await walkFolder(start, depth, faults);
      return { paths: files.map((file) => relative(root, file).split(sep).join("/")), faults };
    },
    async read(paths) {
      const readings = new Map<string, TextReading>();
      for (const path of paths) {
        const isBehindLink = await passesLink(root, path, trusted);
        readings.set(path, isBehindLink ? { fault: describeLink(show(path)) } : await readDisk(show(path), root, path));
      }
      return readings;
    },
  };
}

/** Says why a file is not read. */
export function describeLink(name: string): string {
  return `"${name}" is a link or lies behind one, and links are not followed.`;
}

/** Whether a path is a link or leads through one, from where it leaves the trusted path. */
async function passesLink(root: string, path: string, trusted: string): Promise<boolean> {
  const steps = path.split("/");
  const known = trusted.split("/");
  const leaves = steps.findIndex((step, at) => step !== known[at]);
  for (let count = leaves < 0 ? steps.length : leaves; count < steps.length; count++) {
    const status = await lstat(join(root, ...steps.slice(0, count + 1))).catch(() => undefined);
    if (status?.isSymbolicLink()) return true;
  }
  return false;
}

async function isFolder(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isDirectory() === true;
}

async function readDisk(name: string, root: string, path: string): Promise<TextReading> {
  try {
    return decodeText(name, await readFile(join(root, path)));
  } catch (thrown) {
    return { fault: describeFault(name, thrown), ...(isMissing(thrown) ? { missing: true } : {}) };
  }
}
