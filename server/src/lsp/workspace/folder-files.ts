// The files of one folder as they are now: the working text of what is open, else what is saved.
// It knows nothing of how they belong together.

import type { CancellationToken } from "vscode-languageserver";
import { filesOfManifest } from "../../policy/files-of-manifest.ts";
import type { ManifestDocument } from "../../policy/policy-snapshot.ts";
import { readManifest } from "../../policy/read-manifest.ts";
import { hasRulesFileName } from "../../policy/recognise-rules-file.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import { indexLines } from "../../text/line-index.ts";
import type { FileAccess, FileReading } from "./file-access.ts";
import { createKnownPaths, type FolderGlob } from "./known-paths.ts";
import { createSavedFiles } from "./saved-files.ts";
import { pathInFolder } from "./uri-path.ts";

/** The documents that are open, by uri. */
export interface WorkingTexts {
  textOf(uri: string): string | undefined;
  /** Whether an open document is taken for a rules file. */
  isRulesFile(uri: string): boolean;
  /** The document if it is taken for a rules file. */
  fileOf(uri: string): RulesFile | undefined;
  isOpen(uri: string): boolean;
  openUris(): readonly string[];
}

export interface FolderFiles {
  /** The paths of all files that were found or are open, ordered. */
  paths(): readonly string[];
  isOpen(path: string): boolean;
  /** Whether a file is a rules file by itself: by its name, or because it is open and has the shape. */
  isRulesFile(path: string): boolean;
  /** The uri of a file, as the editor spells it. */
  documentOf(path: string): string;
  rulesFileAt(path: string): RulesFile | undefined;
  /** The same object as long as the text is the same; nothing while there is no text. */
  manifestAt(path: string): ManifestDocument | undefined;
  /** Why a file that is not open has no text; nothing if it has one, or was not read yet. */
  whyUnread(path: string): string | undefined;
  /** Reads a file that was not kept: an export. */
  readLarge(path: string, token: CancellationToken, onProgress: (share: number) => void): Promise<FileReading>;
  /** Looks for files that were not looked for yet. @returns whether everything was looked through. */
  find(globs: readonly FolderGlob[]): Promise<boolean>;
  /** Reads the texts of small files that are not open and not read yet. */
  need(paths: readonly string[]): Promise<void>;
  /** Takes note of what the editor says of a document; tells whether it was opened or closed. */
  noteDocument(path: string, uri: string): boolean;
  /** Takes note of a file on its disk. @returns whether it is one of those that were looked for. */
  noteFile(path: string, uri: string, exists: boolean): boolean;
}

const MAX_EXPORT_BYTES = 256_000_000;

/**
 * Knows at first what is open, and of the rest nothing until it is asked for.
 * @param lifetime when it is cancelled, nothing more is read.
 */
export function createFolderFiles(
  folder: string,
  access: FileAccess,
  documents: WorkingTexts,
  rulesFileGlobs: () => readonly string[],
  lifetime: CancellationToken,
): FolderFiles {
  const known = createKnownPaths(access, folder);
  const saved = createSavedFiles(access, folder);
  const manifests = new Map<string, { readonly text: string; readonly document: ManifestDocument }>();
  const opened = new Map<string, string>();
  for (const uri of documents.openUris()) {
    const path = pathInFolder(folder, uri);
    if (path !== undefined) opened.set(path, uri);
  }
  const documentOf = (path: string): string => opened.get(path) ?? known.uriOf(path) ?? access.uriOf(folder, path);
  const workingText = (path: string): string | undefined => {
    const uri = opened.get(path);
    return uri === undefined ? undefined : documents.textOf(uri);
  };

  return {
    documentOf,
    paths: () => [...new Set([...known.all(), ...opened.keys()])].sort(),
    isOpen: (path) => opened.has(path),
    isRulesFile: (path) => {
      const uri = opened.get(path);
      return (uri !== undefined && documents.isRulesFile(uri)) || hasRulesFileName(path, rulesFileGlobs());
    },
    rulesFileAt: (path) => {
      const uri = opened.get(path);
      return (uri === undefined ? undefined : documents.fileOf(uri)) ?? saved.get(path)?.rulesFile;
    },
    manifestAt: (path) => {
      const text = workingText(path) ?? saved.get(path)?.reading.text;
      if (text === undefined) return undefined;
      const before = manifests.get(path);
      const document = documentOf(path);
      if (before?.text === text && before.document.document === document) return before.document;
      const manifest = readManifest(text, document);
      const read = { path, document, text, manifest, lines: indexLines(text), files: filesOfManifest(manifest, path) };
      manifests.set(path, { text, document: read });
      return read;
    },
    whyUnread: (path) => {
      const reading = saved.get(path)?.reading;
      return reading?.text === undefined ? reading?.message : undefined;
    },
    readLarge: async (path, token, onProgress) => {
      const text = workingText(path);
      if (text !== undefined) return { text };
      return access.read({ folder, uri: documentOf(path), maxBytes: MAX_EXPORT_BYTES, onProgress }, token);
    },
    find: (globs) => known.find(globs, lifetime),
    need: (paths) =>
      saved.need(
        paths.filter((path) => !opened.has(path)).map((path) => ({ path, uri: documentOf(path) })),
        lifetime,
      ),
    noteDocument: (path, uri) => {
      const wasOpen = opened.has(path);
      const isOpen = documents.isOpen(uri);
      if (isOpen) opened.set(path, uri);
      else opened.delete(path);
      // What was read before the document was opened may have been written over since.
      if (wasOpen && !isOpen) saved.doubt(path);
      return wasOpen !== isOpen;
    },
    noteFile: (path, uri, exists) => {
      if (exists) saved.doubt(path);
      else saved.forget(path);
      return known.set(path, uri, exists);
    },
  };
}
