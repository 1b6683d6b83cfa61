// The files of a git revision, read from git's objects: nothing is checked out and the work tree plays no part.

import type { FileTree } from "./file-tree.ts";
import { decodeText, type TextReading } from "./read-text.ts";
import { type GitAnswer, runGit } from "./run-git.ts";
import { SKIPPED_FOLDERS } from "./walk-folder.ts";

/** A revision of the repository in which a folder lies. */
export interface Revision {
  /** The whole repository. */
  readonly tree: FileTree;
  /** The path of the folder in the repository; empty for its root. */
  readonly prefix: string;
}

/** Finds a revision. The fault is a sentence; `isUnknown` where there is no repository, or no such revision in it. */
export async function openRevision(
  folder: string,
  name: string,
): Promise<Revision | { readonly fault: string; readonly isUnknown: boolean }> {
  const where = await runGit(folder, ["rev-parse", "--show-prefix"]);
  if (!where.ok) return { fault: describeGitFault(where), isUnknown: /not a git repository/.test(where.says ?? "") };
  const found = await runGit(folder, ["rev-parse", "--verify", "--quiet", "--end-of-options", `${name}^{tree}`]);
  const id = found.ok ? found.out.toString("utf8").trim() : "";
  if (!/^[0-9a-f]{40,64}$/.test(id)) return { fault: `There is no git revision "${name}".`, isUnknown: true };
  const listed = await runGit(folder, ["ls-tree", "-r", "-z", "--full-tree", "--end-of-options", id]);
  if (!listed.ok) return { fault: describeGitFault(listed), isUnknown: false };
  const entries = readEntries(listed.out.toString("utf8"));
  const prefix = where.out.toString("utf8").replace(/\/?\n$/, "");
  return { tree: treeOf(folder, name, entries), prefix };
}

interface Entry {
  readonly mode: string;
  readonly id: string;
}

/** `<mode> <type> <id>\t<path>`, each ended by a zero byte. */
function readEntries(listing: string): Map<string, Entry> {
  const entries = new Map<string, Entry>();
  for (const record of listing.split("\0")) {
    const tab = record.indexOf("\t");
    const [mode, type, id] = record.slice(0, Math.max(tab, 0)).split(" ");
    if (mode !== undefined && type === "blob" && id !== undefined) entries.set(record.slice(tab + 1), { mode, id });
  }
  return entries;
}

const LINK = "120000";

function treeOf(folder: string, name: string, entries: ReadonlyMap<string, Entry>): FileTree {
  const show = (path: string): string => `${name}:${path}`;
  return {
    show,
    isFile: async (path) => entries.has(path),
    list: async (start, depth) => ({ paths: listBelow(entries.keys(), start, depth), faults: [] }),
    async read(paths) {
      const readings = new Map<string, TextReading>();
      const wanted: { readonly path: string; readonly id: string }[] = [];
      for (const path of paths) {
        const entry = entries.get(path);
        if (entry === undefined) readings.set(path, { fault: `There is no file "${show(path)}".`, missing: true });
        else if (entry.mode === LINK) readings.set(path, { fault: `"${show(path)}" is a link, and is not followed.` });
        else wanted.push({ path, id: entry.id });
      }
      const texts = await readObjects(
        folder,
        wanted.map(({ id }) => id),
      );
      for (const { path, id } of wanted) {
        const bytes = texts.get(id);
        readings.set(
          path,
          bytes ? decodeText(show(path), bytes) : { fault: `"${show(path)}" cannot be read from git.` },
        );
      }
      return readings;
    },
  };
}

function listBelow(paths: Iterable<string>, start: string, depth: number): string[] {
  const below = start === "" ? "" : `${start}/`;
  return [...paths].filter((path) => {
    if (!path.startsWith(below)) return false;
    const folders = path.slice(below.length).split("/").slice(0, -1);
    return folders.length < depth && !folders.some((folder) => SKIPPED_FOLDERS.includes(folder));
  });
}

/** The bytes of objects by their ids, by one run of git. */
async function readObjects(folder: string, ids: readonly string[]): Promise<Map<string, Buffer>> {
  const texts = new Map<string, Buffer>();
  if (ids.length === 0) return texts;
  const answer = await runGit(folder, ["cat-file", "--batch"], ids.map((id) => `${id}\n`).join(""));
  if (!answer.ok) return texts;
  // `<id> <type> <size>`, a line feed, the bytes, a line feed.
  for (let at = 0; at < answer.out.length; ) {
    const end = answer.out.indexOf("\n", at);
    const [id = "", , size] = answer.out.subarray(at, end).toString("utf8").split(" ");
    if (end < 0 || size === undefined || !/^\d+$/.test(size)) break;
    texts.set(id, answer.out.subarray(end + 1, end + 1 + Number(size)));
    at = end + 2 + Number(size);
  }
  return texts;
}

function describeGitFault({ says }: Extract<GitAnswer, { ok: false }>): string {
  if (says === undefined) return "git is not installed.";
  return `git cannot read the repository: ${says.replace(/^fatal: /, "") || "it does not say why"}.`;
}
