// The roles of an export as a workspace of their own: an account as it is, for comparing with what is written.

import type { Assumptions } from "../policy/assumptions.ts";
import { EMPTY_INVENTORY } from "../policy/inventory.ts";
import { joinAccount } from "../policy/join-account.ts";
import { type ExportedRole, readRoleExport } from "../policy/read-role-export.ts";
import type { FileTree } from "./file-tree.ts";
import type { Workspace } from "./load-workspace.ts";
import { Loading } from "./loading.ts";
import { printable } from "./printable.ts";

export interface LoadedExport extends Workspace {
  /** The roles as the export has them, with the access ids by which others may know their auth methods. */
  readonly exported: readonly ExportedRole[];
}

/** @param text what `list-roles` or `get-role` printed. Auth methods are known by the names that it has itself. */
export function loadRoleExport(tree: FileTree, path: string, text: string, assumptions: Assumptions): LoadedExport {
  const loading = new Loading(tree);
  const reading = readRoleExport(text, path);
  loading.remarkFaults(path, text, reading.faults, "anything");
  const { roles, authMethods, cutShort } = joinAccount(undefined, { roles: reading, claims: new Map() });
  for (const note of cutShort) loading.remark(note);
  const known = { roles, authMethods, identities: [], inventory: EMPTY_INVENTORY };
  const policy = { ...known, assumptions, notes: cutShort, cutShort };
  return { tree, policy, remarks: [...loading.remarks].map(printable), gaps: loading.gaps, exported: reading.roles };
}
