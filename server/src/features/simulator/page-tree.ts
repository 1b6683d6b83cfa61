// From a tree to the rows that are in view: filtered, folded, and one page of them, however many there are.

import { findCapability } from "../../policy/capability.ts";
import { bitOf, capabilityNames } from "../../policy/capability-set.ts";
import type { AccessLeaf, LeafChange, LeafStatus } from "./access-leaf.ts";
import { buildTree, columnsOf, type TreeNode } from "./build-tree.ts";

export interface TreeFilter {
  /** Part of a path; case does not count. */
  readonly text: string;
  readonly capability: string | undefined;
  readonly ruleType: string | undefined;
  readonly only: "all" | "changed" | "denied";
}

export interface TreePage {
  /** How many rows there are in all. */
  readonly total: number;
  /** How many patterns or objects pass the filter, and how many there are without it. */
  readonly shown: number;
  readonly all: number;
  /** The capabilities that have a column. */
  readonly columns: readonly string[];
  readonly rows: readonly TreeRow[];
}

export interface TreeRow {
  readonly key: string;
  /** 0 for rule types. */
  readonly depth: number;
  readonly label: string;
  /** What does not belong to it. */
  readonly exceptions: string;
  readonly kind: "rule-type" | "folder" | "leaf";
  readonly isOpen: boolean;
  /** How many leaves are below. */
  readonly count: number;
  readonly capabilities: readonly string[];
  readonly status: LeafStatus | undefined;
  readonly change: LeafChange | undefined;
  readonly ruleType: string;
  /** Of a leaf one path of it, to be asked about. */
  readonly witness: string;
  /** The place among its siblings, from 1, and how many they are. */
  readonly position: number;
  readonly siblings: number;
  /** At which row what it is in stands; nothing for rule types. */
  readonly parent: number | undefined;
}

/** A filtered tree whose pages can be taken. */
export interface FilteredTree {
  readonly nodes: readonly TreeNode[];
  readonly shown: number;
  readonly all: number;
}

/** Keeps the leaves that pass. */
export function filterTree(leaves: readonly AccessLeaf[], filter: TreeFilter): FilteredTree {
  const passing = leaves.filter((leaf) => passes(leaf, filter));
  return { nodes: buildTree(passing), shown: passing.length, all: leaves.length };
}

/**
 * The rows from `offset` on.
 * @param toggled the keys of the folders that are not as they are at first: large trees begin folded.
 */
export function pageTree(
  { nodes, shown, all }: FilteredTree,
  toggled: ReadonlySet<string>,
  { offset, limit }: { readonly offset: number; readonly limit: number },
): TreePage {
  const rows: TreeRow[] = [];
  const opensAll = shown <= MOST_OPENED;
  let total = 0;
  const walk = (siblings: readonly TreeNode[], inside: Omit<Place, "position" | "siblings">): void => {
    for (const [at, node] of siblings.entries()) {
      const ruleType = inside.depth === 0 ? node.label : inside.ruleType;
      const isOpen = !node.leaf && (opensAll || inside.depth === 0) !== toggled.has(node.key);
      const place = { ...inside, ruleType, position: at + 1, siblings: siblings.length };
      if (total >= offset && rows.length < limit) rows.push(rowOf(node, isOpen, place));
      const parent = total++;
      if (isOpen) walk(node.children(), { depth: inside.depth + 1, ruleType, parent });
    }
  };
  walk(nodes, { depth: 0, ruleType: "", parent: undefined });
  return { total, shown, all, columns: columnsOf(nodes), rows };
}

/** Trees with more leaves than this begin with their folders closed. */
const MOST_OPENED = 200;

function passes(leaf: AccessLeaf, { text, capability, ruleType, only }: TreeFilter): boolean {
  if (ruleType !== undefined && leaf.ruleType !== ruleType) return false;
  if (only === "changed" && leaf.change === undefined) return false;
  if (only === "denied" && leaf.status !== "denied") return false;
  const word = capability === undefined ? undefined : findCapability(capability);
  if (word && (leaf.capabilities & bitOf(word.name)) === 0) return false;
  return text === "" || leaf.path.toLowerCase().includes(text.toLowerCase());
}

type Place = Pick<TreeRow, "depth" | "ruleType" | "position" | "siblings" | "parent">;

function rowOf({ key, label, leaf, count, capabilities }: TreeNode, isOpen: boolean, place: Place): TreeRow {
  const { depth } = place;
  return {
    ...place,
    key,
    label: depth === 1 && !(leaf && label === "/") ? `/${label}` : label,
    exceptions: leaf?.exceptions ?? "",
    kind: depth === 0 ? "rule-type" : leaf ? "leaf" : "folder",
    isOpen,
    count,
    capabilities: leaf || !isOpen ? capabilityNames(capabilities()) : [],
    status: leaf?.status,
    change: leaf?.change,
    witness: leaf?.witness ?? "",
  };
}
