// "Make a Manifest": from the rules files of the folder, from an export of roles, or from nothing. It writes a file only
// where there is none.

import { Uri, ViewColumn, window, workspace } from "vscode";
import type { Server } from "./server.ts";

const NAME = "policy-lens.json";

/** @param near the uri of a document whose folder is meant; otherwise that of the active editor, or the first. */
export async function makeManifest(server: Server, near: unknown): Promise<void> {
  const document = typeof near === "string" ? Uri.parse(near) : window.activeTextEditor?.document.uri;
  const folder = (document && workspace.getWorkspaceFolder(document)) ?? workspace.workspaceFolders?.[0];
  if (!folder) {
    void window.showInformationMessage("Open a folder first: the manifest names the files in it.");
    return;
  }
  const [known] = await workspace.findFiles(`**/${NAME}`, "**/node_modules/**", 1);
  if (known) {
    await window.showTextDocument(known, { viewColumn: ViewColumn.One });
    return;
  }
  const draft = await draftFrom(server, folder.uri);
  if (draft === undefined) return;
  const manifest = Uri.joinPath(folder.uri, NAME);
  await workspace.fs.writeFile(manifest, new TextEncoder().encode(draft));
  await window.showTextDocument(manifest, { viewColumn: ViewColumn.One });
}

async function draftFrom(server: Server, folder: Uri): Promise<string | undefined> {
  const sources = [
    { label: "The rules files of this folder", detail: "A role for each file, and one client to try.", from: "files" },
    { label: "An export of roles…", detail: "The output of akeyless list-roles --json.", from: "export" },
    { label: "Nothing", detail: "An empty manifest.", from: "nothing" },
  ] as const;
  const picked = await window.showQuickPick(sources, { title: "Make a manifest from", matchOnDetail: true });
  if (!picked) return undefined;
  if (picked.from === "nothing") return `${JSON.stringify({ roles: {}, authMethods: {}, identities: {} }, null, 2)}\n`;
  const params = { folder: folder.toString() };
  if (picked.from === "files") return (await server.ask("policyLens/draftManifest", params)).text;
  const roleExport = await pickBelow(folder);
  return roleExport === undefined
    ? undefined
    : (await server.ask("policyLens/draftManifest", { ...params, roleExport })).text;
}

/** A JSON file of the folder, as its path below it. */
async function pickBelow(folder: Uri): Promise<string | undefined> {
  const found = await workspace.findFiles("**/*.json", "**/node_modules/**", 2000);
  const start = `${folder.path.replace(/\/$/, "")}/`;
  const paths = found.filter(({ path }) => path.startsWith(start)).map(({ path }) => path.slice(start.length));
  return window.showQuickPick(paths.sort(), { title: "Output of akeyless list-roles --json" });
}
