// What the command "Impersonate" does: opens the view on the document and on what is given.

import { Uri, window, workspace } from "vscode";
import type { ImpersonateAnswer } from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";
import type { SimulatorView } from "./simulator-view.ts";
import type { Section, ViewTarget } from "./view-messages.ts";

/**
 * @param given `{ uri, path, ruleType, section }`, each of which may be missing; without a uri the active document is meant.
 * @returns of a path with its rule type what a client that holds only the rules of the file may do there.
 */
export async function openSimulator(
  server: Server,
  view: SimulatorView,
  given: unknown,
): Promise<ImpersonateAnswer | undefined> {
  const uri = textIn(given, "uri") ?? activeJson()?.toString();
  if (uri === undefined) {
    void window.showInformationMessage("Open a rules file or a policy-lens.json first: the answers are about it.");
    return undefined;
  }
  // A document that is given and not open is opened, so that the server knows it.
  await workspace.openTextDocument(Uri.parse(uri));
  const [path, ruleType, section] = [textIn(given, "path"), textIn(given, "ruleType"), textIn(given, "section")];
  const target: ViewTarget = {
    uri,
    ...(path === undefined ? {} : { path }),
    ...(ruleType === undefined ? {} : { ruleType }),
    ...textsIn(given, ["search", "capability", "scope"]),
    ...(section === undefined ? (path === undefined ? {} : { section: "path" }) : { section: section as Section }),
  };
  view.show(target);
  if (path === undefined || ruleType === undefined || section !== undefined) return undefined;
  return server.ask("policyLens/impersonate", { uri, path, ruleType });
}

function activeJson(): Uri | undefined {
  const document = window.activeTextEditor?.document;
  return document?.languageId === "json" || document?.languageId === "jsonc" ? document.uri : undefined;
}

function textsIn(given: unknown, keys: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(keys.map((key) => [key, textIn(given, key)]).filter(([, text]) => text !== undefined));
}

function textIn(given: unknown, key: string): string | undefined {
  const value: unknown = typeof given === "object" && given !== null ? Reflect.get(given, key) : undefined;
  return typeof value === "string" ? value : undefined;
}
