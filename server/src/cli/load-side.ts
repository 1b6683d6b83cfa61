// One side of a comparison as a policy: a manifest's, a folder's, or that of a single rules file or role export.

import type { Assumptions } from "../policy/assumptions.ts";
import { MANIFEST_NAME } from "../policy/manifest.ts";
import { looksLikeManifest } from "../policy/recognise-manifest.ts";
import { looksLikeRoleExport } from "../policy/recognise-role-export.ts";
import { readOne, subtree } from "./file-tree.ts";
import type { Side } from "./find-side.ts";
import { type LoadedExport, loadRoleExport } from "./load-role-export.ts";
import { emptyWorkspace, loadRulesFile } from "./load-rules-file.ts";
import { loadWorkspace, type Workspace } from "./load-workspace.ts";

export interface LoadedSide extends Workspace {
  /** What it was made of. Without a manifest, roles are only named after files. */
  readonly from: "rules file" | "rules files" | "manifest" | "role export";
  /** The roles of an export before others named their auth methods. */
  readonly exported?: LoadedExport["exported"];
}

/** Never rejects. @param assumptions what holds where the side has no manifest. */
export async function loadSide({ tree, kind, path }: Side, assumptions: Assumptions): Promise<LoadedSide> {
  if (kind === "absent") {
    const remark = `There is no "${tree.show(path)}". It counts as empty.`;
    return { ...emptyWorkspace(tree, assumptions, remark), from: "rules file" };
  }
  if (kind === "folder") {
    const manifest = path === "" ? MANIFEST_NAME : `${path}/${MANIFEST_NAME}`;
    if (await tree.isFile(manifest)) return { ...(await loadWorkspace(tree, manifest)), from: "manifest" };
    const workspace = await loadWorkspace(subtree(tree, path), undefined);
    const { policy, remarks } = workspace;
    const empty =
      policy.roles.length === 0 ? [`There is no rules file in "${tree.show(path)}". It counts as empty.`] : [];
    return { ...workspace, policy: { ...policy, assumptions }, remarks: [...remarks, ...empty], from: "rules files" };
  }
  const reading = await readOne(tree, path);
  const text = "text" in reading ? reading.text : "";
  const isManifest = path.endsWith(`/${MANIFEST_NAME}`) || path === MANIFEST_NAME;
  if (isManifest || looksLikeManifest(text)) return { ...(await loadWorkspace(tree, path)), from: "manifest" };
  if (looksLikeRoleExport(text)) return { ...loadRoleExport(tree, path, text, assumptions), from: "role export" };
  return { ...(await loadRulesFile(tree, path, assumptions)), from: "rules file" };
}
