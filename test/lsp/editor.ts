// A small editor for the tests: it speaks real LSP to a server, over streams in memory or over stdio with the built one.
// It asserts nothing.

import { type ChildProcess, spawn } from "node:child_process";
import { resolve } from "node:path";
import { execPath } from "node:process";
import { PassThrough } from "node:stream";
import { after } from "node:test";
import {
  type CodeAction,
  createConnection,
  createMessageConnection,
  type Diagnostic,
  type DocumentDiagnosticReport,
  type Hover,
  type InitializeResult,
  type MessageConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
  type TextEdit,
} from "vscode-languageserver/node";
import type { CustomRequests, InitializationOptions } from "../../server/src/lsp/protocol.ts";
import { serve } from "../../server/src/lsp/serve.ts";
import type { FileAccess } from "../../server/src/lsp/workspace/file-access.ts";

/** What the editor can do; by default it asks for diagnostics itself, as new editors do. */
export interface EditorOptions {
  readonly pull?: boolean;
  readonly options?: InitializationOptions;
  readonly capabilities?: Readonly<Record<string, unknown>>;
  /** Further capabilities of the workspace, and further parameters of `initialize`. */
  readonly workspace?: Readonly<Record<string, unknown>>;
  readonly initialize?: Readonly<Record<string, unknown>>;
  /** Called before the first message: to answer what the server asks. */
  readonly prepare?: (connection: MessageConnection) => void;
  /** How the server reads files itself; not at all by default. */
  readonly disk?: FileAccess;
}

export interface Editor {
  readonly connection: MessageConnection;
  readonly initialized: InitializeResult;
  /** What the server has sent on its own, newest last. */
  readonly published: readonly PublishDiagnosticsParams[];
  readonly logged: readonly string[];
  readonly told: readonly { readonly method: string; readonly params: unknown }[];
  open(uri: string, text: string, languageId?: string): Promise<void>;
  /** Replaces a range of the text, given as `line:character`, or all of it. */
  change(uri: string, version: number, text: string, from?: string, to?: string): Promise<void>;
  pull(uri: string, previousResultId?: string): Promise<DocumentDiagnosticReport>;
  /** The findings that the server gives when it is asked. */
  findings(uri: string): Promise<readonly Diagnostic[]>;
  hover(uri: string, at: string): Promise<Hover | null>;
  fixes(uri: string, from: string, to?: string): Promise<CodeAction[]>;
  ask<Method extends keyof CustomRequests>(
    method: Method,
    params: CustomRequests[Method]["params"],
  ): Promise<CustomRequests[Method]["answer"]>;
  close(): void;
}

/** Starts a server in this process. */
export async function editInMemory(options: EditorOptions = {}): Promise<Editor> {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  serve(createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient)), {
    checkPages: "https://example.invalid/{code}",
    ...(options.disk ? { disk: options.disk } : {}),
  });
  return connect(createMessageConnection(toClient, toServer), options, () => undefined);
}

/** Starts the built server as any editor does. */
export async function editOverStdio(options: EditorOptions = {}): Promise<Editor & { readonly server: ChildProcess }> {
  const server = spawnServer();
  const editor = await connect(createMessageConnection(server.stdout, server.stdin), options, () => server.kill());
  return { ...editor, server };
}

const servers: ChildProcess[] = [];

/** A test that fails midway leaves its server running, and a running child keeps the test run from ending. */
after(() => {
  for (const server of servers) server.kill();
});

/** The built server without anybody talking to it. */
export function spawnServer(): ReturnType<typeof spawn> & { stdout: PassThrough; stdin: PassThrough } {
  const server = spawn(execPath, [resolve("dist/server.js"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
  servers.push(server);
  return server as unknown as ReturnType<typeof spawnServer>;
}

/** A position from `line:character`, both 0-based. */
export function position(at: string): { line: number; character: number } {
  const [line = 0, character = 0] = at.split(":").map(Number);
  return { line, character };
}

async function connect(
  connection: MessageConnection,
  { pull = true, options, capabilities = {}, workspace = {}, initialize = {}, prepare }: EditorOptions,
  end: () => void,
): Promise<Editor> {
  const published: PublishDiagnosticsParams[] = [];
  const logged: string[] = [];
  const told: { method: string; params: unknown }[] = [];
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    published.push(params);
  });
  connection.onNotification("window/logMessage", ({ message }: { message: string }) => {
    logged.push(message);
  });
  connection.onNotification((method, params) => {
    told.push({ method, params });
  });
  connection.onRequest("workspace/diagnostic/refresh", () => {
    told.push({ method: "workspace/diagnostic/refresh", params: undefined });
    return null;
  });
  prepare?.(connection);
  connection.listen();
  const textDocument = {
    publishDiagnostics: { relatedInformation: true },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix"] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    ...(pull ? { diagnostic: {} } : {}),
  };
  const initialized = await connection.sendRequest<InitializeResult>("initialize", {
    processId: null,
    rootUri: null,
    capabilities: {
      textDocument,
      workspace: { diagnostics: { refreshSupport: true }, ...workspace },
      window: { workDoneProgress: true },
      ...capabilities,
    },
    ...initialize,
    ...(options ? { initializationOptions: options } : {}),
  });
  await connection.sendNotification("initialized", {});

  const askForFindings: Editor["pull"] = (uri, previousResultId) =>
    connection.sendRequest("textDocument/diagnostic", { textDocument: { uri }, previousResultId });
  return {
    connection,
    initialized,
    published,
    logged,
    told,
    open: (uri, text, languageId = "json") =>
      connection.sendNotification("textDocument/didOpen", { textDocument: { uri, languageId, version: 1, text } }),
    change: (uri, version, text, from, to = from) =>
      connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [
          from === undefined || to === undefined
            ? { text }
            : { text, range: { start: position(from), end: position(to) } },
        ],
      }),
    pull: askForFindings,
    findings: async (uri) => {
      const report = await askForFindings(uri);
      return report.kind === "full" ? report.items : [];
    },
    hover: (uri, at) => connection.sendRequest("textDocument/hover", { textDocument: { uri }, position: position(at) }),
    fixes: (uri, from, to = from) =>
      connection.sendRequest("textDocument/codeAction", {
        textDocument: { uri },
        range: { start: position(from), end: position(to) },
        context: { diagnostics: [] },
      }),
    ask: (method, params) => connection.sendRequest(method, params),
    close: () => {
      connection.dispose();
      end();
    },
  };
}

/** The text after the edits of a quick fix to one document. */
export function textAfter(text: string, action: CodeAction | undefined, uri: string): string {
  const edits = action?.edit?.changes?.[uri] ?? [];
  const starts = lineStarts(text);
  const offset = ({ line, character }: { line: number; character: number }): number => (starts[line] ?? 0) + character;
  const ordered = [...edits].sort((a: TextEdit, b: TextEdit) => offset(b.range.start) - offset(a.range.start));
  return ordered.reduce(
    (result, { range, newText }) => result.slice(0, offset(range.start)) + newText + result.slice(offset(range.end)),
    text,
  );
}

function lineStarts(text: string): number[] {
  return [0, ...[...text.matchAll(/\r\n|\r|\n/g)].map((end) => end.index + end[0].length)];
}
