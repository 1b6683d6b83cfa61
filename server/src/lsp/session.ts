// What one connection knows: what the client can do, the settings, the open documents. It answers nothing itself.

import type { Connection } from "vscode-languageserver";
import { createDocumentStore, type DocumentStore, type Snapshot } from "./document-store.ts";
import type { CustomNotifications } from "./protocol.ts";
import { field } from "./read-unknown.ts";
import { DEFAULT_SETTINGS, readSettings, type Settings } from "./settings.ts";

export interface Session {
  readonly connection: Connection;
  readonly client: ClientAbilities;
  readonly documents: DocumentStore;
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
  readonly versionedEdits: boolean;
  readonly relatedInformation: boolean;
  readonly markdown: boolean;
  readonly editorReadsJson: boolean;
  readonly notifications: boolean;
  /** An address with `{code}` in it; absent where no pages are at hand. */
  readonly checkPages: string | undefined;
}

/** Reads the parameters of `initialize`, of which nothing is taken for granted. */
export function readClientAbilities(params: unknown, ownCheckPages: string | undefined): ClientAbilities {
  const textDocument = field(params, "capabilities", "textDocument");
  const workspace = field(params, "capabilities", "workspace");
  const options = field(params, "initializationOptions");
  const hoverFormats = field(textDocument, "hover", "contentFormat");
  const checkPages = field(options, "checkPages");
  return {
    pullsDiagnostics: typeof field(textDocument, "diagnostic") === "object",
    refreshesDiagnostics: field(workspace, "diagnostics", "refreshSupport") === true,
    versionedEdits: field(workspace, "workspaceEdit", "documentChanges") === true,
    relatedInformation: field(textDocument, "publishDiagnostics", "relatedInformation") === true,
    markdown: !Array.isArray(hoverFormats) || hoverFormats.includes("markdown"),
    editorReadsJson: field(options, "editorReadsJson") === true,
    notifications: field(options, "notifications") === true,
    checkPages: typeof checkPages === "string" ? checkPages : ownCheckPages,
  };
}

/** A session without documents and with default settings. */
export function createSession(connection: Connection, client: ClientAbilities): Session {
  const documents = createDocumentStore();
  let settings = DEFAULT_SETTINGS;
  let settingsRevision = 0;
  documents.recogniseBy(settings.files);

  const tell: Session["tell"] = (method, params) => {
    if (client.notifications) void connection.sendNotification(method, params);
  };

  return {
    connection,
    client,
    documents,
    get settings() {
      return settings;
    },
    get settingsRevision() {
      return settingsRevision;
    },
    applySettings: (section) => {
      const before = new Map(documents.all().map((document) => [document.uri, document]));
      const reading = readSettings(section);
      for (const complaint of reading.complaints) connection.console.warn(complaint);
      settings = reading.settings;
      settingsRevision++;
      documents.recogniseBy(settings.files);
      for (const document of documents.all()) tellState({ tell }, before.get(document.uri), document);
    },
    tell,
  };
}

/** Tells whether a document is a rules file, unless the client knows. */
export function tellState(session: Pick<Session, "tell">, before: Snapshot | undefined, now: Snapshot): void {
  if (before?.isRulesFile === now.isRulesFile) return;
  session.tell("policyLens/documentState", { uri: now.uri, isRulesFile: now.isRulesFile });
}
