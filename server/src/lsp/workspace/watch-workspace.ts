// Keeps the workspace informed: asks the editor to tell of changed files and folders, and passes on what it tells.

import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  type FileSystemWatcher,
  WatchKind,
  type WorkspaceFoldersChangeEvent,
} from "vscode-languageserver";
import { MANIFEST_GLOB } from "../../policy/recognise-rules-file.ts";
import { takeGuarded } from "../guard.ts";
import { needInteger, needList, needString } from "../read-unknown.ts";
import { refreshDiagnostics } from "../report-diagnostics.ts";
import type { Session } from "../session.ts";
import { refreshHints, refreshLenses } from "../simulator/chosen-client.ts";

/** The client is ready: begins to read the workspace and to watch it. */
export function startWorkspace(session: Session): void {
  const { client, connection, workspace } = session;
  // A client that asks for findings asks again after its own edits.
  workspace.onChange((uris, byEdit) => {
    session.tell("policyLens/policyChanged", { uris });
    refreshLenses(session);
    refreshHints(session);
    if (!(byEdit && client.pullsDiagnostics)) refreshDiagnostics(session, uris);
  });
  workspace.addFolders(client.folders);
  if (client.tellsFolders) {
    connection.workspace.onDidChangeWorkspaceFolders((event) =>
      takeGuarded(session, "workspace/didChangeWorkspaceFolders", changeFolders, event),
    );
  }
  watchFiles(session);
}

/** Watches also the files that the settings name. */
export function watchFiles({ client, connection, settings, watching }: Session): void {
  if (!client.watchesFiles) return;
  const globs = new Set([MANIFEST_GLOB, "**/*.json", "**/*.jsonc", ...settings.files]);
  const watchers: FileSystemWatcher[] = [...globs].map((globPattern) => ({ globPattern }));
  // A folder that is deleted, or moved in, is told without its files.
  watchers.push({ globPattern: "**/*", kind: WatchKind.Create | WatchKind.Delete });
  const before = watching.get("files");
  const registered = connection.client
    .register(DidChangeWatchedFilesNotification.type, { watchers })
    .catch((error: unknown) => {
      connection.console.warn(`The client does not watch files: ${error}`);
      return undefined;
    });
  watching.set("files", registered);
  void before?.then((registration) => registration?.dispose());
}

/** Takes a notification of changed files. */
export function takeFileChanges(session: Session, params: unknown): void {
  const changes = needList(params, "changes").map((change) => ({
    uri: needString(change, "uri"),
    exists: needInteger(change, "type") !== FileChangeType.Deleted,
  }));
  for (const { uri, exists } of changes) session.workspace.fileChanged(uri, exists);
}

function changeFolders({ workspace }: Session, event: unknown): void {
  const { added, removed } = event as WorkspaceFoldersChangeEvent;
  workspace.removeFolders(removed.map((folder) => needString(folder, "uri")));
  workspace.addFolders(added.map((folder) => needString(folder, "uri")));
}
