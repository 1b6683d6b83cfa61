// One side of a comparison as a policy: a manifest's, a folder's, or that of a single rules file.

import type { Assumptions } from "../policy/assumptions.ts";
import { MANIFEST_NAME } from "../policy/manifest.ts";
import { looksLikeManifest } from "../policy/recognise-manifest.ts";
import type { Role } from "../policy/role.ts";
import { readOne, subtree } from "./file-tree.ts";
import type { Side } from "./find-side.ts";
import { emptyWorkspace, loadRulesFile } from "./load-rules-file.ts";
import { loadWorkspace, type Workspace } from "./load-workspace.ts";

export interface LoadedSide extends Workspace {
  /** A rules file by itself: the name of its role is only the file's. */
  readonly isSingleFile: boolean;
}

/** Never rejects. @param assumptions what holds where the side has no manifest. */
export async function loadSide({ tree, kind, path }: Side, assumptions: Assumptions): Promise<LoadedSide> {
  if (kind === "absent") {
    const remark = `There is no "${tree.show(path)}". It counts as empty.`;
    return { ...emptyWorkspace(tree, assumptions, remark), isSingleFile: true };
  }
  if (kind === "folder") {
    const manifest = path === "" ? MANIFEST_NAME : `${path}/${MANIFEST_NAME}`;
    if (await tree.isFile(manifest)) return { ...(await loadWorkspace(tree, manifest)), isSingleFile: false };
    const workspace = await loadWorkspace(subtree(tree, path), undefined);
    const { policy, remarks } = workspace;
    const empty =
      policy.roles.length === 0 ? [`There is no rules file in "${tree.show(path)}". It counts as empty.`] : [];
    return { ...workspace, policy: { ...policy, assumptions }, remarks: [...remarks, ...empty], isSingleFile: false };
  }
  const reading = await readOne(tree, path);
  const isManifest = path.endsWith(`/${MANIFEST_NAME}`) || path === MANIFEST_NAME;
  if (isManifest || ("text" in reading && looksLikeManifest(reading.text))) {
    return { ...(await loadWorkspace(tree, path)), isSingleFile: false };
  }
  return { ...(await loadRulesFile(tree, path, assumptions)), isSingleFile: true };
}

/** Two single files are two versions of one role, whatever they are called: that of the second. */
export function nameAlike(before: LoadedSide, after: LoadedSide): readonly [LoadedSide, LoadedSide] {
  const [role] = after.policy.roles;
  if (!before.isSingleFile || !after.isSingleFile || role === undefined) return [before, after];
  const roles = before.policy.roles.map((each): Role => ({ ...each, name: role.name }));
  return [{ ...before, policy: { ...before.policy, roles } }, after];
}
