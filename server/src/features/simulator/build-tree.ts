// Arranges what a client may do as a tree by rule type and path. Folders with a single folder inside are one row.
// What is inside a node is arranged when somebody looks into it: of a large tree most stays folded.

import { CAPABILITIES } from "../../policy/capability.ts";
import type { CapabilitySet } from "../../policy/capability-set.ts";
import { RULE_TYPES } from "../../policy/rule-type.ts";
import type { AccessLeaf } from "./access-leaf.ts";

export interface TreeNode {
  /** Tells the node from all others, also after an edit. */
  readonly key: string;
  readonly label: string;
  /** What is inside: folders, then leaves; nothing in a leaf. */
  children(): readonly TreeNode[];
  /** What stands at this very place. */
  readonly leaf: AccessLeaf | undefined;
  /** How many leaves there are below and here. */
  readonly count: number;
  /** All that is granted anywhere below. */
  capabilities(): CapabilitySet;
}

/** One node for each rule type, in the order of the table, then those that are not in it. */
export function buildTree(leaves: readonly AccessLeaf[]): TreeNode[] {
  const byType = new Map<string, AccessLeaf[]>();
  for (const leaf of leaves) append(byType, leaf.ruleType, leaf);
  const known = RULE_TYPES.map(({ name }) => name);
  const order = (name: string): number => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...byType]
    .sort(([a], [b]) => order(a) - order(b))
    .map(([ruleType, inside]) => folderNode(inside, AFTER_SLASH, ruleType, ruleType));
}

/** The capabilities for which there is anything, in the order of the table. */
export function columnsOf(nodes: readonly TreeNode[]): string[] {
  const all = nodes.reduce((set, node) => set | node.capabilities(), 0);
  return CAPABILITIES.filter((_, index) => (all & (1 << index)) !== 0).map(({ name }) => name);
}

/** Every path begins with a slash, which is no folder. */
const AFTER_SLASH = 1;

/** @param at where in the paths of all its leaves the names below the folder begin. */
function folderNode(leaves: readonly AccessLeaf[], at: number, key: string, label: string): TreeNode {
  return {
    key,
    label,
    children: () => look(leaves, at, key),
    leaf: undefined,
    count: leaves.length,
    capabilities: () => leaves.reduce((set, { capabilities }) => set | capabilities, 0),
  };
}

function leafNode(leaf: AccessLeaf, key: string): TreeNode {
  const label = leaf.path.slice(leaf.path.lastIndexOf("/") + 1);
  return {
    key,
    label: label === "" ? "/" : label,
    children: () => [],
    leaf,
    count: 1,
    capabilities: () => leaf.capabilities,
  };
}

/** The last segment is the leaf's own; those before it are folders. */
function look(leaves: readonly AccessLeaf[], at: number, key: string): TreeNode[] {
  const folders = new Map<string, AccessLeaf[]>();
  const own: AccessLeaf[] = [];
  for (const leaf of leaves) {
    const end = leaf.path.indexOf("/", at);
    if (end < 0) own.push(leaf);
    else append(folders, leaf.path.slice(at, end), leaf);
  }
  return [
    ...[...folders]
      .sort(([a], [b]) => compareText(a, b))
      .map(([name, inside]) => joinedFolder(inside, at + name.length + 1, `${key}/${name}`, name)),
    ...own.sort((a, b) => compareText(a.path, b.path)).map((leaf, index) => leafNode(leaf, `${key}//${index}`)),
  ];
}

/** Goes on as long as there is a single folder inside and nothing else. */
function joinedFolder(leaves: readonly AccessLeaf[], from: number, folder: string, name: string): TreeNode {
  let [at, key, label] = [from, folder, name];
  for (;;) {
    const path = leaves[0]?.path ?? "";
    const end = path.indexOf("/", at);
    const next = path.slice(at, end + 1);
    if (end < 0 || !leaves.every((leaf) => leaf.path.startsWith(next, at))) return folderNode(leaves, at, key, label);
    at = end + 1;
    key += `/${next.slice(0, -1)}`;
    label += `/${next.slice(0, -1)}`;
  }
}

function append<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
