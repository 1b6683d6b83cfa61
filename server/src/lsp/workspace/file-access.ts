// How the server reads files that are not open: through the editor, or from the disk. It is a part of the place where
// the server runs. Whatever the way, nothing outside the named folder is ever touched, and links are not followed.

import type { CancellationToken } from "vscode-languageserver";
import { uriInFolder } from "./uri-path.ts";

export interface FileAccess {
  /** The uri of a path below a folder, spelled as what is found there. */
  uriOf(folder: string, path: string): string;
  /** Looks for files and links below a folder. Version control and other people's packages are left out. Never rejects. */
  find(search: FileSearch, token: CancellationToken): Promise<FoundFiles>;
  /** Reads a file of a folder as UTF-8, without its byte order mark. Never rejects. */
  read(file: FileRequest, token: CancellationToken): Promise<FileReading>;
}

export interface FileSearch {
  /** The uri of the folder. */
  readonly folder: string;
  /** The path in it below which to look; empty for all of it. Its name is never taken for a part of a glob. */
  readonly below: string;
  /** Shell globs below that path; a file is found if it matches any of them. */
  readonly globs: readonly string[];
}

export interface FoundFiles {
  readonly uris: readonly string[];
  /** Whether everything was looked through; otherwise there was too much of it, or it could not be looked into. */
  readonly complete: boolean;
}

export interface FileRequest {
  /** The uri of the folder in which the file must lie. */
  readonly folder: string;
  readonly uri: string;
  /** Larger files are refused. */
  readonly maxBytes: number;
  /** Is told how much of the file is read, between 0 and 1. */
  readonly onProgress?: (share: number) => void;
}

export type FileReading =
  | { readonly text: string }
  /** A sentence without the file's name. */
  | { readonly text?: undefined; readonly missing: boolean; readonly message: string };

/** Nobody can read files here: only what is open is known. */
export const NO_FILES: FileAccess = {
  uriOf: uriInFolder,
  find: async () => ({ uris: [], complete: true }),
  read: async () => ({ missing: false, message: "This editor gives no way to read files that are not open." }),
};

export const NOT_FOUND: FileReading = { missing: true, message: "There is no such file." };

export const A_LINK: FileReading = {
  missing: false,
  message: "It is a link or lies behind one, and links are not followed.",
};

export const CANCELLED: FileReading = { missing: false, message: "Reading was cancelled." };

/** The refusal of a file that is too large. */
export function tooLarge(maxBytes: number): FileReading {
  return { missing: false, message: `It is larger than ${Math.floor(maxBytes / 1_000_000)} MB.` };
}

export const NOT_UTF8: FileReading = { missing: false, message: "It is not valid UTF-8. Save it as UTF-8." };

/** Folders that are never looked into. */
export const SKIPPED_FOLDERS: readonly string[] = ["node_modules", ".git"];

/** Whether a path lies in such a folder, or is one. */
export function isSkipped(path: string): boolean {
  return path.split("/").some((step) => SKIPPED_FOLDERS.includes(step));
}
