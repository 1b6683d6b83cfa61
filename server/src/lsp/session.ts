// What one connection knows: what the client can do, the settings, the open documents. It answers nothing itself.

import type { Connection, Disposable } from "vscode-languageserver";
import { createDocumentStore, type DocumentStore, type Snapshot } from "./document-store.ts";
import type { CustomNotifications } from "./protocol.ts";
import { field } from "./read-unknown.ts";
import { DEFAULT_SETTINGS, readSettings, type Settings } from "./settings.ts";
import { clientFileAccess } from "./workspace/client-file-access.ts";
import { type FileAccess, NO_FILES } from "./workspace/file-access.ts";
import { progressOf } from "./workspace/show-progress.ts";
import { createWorkspace, type Workspace } from "./workspace/workspace.ts";

export interface Session {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly documents: DocumentStore;
  /** What belongs together in the folders of the workspace. */
  readonly workspace: Workspace;
  /** What the client was asked to watch. */
  readonly watching: Map<"files", Promise<Disposable | undefined>>;
  readonly settings: Settings;
  /** Another number after every change of the settings. */
  readonly settingsRevision: number;
  /** Takes the value of the section `policyLens` and complains of what is wrong in it. */
  applySettings(section: unknown): void;
  /** Sends a notification beyond LSP to a client that asked for them. */
  tell<Method extends keyof CustomNotifications>(method: Method, params: CustomNotifications[Method]): void;
}

/** What the client said of itself when it started. */
export interface ClientAbilities {
  /** It asks for diagnostics; otherwise they are sent to it. Never both. */
  readonly pullsDiagnostics: boolean;
  readonly refreshesDiagnostics: boolean;
  readonly refreshesHints: boolean;
  readonly refreshesLenses: boolean;
  /** It has the commands that lenses and fixes run. */
  readonly viewCommands: boolean;
  readonly versionedEdits: boolean;
  readonly relatedInformation: boolean;
  /** Hovers may be Markdown, and what is said beside completions; otherwise both are plain text. */
  readonly hoversMarkdown: boolean;
  readonly completesMarkdown: boolean;
  /** It takes code actions with edits; clients that only know commands are offered none. */
  readonly codeActions: boolean;
  /** It shows symbols inside symbols, and not only a list. */
  readonly symbolTree: boolean;
  readonly editorReadsJson: boolean;
  readonly notifications: boolean;
  /** The uris of the workspace's folders when it started. */
  readonly folders: readonly string[];
  /** It tells when folders are added and removed. */
  readonly tellsFolders: boolean;
  /** It can be asked to tell of changed files. */
  readonly watchesFiles: boolean;
  /** It reads files for the server. */
  readonly readsFiles: boolean;
  /** An address with `{code}` in it; absent where no pages are at hand. */
  readonly checkPages: string | undefined;
}

/** Reads the parameters of `initialize`, of which nothing is taken for granted. */
export function readClientAbilities(params: unknown, ownCheckPages: string | undefined): ClientAbilities {
  const textDocument = field(params, "capabilities", "textDocument");
  const workspace = field(params, "capabilities", "workspace");
  const options = field(params, "initializationOptions");
  const itemAbilities = field(textDocument, "completion", "completionItem");
  const checkPages = field(options, "checkPages");
  return {
    pullsDiagnostics: typeof field(textDocument, "diagnostic") === "object",
    refreshesHints: field(workspace, "inlayHint", "refreshSupport") === true,
    refreshesLenses: field(workspace, "codeLens", "refreshSupport") === true,
    viewCommands: field(options, "viewCommands") === true,
    refreshesDiagnostics: field(workspace, "diagnostics", "refreshSupport") === true,
    versionedEdits: field(workspace, "workspaceEdit", "documentChanges") === true,
    relatedInformation: field(textDocument, "publishDiagnostics", "relatedInformation") === true,
    // Before clients could say so, hovers were Markdown and the documentation of completions was not.
    hoversMarkdown: prefersMarkdown(field(textDocument, "hover", "contentFormat"), true),
    completesMarkdown: prefersMarkdown(field(itemAbilities, "documentationFormat"), false),
    codeActions: typeof field(textDocument, "codeAction", "codeActionLiteralSupport") === "object",
    symbolTree: field(textDocument, "documentSymbol", "hierarchicalDocumentSymbolSupport") === true,
    editorReadsJson: field(options, "editorReadsJson") === true,
    notifications: field(options, "notifications") === true,
    folders: readFolders(params),
    tellsFolders: field(workspace, "workspaceFolders") === true,
    watchesFiles: field(workspace, "didChangeWatchedFiles", "dynamicRegistration") === true,
    readsFiles: field(options, "filesThroughClient") === true,
    checkPages: typeof checkPages === "string" ? checkPages : ownCheckPages,
  };
}

/** @param formats in the client's order; it may have said nothing. */
function prefersMarkdown(formats: unknown, otherwise: boolean): boolean {
  const known = Array.isArray(formats)
    ? formats.find((each) => each === "markdown" || each === "plaintext")
    : undefined;
  return known === undefined ? otherwise : known === "markdown";
}

/** The folders that a client names when it starts: the newer list, or the one root of older clients. */
function readFolders(params: unknown): readonly string[] {
  const folders = field(params, "workspaceFolders");
  if (Array.isArray(folders)) {
    return folders.map((folder) => field(folder, "uri")).filter((uri) => typeof uri === "string");
  }
  const root = field(params, "rootUri");
  return typeof root === "string" ? [root] : [];
}

/**
 * A session without documents, with default settings and with a workspace that has no folders yet.
 * @param disk how files are read that the client does not read; absent where there is no disk.
 */
export function createSession(connection: Connection, client: ClientAbilities, disk: FileAccess = NO_FILES): Session {
  const documents = createDocumentStore();
  let settings = DEFAULT_SETTINGS;
  let settingsRevision = 0;

  const workspace = createWorkspace({
    access: client.readsFiles ? clientFileAccess(connection) : disk,
    documents: {
      textOf: documents.textOf,
      isOpen: (uri) => documents.get(uri) !== undefined,
      isRulesFile: (uri) => documents.get(uri)?.isRulesFile === true,
      fileOf: (uri) => documents.get(uri)?.file,
      openUris: () => documents.all().map(({ uri }) => uri),
    },
    rulesFileGlobs: () => settings.files,
    assumptions: () => settings.assumptions,
    startProgress: progressOf(connection),
    warn: (message) => connection.console.warn(message),
  });
  const recognise = (): void => {
    const before = new Map(documents.all().map((document) => [document.uri, document]));
    documents.recogniseBy(settings.files, workspace.namesRulesFile);
    for (const document of documents.all()) tellState({ tell }, before.get(document.uri), document);
  };
  // A manifest may have come to name a document, or name it no longer.
  workspace.onChange(() => {
    for (const before of documents.recogniseNamed()) {
      const now = documents.get(before.uri);
      if (now) tellState({ tell }, before, now);
      workspace.documentChanged(before.uri);
    }
  });
  documents.recogniseBy(settings.files, workspace.namesRulesFile);

  const tell: Session["tell"] = (method, params) => {
    if (client.notifications) void connection.sendNotification(method, params);
  };

  return {
    connection,
    client,
    documents,
    workspace,
    watching: new Map(),
    get settings() {
      return settings;
    },
    get settingsRevision() {
      return settingsRevision;
    },
    applySettings: (section) => {
      const reading = readSettings(section);
      for (const complaint of reading.complaints) connection.console.warn(complaint);
      settings = reading.settings;
      settingsRevision++;
      recognise();
      workspace.settingsChanged();
    },
    tell,
  };
}

/** Tells whether a document is a rules file, unless the client knows. */
export function tellState(session: Pick<Session, "tell">, before: Snapshot | undefined, now: Snapshot): void {
  if (before?.isRulesFile === now.isRulesFile) return;
  session.tell("policyLens/documentState", { uri: now.uri, isRulesFile: now.isRulesFile });
}
