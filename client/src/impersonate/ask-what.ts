// Asks which path and rule type the answer is about. What the caller gives is not asked.

import { Uri, window, workspace } from "vscode";
import { LSPErrorCodes, ResponseError } from "vscode-languageclient";
import type { ImpersonateParams, PathChoice, RuleTypeChoice } from "../../../server/src/lsp/protocol.ts";
import type { Server } from "../server.ts";

export type AskedPath = ImpersonateParams;

/**
 * @param given `{ uri, path, ruleType }`, each of which may be missing; without a uri the active document is meant.
 * Nothing when the user gives up, or when there is no rules file.
 */
export async function askWhat(server: Server, given: unknown): Promise<AskedPath | undefined> {
  const uri = textIn(given, "uri") ?? window.activeTextEditor?.document.uri.toString();
  if (uri === undefined) return tellWhatIsMissing();
  // A document that is given and not open is opened, so that the server knows it.
  await workspace.openTextDocument(Uri.parse(uri));
  const choices = await server.ask("policyLens/choices", { uri }).catch(passOverOtherFiles);
  if (!choices) return tellWhatIsMissing();
  const path = textIn(given, "path") ?? (await askPath(choices.paths));
  if (!path) return undefined;
  const ruleType = textIn(given, "ruleType") ?? (await askRuleType(choices.ruleTypes, path));
  return ruleType === undefined ? undefined : { uri, path, ruleType };
}

/** The server refuses documents that are no rules files; whatever else went wrong is thrown on. */
function passOverOtherFiles(error: unknown): undefined {
  if (error instanceof ResponseError && error.code === LSPErrorCodes.RequestFailed) return undefined;
  throw error;
}

function textIn(given: unknown, key: string): string | undefined {
  const value: unknown = typeof given === "object" && given !== null ? Reflect.get(given, key) : undefined;
  return typeof value === "string" ? value : undefined;
}

function tellWhatIsMissing(): undefined {
  void window.showInformationMessage("Open a rules file first: the answer is about the rules in it.");
  return undefined;
}

interface PathItem {
  readonly label: string;
  readonly description?: string;
  readonly path: string;
  /** A pattern is no path yet: taking it only writes its fixed beginning into the input. */
  readonly exact: boolean;
  readonly alwaysShow?: boolean;
}

/** The file's own paths, and whatever is typed. */
function askPath(choices: readonly PathChoice[]): Promise<string | undefined> {
  const own = choices.map(
    ({ path, exact }): PathItem => ({
      label: path,
      path,
      exact,
      ...(exact ? {} : { description: "pattern: take it, then complete the path" }),
    }),
  );
  const picker = window.createQuickPick<PathItem>();
  picker.title = "Impersonate: which path?";
  picker.placeholder = "Type a path, or take one of this file";
  const offer = (): void => {
    const typed = picker.value.trim();
    const known = own.some(({ path, exact }) => exact && path === typed);
    const item = { label: typed, description: "this path", path: typed, exact: true, alwaysShow: true };
    picker.items = typed === "" || known ? own : [item, ...own];
  };
  offer();
  return new Promise((resolve) => {
    picker.onDidChangeValue(offer);
    picker.onDidAccept(() => {
      const [taken] = picker.activeItems;
      if (taken && !taken.exact) {
        picker.value = fixedBeginning(taken.path);
        offer();
        return;
      }
      resolve(taken?.path ?? picker.value.trim());
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
    picker.show();
  });
}

function fixedBeginning(pattern: string): string {
  return pattern.slice(0, pattern.search(/[*+]|\{\{|$/));
}

async function askRuleType(choices: readonly RuleTypeChoice[], path: string): Promise<string | undefined> {
  const items = choices.map(({ name, governs, inFile }) => ({
    label: name,
    description: inFile ? "in this file" : "",
    detail: governs,
  }));
  const picked = await window.showQuickPick(items, {
    title: `Impersonate: which rule type on ${path}?`,
    placeHolder: "What is asked for",
    matchOnDetail: true,
  });
  return picked?.label;
}
