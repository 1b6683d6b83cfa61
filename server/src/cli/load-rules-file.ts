// One rules file as a workspace of its own: a single role that holds its rules.

import { basename, dirname } from "node:path";
import { accessRulesOf } from "../policy/access-rule.ts";
import { roleNameOfFile } from "../policy/assemble-policy.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { EMPTY_INVENTORY } from "../policy/inventory.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { diskTree } from "./disk-tree.ts";
import type { FileTree } from "./file-tree.ts";
import type { Workspace } from "./load-workspace.ts";
import { Loading } from "./loading.ts";
import { printable } from "./printable.ts";
import { readText } from "./read-text.ts";
import type { Terminal } from "./terminal.ts";

/** @returns a policy without roles where the file cannot be read. */
export async function loadRulesFile(tree: FileTree, path: string, assumptions: Assumptions): Promise<Workspace> {
  const loading = new Loading(tree);
  const files = await loading.readRulesFiles([path], () => ["anything"], isOtherJson);
  for (const [document, file] of files) {
    if (isOtherJson(file))
      loading.miss(`"${tree.show(document)}" is no rules file: no rule type or capabilities are in it.`, "anything");
  }
  const roles = [...files].map(([document, file]) => ({
    name: roleNameOfFile(document),
    admin: false,
    rules: accessRulesOf(file, document),
    associations: [],
  }));
  const policy = { roles, authMethods: [], identities: [], inventory: EMPTY_INVENTORY, assumptions, notes: [] };
  return { tree, policy, remarks: [...loading.remarks].map(printable), gaps: loading.gaps };
}

/** Whether there is something in a file, and nothing of it says what anybody may do: it was hardly meant. */
function isOtherJson({ json: { root, faults }, paths, rules }: RulesFile): boolean {
  if (root === undefined || faults.length > 0) return false;
  if (root.kind !== "object") return true;
  const hasContent = paths.some(({ array }) => array === undefined || array.elements.length > 0);
  return (
    hasContent && rules.every(({ ruleType, capabilities }) => ruleType === undefined && capabilities === undefined)
  );
}

/** What is loaded where there is nothing: nobody may do anything. */
export function emptyWorkspace(tree: FileTree, assumptions: Assumptions, remark: string): Workspace {
  const policy = { roles: [], authMethods: [], identities: [], inventory: EMPTY_INVENTORY, assumptions, notes: [] };
  return { tree, policy, remarks: [printable(remark)], gaps: [] };
}

/** A file as the user names it, or standard input for `-`. */
export function openFile(name: string, terminal: Terminal): { readonly tree: FileTree; readonly path: string } {
  if (name === "-") return { tree: inputTree(terminal), path: "<stdin>" };
  return { tree: diskTree(dirname(name), basename(name)), path: basename(name) };
}

/** Standard input as the only file of a tree. */
function inputTree(terminal: Terminal): FileTree {
  return {
    show: (path) => path,
    isFile: async () => true,
    list: async () => ({ paths: [], faults: [] }),
    read: async ([path = ""]) => new Map([[path, await readText({ name: path, path: undefined }, terminal)]]),
  };
}
