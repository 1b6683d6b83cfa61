// Above a changed rules file: how much access was gained and lost since it was committed. The server compares.

import { CodeLens, Disposable, EventEmitter, languages, Range, type TextDocument, workspace } from "vscode";
import type { RulesFiles } from "../rules-files.ts";
import type { Server } from "../server.ts";
import type { EarlierTexts } from "./earlier-texts.ts";

/** Shows the line until it is disposed; nothing above files that are as committed. */
export function showChanges(server: Server, files: RulesFiles, earlierTexts: EarlierTexts): Disposable {
  const changes = new EventEmitter<void>();
  const change = (): void => changes.fire();
  const provider = {
    onDidChangeCodeLenses: changes.event,
    provideCodeLenses: (document: TextDocument) => lensOf(server, files, earlierTexts, document),
  };
  server.listen("policyLens/policyChanged", change);
  return Disposable.from(
    changes,
    files.onChange(change),
    earlierTexts.onChange(change),
    languages.registerCodeLensProvider([{ language: "json" }, { language: "jsonc" }], provider),
  );
}

async function lensOf(
  server: Server,
  files: RulesFiles,
  earlierTexts: EarlierTexts,
  document: TextDocument,
): Promise<CodeLens[]> {
  const isWanted = workspace.getConfiguration("policyLens").get("codeLens.changes") !== false;
  // What was never saved has no earlier version.
  if (!isWanted || document.isUntitled || !files.has(document)) return [];
  const uri = document.uri.toString();
  const earlier = await earlierTexts.read([uri], "head");
  const [only] = earlier;
  if (!only) return [];
  const answer = await server.ask("policyLens/compare", { uri, earlier, lane: uri }).catch(() => undefined);
  if (!answer || "fault" in answer) return [];
  const since = only.label === "HEAD" ? "since HEAD" : "since it was saved";
  const { gainedCount, lostCount, summary } = answer;
  const none = summary.replace(/\.$/, "");
  const title = gainedCount + lostCount === 0 ? `${none} ${since}` : `+${gainedCount} / -${lostCount} access ${since}`;
  const command = {
    title,
    command: "policyLens.impersonate",
    arguments: [{ uri, section: "compare", scope: "roles" }],
  };
  return [new CodeLens(new Range(0, 0, 0, 0), command)];
}
