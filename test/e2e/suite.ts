// What VS Code loads as its test module: it runs the tests of suite/ and leaves their results beside the opened folder.
// It may use nothing of Node's: VS Code's extension host in a browser runs it too.
import { Uri, workspace } from "vscode";
import { runEditorTests } from "./registry.ts";
import "./suite/installed.ts";
// The order of the tests is the order of these lines.
import "./suite/leave-alone.ts";
import "./suite/impersonate.ts";
import "./suite/read-rules-file.ts";
import "./suite/other-places.ts";
import "./suite/carry-rules.ts";
import "./suite/whole-workspace.ts";

/** Resolves when the results are written; the one who started VS Code reads them. */
export async function run(): Promise<void> {
  const folder = workspace.workspaceFolders?.[0];
  if (!folder) throw new Error("The tests need an opened folder.");
  const results = new TextEncoder().encode(JSON.stringify(await runEditorTests()));
  const unfinished = Uri.joinPath(folder.uri, "../results.part");
  await workspace.fs.writeFile(unfinished, results);
  await workspace.fs.rename(unfinished, Uri.joinPath(folder.uri, "../results.json"));
}
