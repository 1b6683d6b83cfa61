// The two sides of a comparison, from their names: a file or folder on the disk, or a git revision, whole or one path
// of it. What lies on the disk goes before a revision of the same name.

import { stat } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { folderOf, resolvePath } from "../policy/files-of-manifest.ts";
import { describeFault } from "./describe-fault.ts";
import type { FileTree } from "./file-tree.ts";
import { findUpward, pathOnDisk, wholeDisk } from "./find-workspace.ts";
import { openRevision } from "./git-tree.ts";

export interface Side {
  readonly tree: FileTree;
  /** `absent` is a path that a revision does not have. */
  readonly kind: "file" | "folder" | "absent";
  readonly path: string;
}

export interface Fault {
  readonly fault: string;
}

/** Finds both sides. A whole revision beside a path means that path in the revision. */
export async function findSides(before: string, after: string): Promise<readonly [Side, Side] | Fault> {
  const names = await Promise.all([readName(before), readName(after)]);
  const [first, second] = names;
  if ("fault" in first) return first;
  if ("fault" in second) return second;
  const sides = [await openSide(first, second), await openSide(second, first)] as const;
  const [left, right] = sides;
  if ("fault" in left) return left;
  if ("fault" in right) return right;
  return [left, right];
}

type Name =
  | { readonly on: "disk"; readonly name: string; readonly kind: "file" | "folder" }
  | { readonly on: "git"; readonly revision: string; readonly path: string | undefined };

async function readName(name: string): Promise<Name | Fault> {
  try {
    return { on: "disk", name, kind: (await stat(name)).isDirectory() ? "folder" : "file" };
  } catch (thrown) {
    const isMissing = thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";
    if (!isMissing) return { fault: describeFault(name, thrown) };
  }
  const colon = name.indexOf(":");
  const [revision, path] = colon < 0 ? [name, undefined] : [name.slice(0, colon), name.slice(colon + 1)];
  if (revision === "" || revision.startsWith("-")) return { fault: `There is no file or folder "${name}".` };
  return { on: "git", revision, path };
}

async function openSide(name: Name, other: Name): Promise<Side | Fault> {
  if (name.on === "disk") return onDisk(name.kind, pathOnDisk(name.name));
  const beside = name.path === undefined && other.on === "disk" ? other : undefined;
  const folder = beside === undefined ? "." : beside.kind === "folder" ? beside.name : dirname(beside.name);
  const revision = await openRevision(folder, name.revision);
  if ("fault" in revision) {
    const written = name.path === undefined ? name.revision : `${name.revision}:${name.path}`;
    return { fault: revision.isUnknown ? `There is no file, folder or git revision "${written}".` : revision.fault };
  }
  const { tree, prefix } = revision;
  const asked = name.path ?? (other.on === "git" ? other.path : undefined);
  if (beside) return sideAt(tree, beside.kind === "folder" ? prefix : join(prefix, basename(beside.name)));
  if (asked === undefined) return upward(tree, prefix);
  // As in git, a path starts at the root of the repository unless it begins with a dot.
  const path = resolvePath(asked.startsWith(".") ? prefix : "", asked.replace(/\/+$/, ""));
  return path === undefined ? { fault: `"${asked}" leads out of the repository.` } : sideAt(tree, path);
}

function onDisk(kind: "file" | "folder", path: string): Side {
  return { tree: wholeDisk(path), kind, path };
}

async function sideAt(tree: FileTree, path: string): Promise<Side> {
  if (path !== "" && (await tree.isFile(path))) return { tree, kind: "file", path };
  const { paths } = await tree.list(path, Number.POSITIVE_INFINITY);
  return { tree, kind: path === "" || paths.length > 0 ? "folder" : "absent", path };
}

/** The workspace that a revision has where the command runs. */
async function upward(tree: FileTree, prefix: string): Promise<Side> {
  const manifest = await findUpward(tree, prefix);
  return { tree, kind: "folder", path: manifest === undefined ? prefix : folderOf(manifest) };
}

function join(folder: string, name: string): string {
  return folder === "" ? name : `${folder}/${name}`;
}
