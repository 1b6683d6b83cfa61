// Lays a trie out anew in depth-first order, each node with its label and its table of children behind it, so that
// what one path visits stands together in memory. Nothing else changes, and what was outgrown is left behind.
import { logOf, moveTable, tableSize } from "./child-table.ts";
import type { PathTrie } from "./path-trie.ts";
import { CHILDREN, END, get, LABEL, NEXT, RECORD, ROOT, WILD } from "./trie-layout.ts";

/** Packs a trie of one root in place. The answer gives the new name of a node; it is good until the trie changes. */
export function packTrie(trie: PathTrie): (node: number) => number {
  const { data: from, codes: fromCodes } = trie;
  const to = new Int32Array(trie.end);
  const codes = new Uint16Array(to.buffer);
  /** Old nodes still to be moved, each with the offset that is to name it; below zero where it is named negatively. */
  const pending: number[] = [ROOT, 0];
  let end = ROOT;

  /** The old record's LABEL then holds the new name. */
  const move = (old: number, named: number): void => {
    const node = end;
    if (named > 0) to[named] = node;
    else to[-named] = -node;
    for (let field = 0; field < RECORD; field++) to[node + field] = from[old + field] as number;
    end += RECORD;
    if (get(from, old + END) >= 0) moveLabel(old, node);
    else if (get(from, old + NEXT) !== 0) pending.push(get(from, old + NEXT), node + NEXT);
    from[old + LABEL] = node;
    const children = get(from, old + CHILDREN);
    if (children > 0) {
      const table = moveTable(from, children, to, end, pending);
      to[node + CHILDREN] = table;
      end += tableSize(logOf(table));
    } else if (children < 0) pending.push(-children, -(node + CHILDREN));
    if (get(from, old + WILD) !== 0) pending.push(get(from, old + WILD), node + WILD);
  };

  const moveLabel = (old: number, node: number): void => {
    const label = get(from, old + LABEL);
    const length = get(from, old + END) - label;
    const start = end * 2;
    for (let i = 0; i < length; i++) codes[start + i] = fromCodes[label + i] as number;
    to[node + LABEL] = start;
    to[node + END] = start + length;
    end += (length + 1) >> 1;
  };

  while (pending.length > 0) {
    const named = pending.pop() as number;
    const old = pending.pop() as number;
    move(old, named);
  }
  trie.replace(to.slice(0, end));
  return (node) => get(from, node + LABEL);
}
