// The exports and files of claims that manifests name. They may be huge, so they are read beside everything else:
// in bounded steps between which other messages are answered, with progress, and until somebody cancels it.
// Until a file is read again after a change, what it said before still stands.

import { type CancellationToken, CancellationTokenSource } from "vscode-languageserver";
import type { FileState, NamedFileKind, NamedFileValues } from "../../policy/policy-snapshot.ts";
import type { FileReading } from "./file-access.ts";
import { readNamedFile } from "./read-named-file.ts";
import type { Progress, StartProgress } from "./show-progress.ts";

export interface NamedFiles {
  /** Reads what is wanted and not read yet, and forgets what is not wanted any more. */
  want(files: readonly WantedFile[]): void;
  /** Reads a file again, if it is wanted. */
  renew(path: string): void;
  stateOf<Kind extends NamedFileKind>(kind: Kind, path: string): FileState<NamedFileValues[Kind]>;
  /** Resolves when nothing is being read. */
  settled(): Promise<void>;
  dispose(): void;
}

export interface WantedFile {
  readonly kind: NamedFileKind;
  readonly path: string;
}

export interface NamedFilesEnvironment {
  documentOf(path: string): string;
  /** The working text of the file if it is open, else what is saved. */
  read(path: string, token: CancellationToken, onProgress: (share: number) => void): Promise<FileReading>;
  readonly startProgress: StartProgress;
  /** A file has another state. */
  changed(): void;
}

interface Entry {
  state: FileState<NamedFileValues[NamedFileKind]>;
  source: CancellationTokenSource | undefined;
  done: Promise<void>;
}

/** Nothing is wanted at first. */
export function createNamedFiles(environment: NamedFilesEnvironment): NamedFiles {
  const entries = new Map<string, Entry & WantedFile>();

  const start = (entry: Entry & WantedFile): void => {
    entry.source?.cancel();
    const source = new CancellationTokenSource();
    entry.source = source;
    const failed = (error: unknown): Entry["state"] => {
      const message = error instanceof Error ? error.message : String(error);
      return { is: "unreadable", document: environment.documentOf(entry.path), missing: false, message };
    };
    const read = readState(environment, entry, source).catch(failed);
    entry.done = read.then((state) => {
      // What was superseded or forgotten meanwhile has no say.
      if (entry.source !== source) return;
      entry.source = undefined;
      entry.state = state;
      environment.changed();
    });
  };

  return {
    want: (files) => {
      const wanted = new Map(files.map((file) => [keyOf(file.kind, file.path), file]));
      for (const [key, entry] of entries) {
        if (wanted.has(key)) continue;
        entries.delete(key);
        cancel(entry);
      }
      for (const [key, file] of wanted) {
        if (entries.has(key)) continue;
        const state = { is: "being read", document: environment.documentOf(file.path) } as const;
        const entry = { ...file, state, source: undefined, done: Promise.resolve() };
        entries.set(key, entry);
        start(entry);
      }
    },
    renew: (path) => {
      for (const entry of entries.values()) if (entry.path === path) start(entry);
    },
    stateOf: <Kind extends NamedFileKind>(kind: Kind, path: string) => {
      const state = entries.get(keyOf(kind, path))?.state ?? {
        is: "being read",
        document: environment.documentOf(path),
      };
      // An entry's state holds the value of its own kind.
      return state as FileState<NamedFileValues[Kind]>;
    },
    settled: async () => {
      while ([...entries.values()].some(({ source }) => source)) {
        await Promise.all([...entries.values()].map(({ done }) => done));
      }
    },
    dispose: () => {
      for (const entry of entries.values()) cancel(entry);
      entries.clear();
    },
  };
}

function keyOf(kind: NamedFileKind, path: string): string {
  return `${kind}:${path}`;
}

function cancel(entry: Entry): void {
  entry.source?.cancel();
  entry.source = undefined;
}

async function readState(
  { documentOf, read, startProgress }: NamedFilesEnvironment,
  { kind, path }: WantedFile,
  source: CancellationTokenSource,
): Promise<FileState<NamedFileValues[NamedFileKind]>> {
  const document = documentOf(path);
  let progress: Progress | undefined;
  const report = (share: number, half: "reading" | "parsing"): void => {
    // Small files are read before anybody could see a progress.
    if (share >= 1 && half === "reading" && !progress) return;
    progress ??= startProgress(`Reading ${path}`, () => source.cancel());
    progress.report(half === "reading" ? share / 2 : 0.5 + share / 2);
  };
  try {
    const reading = await read(path, source.token, (share) => report(share, "reading"));
    if (reading.text === undefined) return { is: "unreadable", document, ...reading };
    const value = await readNamedFile(kind, reading.text, document, source.token, (share) => report(share, "parsing"));
    if (value === undefined) return { is: "unreadable", document, missing: false, message: "Reading was cancelled." };
    return { is: "read", document, value };
  } finally {
    progress?.end();
  }
}
