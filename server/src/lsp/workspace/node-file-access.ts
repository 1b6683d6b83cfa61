// Files from the disk, for editors that leave reading to the server. Only `file:` uris, and only what really lies in
// the folder: links are found, so that they can be told of, and not followed. A search ends after a bounded number of entries.

import { lstat, open, readdir } from "node:fs/promises";
import { isAbsolute, join, relative, sep } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { CancellationToken } from "vscode-languageserver";
import { readGlob } from "../../policy/match-glob.ts";
import {
  A_LINK,
  CANCELLED,
  type FileAccess,
  type FileReading,
  type FileRequest,
  type FileSearch,
  type FoundFiles,
  NOT_FOUND,
  NOT_UTF8,
  SKIPPED_FOLDERS,
  tooLarge,
} from "./file-access.ts";
import { uriInFolder } from "./uri-path.ts";

export const nodeFileAccess: FileAccess = {
  uriOf: (folder, path) => {
    const root = toPath(folder);
    return root === undefined ? uriInFolder(folder, path) : pathToFileURL(join(root, path)).href;
  },
  find: async (search, token) => {
    const folder = toPath(search.folder);
    if (folder === undefined) return { uris: [], complete: false };
    const start = join(folder, search.below);
    return (await passesLink(folder, start)) ? { uris: [], complete: true } : findFiles(start, search, token);
  },
  read: async (request, token) => {
    try {
      return await readText(request, token);
    } catch (error) {
      return describeFailure(error);
    }
  },
};

const MOST_ENTRIES = 200_000;

async function findFiles(start: string, { globs }: FileSearch, token: CancellationToken): Promise<FoundFiles> {
  const matchers = globs.map(readGlob);
  const uris: string[] = [];
  const folders = [start];
  let entries = 0;
  let complete = true;
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    if (token.isCancellationRequested || entries > MOST_ENTRIES) return { uris, complete: false };
    // A folder that cannot be looked into does not hide the others.
    const found = await readdir(folder, { withFileTypes: true }).catch((error) => (isMissing(error) ? [] : undefined));
    complete &&= found !== undefined;
    for (const entry of found ?? []) {
      entries++;
      const path = join(folder, entry.name);
      if (entry.isDirectory()) {
        if (!SKIPPED_FOLDERS.includes(entry.name)) folders.push(path);
      } else if (entry.isFile() || entry.isSymbolicLink()) {
        const below = relative(start, path).split(sep).join("/");
        if (matchers.some((matches) => matches(below))) uris.push(pathToFileURL(path).href);
      }
    }
  }
  return { uris: uris.sort(), complete };
}

const CHUNK_BYTES = 1 << 20;

/** Reads in chunks, so that other work goes on in between and the reading can be cancelled. */
async function readText(
  { folder, uri, maxBytes, onProgress }: FileRequest,
  token: CancellationToken,
): Promise<FileReading> {
  const root = toPath(folder);
  const path = toPath(uri);
  if (root === undefined || path === undefined) return { missing: false, message: "It does not lie on this disk." };
  if (!isBelow(root, path)) return { missing: false, message: "It leads out of the folder." };
  if (await passesLink(root, path)) return A_LINK;
  // A pipe would keep whoever opens it waiting for a writer.
  const status = await lstat(path);
  const { size } = status;
  if (!status.isFile()) return { missing: false, message: "It is a folder or a device, not a file." };
  if (size > maxBytes) return tooLarge(maxBytes);
  const file = await open(path);
  try {
    const decoder = new TextDecoder("utf-8", { fatal: true });
    const chunk = new Uint8Array(Math.min(CHUNK_BYTES, Math.max(size, 1)));
    const parts: string[] = [];
    for (let total = 0; ; ) {
      const { bytesRead } = await file.read(chunk, 0, chunk.length);
      if (token.isCancellationRequested) return CANCELLED;
      if (bytesRead === 0) break;
      total += bytesRead;
      // The file may be growing.
      if (total > maxBytes) return tooLarge(maxBytes);
      parts.push(decoder.decode(chunk.subarray(0, bytesRead), { stream: true }));
      onProgress?.(Math.min(total / Math.max(size, 1), 1));
    }
    parts.push(decoder.decode());
    return { text: parts.join("") };
  } finally {
    await file.close();
  }
}

function isBelow(root: string, path: string): boolean {
  const below = relative(root, path);
  return below.split(sep)[0] !== ".." && !isAbsolute(below);
}

/** Whether a path below a folder is a link or leads through one. How the folder itself is reached is the user's choice. */
async function passesLink(root: string, path: string): Promise<boolean> {
  const steps = relative(root, path).split(sep);
  for (let count = 1; count <= steps.length; count++) {
    const step = join(root, ...steps.slice(0, count));
    const status = step === join(root) ? undefined : await lstat(step).catch(() => undefined);
    if (status?.isSymbolicLink()) return true;
  }
  return false;
}

function toPath(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    return undefined;
  }
}

function isMissing(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  return code === "ENOENT" || code === "ENOTDIR";
}

function describeFailure(error: unknown): FileReading {
  const code: unknown = error instanceof Error ? Reflect.get(error, "code") : undefined;
  if (isMissing(error)) return NOT_FOUND;
  if (code === "EACCES" || code === "EPERM") return { missing: false, message: "It may not be read." };
  if (code === "ERR_ENCODING_INVALID_ENCODED_DATA") return NOT_UTF8;
  return { missing: false, message: error instanceof Error ? error.message : String(error) };
}
