// The open documents. Each version of a document is read at most once, and only if it is a rules file.
// Which documents are rules files is decided here and nowhere else: by name, or by shape.

import { TextDocument } from "vscode-languageserver-textdocument";
import { readRulesFile } from "../policy/read-rules-file.ts";
import { hasManifestName, hasRulesFileName, hasRulesFileShape } from "../policy/recognise-rules-file.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";

/** One version of a document; it never changes. */
export interface Snapshot {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** Another number for every version of every document, also when it is closed and opened again. */
  readonly serial: number;
  readonly isRulesFile: boolean;
  /** The document as a rules file; absent when it is none. */
  readonly file: RulesFile | undefined;
}

/** One version of a document that is a rules file. */
export interface OpenFile extends Snapshot {
  readonly file: RulesFile;
}

/** A change as in LSP: of a range, or of the whole text. */
export type TextChange = Parameters<typeof TextDocument.update>[1][number];

interface Position {
  readonly line: number;
  readonly character: number;
}

export interface DocumentStore {
  open(uri: string, languageId: string, version: number, text: string): Snapshot;
  /** Nothing when the document is not open. */
  change(uri: string, version: number, changes: readonly TextChange[]): Snapshot | undefined;
  close(uri: string): void;
  get(uri: string): Snapshot | undefined;
  /** The document if it is a rules file. */
  getFile(uri: string): OpenFile | undefined;
  all(): readonly Snapshot[];
  /** The offset of a position in the current text, taken to the nearest place that exists. */
  offsetAt(uri: string, position: Position): number;
  /** The same for both ends of a range. */
  spanOf(uri: string, range: { readonly start: Position; readonly end: Position }): Span;
  /** The current text of any open document. */
  textOf(uri: string): string | undefined;
  /**
   * Takes other globs for names, for the documents that are open and those to come.
   * @param isNamed whether something else says that a document is a rules file.
   */
  recogniseBy(globs: readonly string[], isNamed?: (uri: string) => boolean): void;
  /** Looks again at the documents of which that something else says otherwise now; gives them as they were before. */
  recogniseNamed(): readonly Snapshot[];
}

/** An empty store. */
export function createDocumentStore(): DocumentStore {
  const entries = new Map<string, Entry>();
  let globs: readonly string[] = [];
  let isNamed: (uri: string) => boolean = () => false;
  let serial = 0;

  const keep = (text: TextDocument, wasRulesFile: boolean): Snapshot => {
    const lastRead = entries.get(text.uri)?.lastRead ?? { file: undefined };
    const named = isNamed(text.uri);
    const snapshot = takeSnapshot(text, ++serial, named || recognise(text, globs, wasRulesFile), lastRead);
    entries.set(text.uri, { text, snapshot, lastRead, named });
    return snapshot;
  };

  const offsetAt = (uri: string, position: Position): number => entries.get(uri)?.text.offsetAt(position) ?? 0;

  return {
    open: (uri, languageId, version, text) => keep(TextDocument.create(uri, languageId, version, text), false),
    change: (uri, version, changes) => {
      const entry = entries.get(uri);
      if (!entry) return undefined;
      const wasRulesFile = entry.snapshot.isRulesFile && !entry.named;
      return keep(TextDocument.update(entry.text, [...changes], version), wasRulesFile);
    },
    close: (uri) => {
      entries.delete(uri);
    },
    get: (uri) => entries.get(uri)?.snapshot,
    getFile: (uri) => {
      const snapshot = entries.get(uri)?.snapshot;
      return snapshot?.file && { ...snapshot, file: snapshot.file };
    },
    all: () => [...entries.values()].map(({ snapshot }) => snapshot),
    offsetAt,
    spanOf: (uri, { start, end }) => ({ start: offsetAt(uri, start), end: offsetAt(uri, end) }),
    textOf: (uri) => entries.get(uri)?.text.getText(),
    recogniseBy: (newGlobs, nowNamed = () => false) => {
      globs = newGlobs;
      isNamed = nowNamed;
      for (const { text } of [...entries.values()]) keep(text, false);
    },
    recogniseNamed: () => {
      const turned = [...entries.values()].filter(({ text, named }) => isNamed(text.uri) !== named);
      for (const { text } of turned) keep(text, false);
      return turned.map(({ snapshot }) => snapshot);
    },
  };
}

interface Entry {
  readonly text: TextDocument;
  readonly snapshot: Snapshot;
  readonly lastRead: LastRead;
  /** Whether something else said that it is a rules file. */
  readonly named: boolean;
}

/** What a document was read as last; the next version is read from there on. */
interface LastRead {
  file: RulesFile | undefined;
}

/** Reads the text when it is first asked for: between two keystrokes often nobody asks. */
function takeSnapshot(document: TextDocument, serial: number, isRulesFile: boolean, lastRead: LastRead): Snapshot {
  const { uri, languageId, version } = document;
  const text = isRulesFile ? document.getText() : "";
  let file: RulesFile | undefined;
  return {
    uri,
    languageId,
    version,
    serial,
    isRulesFile,
    get file() {
      if (isRulesFile && file === undefined) {
        file = readRulesFile(text, lastRead.file);
        lastRead.file = file;
      }
      return file;
    },
  };
}

/**
 * A manifest is none, whatever stands in it. A document that was recognised by its shape stays a rules file while it
 * names anything of a rule: in the middle of a change the shape is often broken, and findings must not flicker.
 */
function recognise(document: TextDocument, globs: readonly string[], wasRulesFile: boolean): boolean {
  const path = pathOf(document.uri);
  if (hasRulesFileName(path, globs)) return true;
  if (hasManifestName(path)) return false;
  const text = document.getText();
  if (wasRulesFile) return text.includes('"rule-type"') || text.includes('"capabilities"');
  return hasRulesFileShape(text);
}

/** The path inside a uri; an unsaved document has its name there. */
function pathOf(uri: string): string {
  try {
    return decodeURIComponent(new URL(uri).pathname);
  } catch {
    return uri;
  }
}
