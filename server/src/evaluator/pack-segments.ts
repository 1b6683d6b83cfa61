// Lays a segment trie out anew in depth-first order, as pack-trie.ts does for a trie of text.
import { logOf, moveTable, tableSize } from "./child-table.ts";
import { KEY, PLUS } from "./segment-layout.ts";
import type { SegmentTrie } from "./segment-trie.ts";
import { CHILDREN, get, RECORD, ROOT } from "./trie-layout.ts";

/** Packs a trie in place. The answer gives the new name of a node; it is good until the trie changes. */
export function packSegments(trie: SegmentTrie): (node: number) => number {
  const { data: from } = trie;
  const to = new Int32Array(trie.end);
  /** Old nodes still to be moved, each with the offset that is to name it; below zero where it is named negatively. */
  const pending: number[] = [ROOT, 0];
  let end = ROOT;
  while (pending.length > 0) {
    const named = pending.pop() as number;
    const old = pending.pop() as number;
    const node = end;
    if (named > 0) to[named] = node;
    else to[-named] = -node;
    for (let field = 0; field < RECORD; field++) to[node + field] = from[old + field] as number;
    end += RECORD;
    from[old + KEY] = node;
    const children = get(from, old + CHILDREN);
    if (children < 0) pending.push(-children, -(node + CHILDREN));
    else if (children > 0) {
      const table = moveTable(from, children, to, end, pending);
      to[node + CHILDREN] = table;
      end += tableSize(logOf(table));
    }
    if (get(from, old + PLUS) !== 0) pending.push(get(from, old + PLUS), node + PLUS);
  }
  trie.replace(to.slice(0, end));
  return (node) => get(from, node + KEY);
}
