// The ways on from a place in a trie: each a code unit or a wildcard's kind, and the node that it leads to. A place is a
// node and the next code of its label; within the label there is one way, which leads on in the same node.

import { findChild, logOf, offsetOf, tableSize } from "./child-table.ts";
import type { PathTrie } from "./path-trie.ts";
import { CHILDREN, END, get, getCode, LABEL, NEXT, WILD } from "./trie-layout.ts";

/** Kept from place to place, since they are listed for very many. */
export class TrieWays {
  /** How many ways are listed. */
  count = 0;
  private readonly ways: number[] = [];

  way(at: number): number {
    return this.ways[at * 2] as number;
  }

  node(at: number): number {
    return this.ways[at * 2 + 1] as number;
  }

  /** Lists the ways on from a place; none from the node 0. */
  list({ data, codes }: PathTrie, node: number, next: number): void {
    this.count = 0;
    if (node === 0) return;
    if (next < get(data, node + END)) {
      this.add(getCode(codes, next), node);
      return;
    }
    const children = get(data, node + CHILDREN);
    if (children < 0) this.add(getCode(codes, get(data, -children + LABEL)), -children);
    else if (children > 0) this.listTable(data, children);
    for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT))
      this.add(get(data, child + END), child);
  }

  /** As forEachChild() would; called for every node, this is several times faster without a callback. */
  private listTable(data: Int32Array, table: number): void {
    const end = offsetOf(table) + tableSize(logOf(table));
    for (let slot = offsetOf(table) + 1; slot < end; slot += 2)
      if (get(data, slot + 1) !== 0) this.add(get(data, slot), get(data, slot + 1));
  }

  private add(way: number, node: number): void {
    this.ways[this.count * 2] = way;
    this.ways[this.count * 2 + 1] = node;
    this.count++;
  }
}

/** The node that a way leads to, 0 where there is none; the same node within its label. */
export function wayBy({ data, codes }: PathTrie, node: number, next: number, way: number): number {
  if (node === 0) return 0;
  if (next < get(data, node + END)) return getCode(codes, next) === way ? node : 0;
  return way >= 0 ? findChild(data, codes, node, way) : wildcardBy(data, node, way);
}

/** The wildcard of a kind that stands below a node, or 0. */
export function wildcardBy(data: Int32Array, node: number, kind: number): number {
  let child = get(data, node + WILD);
  while (child !== 0 && get(data, child + END) !== kind) child = get(data, child + NEXT);
  return child;
}

/** Where the node that a way led to is read on, coming from a place. */
export function nextIn({ data }: PathTrie, node: number, from: number, next: number): number {
  if (node === 0 || get(data, node + END) < 0) return 0;
  return node === from ? next : get(data, node + LABEL);
}
