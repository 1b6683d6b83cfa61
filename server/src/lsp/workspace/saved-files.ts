// The saved texts of small files, each read once until it changes, and what was made of them. Large exports are not
// kept here: see named-files.ts.

import type { CancellationToken } from "vscode-languageserver";
import { readRulesFile } from "../../policy/read-rules-file.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import type { FileAccess, FileReading } from "./file-access.ts";

export interface SavedFiles {
  /** Reads what was not read yet or has changed since. */
  need(files: readonly { readonly path: string; readonly uri: string }[], token: CancellationToken): Promise<void>;
  /** What is known of a file; nothing before it was read. The same object as long as its text is the same. */
  get(path: string): SavedFile | undefined;
  /** The file may have changed: until it is read again, what it said before still stands. */
  doubt(path: string): void;
  forget(path: string): void;
}

export interface SavedFile {
  readonly reading: FileReading;
  /** The text as a rules file, read when it is first asked for; nothing if there is no text. */
  readonly rulesFile: RulesFile | undefined;
}

/** Nobody writes rules by hand in larger files. */
const MAX_BYTES = 16_000_000;

const AT_ONCE = 8;

/** Reads a few files at a time, and none of more than 16 MB. What cannot be read has a reading without a text. */
export function createSavedFiles(access: FileAccess, folder: string): SavedFiles {
  const files = new Map<string, SavedFile>();
  const doubtful = new Set<string>();
  const stamps = new Map<string, object>();

  const read = async (path: string, uri: string, token: CancellationToken): Promise<void> => {
    const stamp = {};
    stamps.set(path, stamp);
    const reading = await access.read({ folder, uri, maxBytes: MAX_BYTES }, token);
    // A file that changed while it was being read is read again when it is needed again.
    if (stamps.get(path) !== stamp || token.isCancellationRequested) return;
    doubtful.delete(path);
    const before = files.get(path)?.reading.text;
    if (before === undefined || before !== reading.text) files.set(path, savedFile(reading));
  };

  return {
    need: async (wanted, token) => {
      const missing = wanted.filter(({ path }) => !files.has(path) || doubtful.has(path));
      const workers = Array.from({ length: AT_ONCE }, async () => {
        for (let next = missing.shift(); next && !token.isCancellationRequested; next = missing.shift()) {
          await read(next.path, next.uri, token);
        }
      });
      await Promise.all(workers);
    },
    get: (path) => files.get(path),
    doubt: (path) => {
      doubtful.add(path);
      stamps.delete(path);
    },
    forget: (path) => {
      files.delete(path);
      doubtful.delete(path);
      stamps.delete(path);
    },
  };
}

function savedFile(reading: FileReading): SavedFile {
  let rulesFile: RulesFile | undefined;
  return {
    reading,
    get rulesFile() {
      if (reading.text !== undefined) rulesFile ??= readRulesFile(reading.text);
      return rulesFile;
    },
  };
}
