// Arranges what a client may do as a tree by rule type and path. Folders with a single folder inside are one row.

import { CAPABILITIES } from "../../policy/capability.ts";
import type { CapabilitySet } from "../../policy/capability-set.ts";
import { RULE_TYPES } from "../../policy/rule-type.ts";
import type { AccessLeaf } from "./access-leaf.ts";

export interface TreeNode {
  /** Tells the node from all others, also after an edit. */
  readonly key: string;
  readonly label: string;
  readonly children: readonly TreeNode[];
  /** What stands at this very place. */
  readonly leaf: AccessLeaf | undefined;
  /** How many leaves there are below and here. */
  readonly count: number;
  /** All that is granted anywhere below. */
  readonly capabilities: CapabilitySet;
}

/** One node for each rule type, in the order of the table, then those that are not in it. */
export function buildTree(leaves: readonly AccessLeaf[]): TreeNode[] {
  const byType = new Map<string, Draft>();
  for (const leaf of leaves) {
    const draft = byType.get(leaf.ruleType) ?? newDraft();
    byType.set(leaf.ruleType, draft);
    insert(draft, leaf);
  }
  const known = RULE_TYPES.map(({ name }) => name);
  const order = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...byType]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([ruleType, draft]) => finish(draft, ruleType, ruleType, false));
}

/** The capabilities for which there is anything, in the order of the table. */
export function columnsOf(nodes: readonly TreeNode[]): string[] {
  const all = nodes.reduce((set, { capabilities }) => set | capabilities, 0);
  return CAPABILITIES.filter((_, index) => (all & (1 << index)) !== 0).map(({ name }) => name);
}

interface Draft {
  readonly folders: Map<string, Draft>;
  readonly leaves: AccessLeaf[];
}

function newDraft(): Draft {
  return { folders: new Map(), leaves: [] };
}

/** The last segment is the leaf's own; those before it are folders. */
function insert(root: Draft, leaf: AccessLeaf): void {
  const folders = leaf.path.slice(1).split("/").slice(0, -1);
  let draft = root;
  for (const name of folders) {
    const next = draft.folders.get(name) ?? newDraft();
    draft.folders.set(name, next);
    draft = next;
  }
  draft.leaves.push(leaf);
}

function finish(draft: Draft, key: string, label: string, mayJoin: boolean): TreeNode {
  const [only, ...others] = draft.folders;
  if (mayJoin && only && others.length === 0 && draft.leaves.length === 0) {
    const [name, inner] = only;
    return finish(inner, `${key}/${name}`, `${label}/${name}`, true);
  }
  const folders = [...draft.folders]
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, inner]) => finish(inner, `${key}/${name}`, name, true));
  const leaves = [...draft.leaves]
    .sort((a, b) => compareText(a.path, b.path))
    .map((leaf, at) => finishLeaf(leaf, `${key}//${at}`));
  const children = [...folders, ...leaves];
  return {
    key,
    label,
    children,
    leaf: undefined,
    count: children.reduce((sum, { count }) => sum + count, 0),
    capabilities: children.reduce((set, { capabilities }) => set | capabilities, 0),
  };
}

function finishLeaf(leaf: AccessLeaf, key: string): TreeNode {
  const label = leaf.path.slice(leaf.path.lastIndexOf("/") + 1);
  return { key, label: label === "" ? "/" : label, children: [], leaf, count: 1, capabilities: leaf.capabilities };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
