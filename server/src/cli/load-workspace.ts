// Reads a workspace: the manifest and the files it names, or, without one, every rules file as a role of its own.
// Inventories are not read: no answer here depends on them.

import { assemblePolicy } from "../policy/assemble-policy.ts";
import { chooseRulesFiles, filesOfManifest } from "../policy/files-of-manifest.ts";
import type { Manifest, ManifestRole } from "../policy/manifest.ts";
import type { Policy } from "../policy/policy.ts";
import { readManifest } from "../policy/read-manifest.ts";
import { DEFAULT_FILES, hasRulesFileName } from "../policy/recognise-rules-file.ts";
import { type FileTree, readOne } from "./file-tree.ts";
import { loadClaims, loadExports, loadRulesOfRoles } from "./load-manifest-files.ts";
import { type Gap, Loading } from "./loading.ts";
import { printable } from "./printable.ts";

export interface Workspace {
  readonly tree: FileTree;
  readonly policy: Policy;
  /** What the manifest says by itself, if there is one. */
  readonly manifest?: Manifest;
  /** What there is to say about what was read, a sentence each. */
  readonly remarks: readonly string[];
  readonly gaps: readonly Gap[];
}

/**
 * Never rejects: what is odd or missing is left out, remarked upon, and kept as a gap where the policy may suffer.
 * @param manifestPath where the manifest lies in the tree, or nothing where there is none.
 */
export async function loadWorkspace(tree: FileTree, manifestPath: string | undefined): Promise<Workspace> {
  const loading = new Loading(tree);
  const loaded = await (manifestPath === undefined ? loadFolder(loading) : loadManifest(loading, manifestPath));
  for (const note of loaded.policy.notes) loading.remark(note);
  return { tree, ...loaded, remarks: [...loading.remarks].map(printable), gaps: loading.gaps };
}

/** Every rules file of the tree is a role. */
async function loadFolder(loading: Loading): Promise<Pick<Workspace, "policy">> {
  const { paths, faults } = await loading.tree.list("", Number.POSITIVE_INFINITY);
  for (const fault of faults) loading.miss(fault, "anything");
  const chosen = paths.filter((path) => hasRulesFileName(path, DEFAULT_FILES));
  const rulesFiles = await loading.readRulesFiles(chosen, () => ["anything"]);
  return { policy: assemblePolicy(undefined, { rulesFiles, claims: new Map() }) };
}

async function loadManifest(loading: Loading, path: string): Promise<Pick<Workspace, "policy" | "manifest">> {
  const reading = await readOne(loading.tree, path);
  if ("fault" in reading) loading.miss(reading.fault, "anything");
  const text = "fault" in reading ? "{}" : reading.text;
  const manifest = readManifest(text, path);
  loading.remarkFaults(path, text, manifest.faults, "anything");
  const named = filesOfManifest(manifest, path);
  const from = { path, text, manifest, named };
  const rulesFiles = await loadRulesOfRoles(loading, from);
  const exports = await loadExports(loading, from);
  const claims = await loadClaims(loading, from);
  const filesOf = (role: ManifestRole): readonly string[] => chooseRulesFiles(named, role, rulesFiles.keys());
  return { policy: assemblePolicy(manifest, { rulesFiles, filesOf, ...exports, claims }), manifest };
}
