// An editor with a workspace for the tests: its files are in memory and it reads them for the server, as VS Code does.
// It keeps count of what it was asked. It asserts nothing.

import { type Diagnostic, FileChangeType, type WorkspaceDiagnosticReport } from "vscode-languageserver";
import { pathInFolder } from "../../server/src/lsp/workspace/uri-path.ts";
import { readGlob } from "../../server/src/policy/match-glob.ts";
import { type Editor, type EditorOptions, editInMemory } from "./editor.ts";

export interface WorkspaceEditor extends Editor {
  /** What is saved, by uri. Change it, then `touch`. */
  readonly saved: Map<string, string>;
  /** How often each file was read, by uri. */
  readonly reads: Map<string, number>;
  /** The patterns that the server watches. */
  readonly watched: readonly string[];
  /** Titles of progress that began and ended, in order. */
  readonly progress: readonly string[];
  /** Tells that files were changed or deleted, or folders created or deleted, of whose files nothing is told. */
  touch(...uris: string[]): Promise<void>;
  /** The findings of the whole workspace by uri, as `code "quoted text"`; documents without any are left out. */
  workspaceFindings(): Promise<Readonly<Record<string, readonly string[]>>>;
  pullWorkspace(previousResultIds?: readonly { uri: string; value: string }[]): Promise<WorkspaceDiagnosticReport>;
}

export interface WorkspaceOptions extends EditorOptions {
  readonly files: Readonly<Record<string, string>>;
  readonly folders?: readonly string[];
  /** Awaited before the files that were found are told. */
  readonly beforeAnswer?: () => Promise<void>;
  /** Called before a part of a file is handed over. */
  readonly beforePart?: (uri: string, from: number) => Promise<void> | void;
  /** Called when the server shows progress; gives whether to cancel it at once. */
  readonly cancelProgress?: boolean;
}

export const ROOT = "file:///project";

export async function editWorkspace({
  files,
  folders = [ROOT],
  beforeAnswer,
  beforePart,
  cancelProgress = false,
  options,
  ...rest
}: WorkspaceOptions): Promise<WorkspaceEditor> {
  const saved = new Map(Object.entries(files));
  const reads = new Map<string, number>();
  const watched: string[] = [];
  const progress: string[] = [];
  const editor = await editInMemory({
    ...rest,
    options: { filesThroughClient: true, ...options },
    initialize: { workspaceFolders: folders.map((uri) => ({ uri, name: uri })) },
    workspace: { workspaceFolders: true, didChangeWatchedFiles: { dynamicRegistration: true } },
    prepare: (connection) => {
      connection.onRequest("policyLens/findFiles", async ({ folder, globs }: { folder: string; globs: string[] }) => {
        const matchers = globs.map(readGlob);
        const uris = [...saved.keys()].filter((uri) => {
          const path = pathInFolder(folder, uri);
          return path !== undefined && matchers.some((matches) => matches(path));
        });
        await beforeAnswer?.();
        return { uris, complete: true };
      });
      connection.onRequest("policyLens/readFile", async ({ uri, from, length }: ReadParams): Promise<object> => {
        await beforePart?.(uri, from);
        if (from === 0) reads.set(uri, (reads.get(uri) ?? 0) + 1);
        const text = saved.get(uri);
        if (text === undefined) return { missing: true, message: "There is no such file." };
        return { text: text.slice(from, from + length), total: text.length };
      });
      connection.onRequest("client/registerCapability", ({ registrations }: { registrations: Registration[] }) => {
        watched.push(
          ...registrations.flatMap(({ registerOptions }) => registerOptions.watchers.map((one) => one.globPattern)),
        );
        return null;
      });
      connection.onRequest("client/unregisterCapability", () => null);
      connection.onRequest("window/workDoneProgress/create", () => null);
      connection.onUnhandledProgress(({ token, value }) => {
        if (value.kind === "report") return;
        progress.push(value.title ?? value.kind);
        if (cancelProgress && value.kind === "begin") {
          void connection.sendNotification("window/workDoneProgress/cancel", { token });
        }
      });
    },
  });
  const pullWorkspace: WorkspaceEditor["pullWorkspace"] = (previousResultIds = []) =>
    editor.connection.sendRequest("workspace/diagnostic", { previousResultIds });
  return {
    ...editor,
    saved,
    reads,
    watched,
    progress,
    touch: (...uris) =>
      editor.connection.sendNotification("workspace/didChangeWatchedFiles", {
        changes: uris.map((uri) => ({ uri, type: changeOf(uri, saved) })),
      }),
    pullWorkspace,
    workspaceFindings: async () => {
      const { items } = await pullWorkspace();
      const found = items.flatMap((item): [string, string[]][] =>
        item.kind === "full" && item.items.length > 0 ? [[item.uri, item.items.map(describe)]] : [],
      );
      return Object.fromEntries(found);
    },
  };
}

function changeOf(uri: string, saved: ReadonlyMap<string, string>): FileChangeType {
  if (saved.has(uri)) return FileChangeType.Changed;
  const isFolder = [...saved.keys()].some((each) => pathInFolder(uri, each) !== undefined);
  return isFolder ? FileChangeType.Created : FileChangeType.Deleted;
}

interface ReadParams {
  readonly uri: string;
  readonly from: number;
  readonly length: number;
}

interface Registration {
  readonly registerOptions: { readonly watchers: readonly { readonly globPattern: string }[] };
}

function describe({ code, message }: Diagnostic): string {
  const text = typeof message === "string" ? message : message.value;
  return `${code} ${/"[^"]*"/.exec(text)?.[0] ?? ""}`.trim();
}

/** Waits until the server knows the manifest over a document; throws if it never does. */
export async function manifestRead(editor: Editor, uri: string): Promise<void> {
  for (let tries = 0; tries < 200; tries++) {
    const choices = await editor.ask("policyLens/clients", { uri });
    if (!("fault" in choices) && choices.hasManifest) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error("The manifest was not read.");
}
