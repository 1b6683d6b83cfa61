// Where the workspace of a command is: at the manifest that is named or found upward, else in the current folder.

import { stat } from "node:fs/promises";
import { parse, relative, resolve, sep } from "node:path";
import { MANIFEST_NAME } from "../policy/manifest.ts";
import { describeFault } from "./describe-fault.ts";
import { diskTree } from "./disk-tree.ts";
import { type FileTree, subtree } from "./file-tree.ts";

/** A tree and the manifest in it, or nothing where there is no manifest. */
export interface WorkspacePlace {
  readonly tree: FileTree;
  readonly manifestPath: string | undefined;
}

/** Finds the workspace. @param named the manifest as the user names it, if so. */
export async function findWorkspace(named: string | undefined): Promise<WorkspacePlace | { readonly fault: string }> {
  if (named !== undefined) return openManifest(named);
  const current = pathOnDisk(".");
  const tree = wholeDisk(current);
  const manifestPath = await findUpward(tree, current);
  return manifestPath === undefined ? { tree: subtree(tree, current), manifestPath } : { tree, manifestPath };
}

/** The manifest as a workspace of its own. What it names may lie anywhere on the disk. */
export async function openManifest(name: string): Promise<WorkspacePlace | { readonly fault: string }> {
  try {
    if ((await stat(name)).isDirectory()) return { fault: `"${name}" is a folder, not a manifest.` };
    return { tree: wholeDisk(pathOnDisk(name)), manifestPath: pathOnDisk(name) };
  } catch (thrown) {
    return { fault: describeFault(name, thrown) };
  }
}

/** The manifest in a folder of the tree or in the nearest one above it. @param folder empty for the root of the tree. */
export async function findUpward(tree: FileTree, folder: string): Promise<string | undefined> {
  const segments = folder === "" ? [] : folder.split("/");
  for (let kept = segments.length; kept >= 0; kept--) {
    const path = [...segments.slice(0, kept), MANIFEST_NAME].join("/");
    if (await tree.isFile(path)) return path;
  }
  return undefined;
}

/** Everything on the disk of the current folder. @param trusted as in `diskTree`. */
export function wholeDisk(trusted: string): FileTree {
  return diskTree(parse(resolve(".")).root, trusted);
}

/** A path below the root of the disk. */
export function pathOnDisk(name: string): string {
  const path = resolve(name);
  return relative(parse(path).root, path).split(sep).join("/");
}
