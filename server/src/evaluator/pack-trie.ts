// Lays a trie out anew in depth-first order, each node with its label and its table of children behind it, so that
// what one path visits stands together in memory. Nothing else changes, and what was outgrown is left behind.
import { findSlot, forEachChild, offsetOf, tableAt, tableLog, tableSize } from "./child-table.ts";
import type { PathTrie } from "./path-trie.ts";
import { CHILDREN, END, get, getCode, LABEL, NEXT, RECORD, ROOT, WILD } from "./trie-layout.ts";

/** Packs a trie of one root in place. `moved` gives the new name of a node; it is good until the trie changes. */
export function packTrie(trie: PathTrie): (node: number) => number {
  const from = trie.data;
  const fromCodes = trie.codes;
  const to = new Int32Array(trie.end + RECORD);
  const codes = new Uint16Array(to.buffer);
  /** Old nodes still to be moved, each with the place that is to name it; below zero where it is named negatively. */
  const pending: number[] = [ROOT, 0];
  let end = ROOT;
  while (pending.length > 0) {
    const named = pending.pop() as number;
    const old = pending.pop() as number;
    const node = end;
    if (named > 0) to[named] = node;
    else if (named < 0) to[-named] = -node;
    for (let field = 0; field < RECORD; field++) to[node + field] = get(from, old + field);
    end += RECORD;
    const label = get(from, old + LABEL);
    const length = get(from, old + END) - label;
    const isText = get(from, old + END) >= 0;
    if (isText) {
      to[node + LABEL] = end * 2;
      to[node + END] = end * 2 + length;
      for (let i = 0; i < length; i++) codes[end * 2 + i] = getCode(fromCodes, label + i);
      end += (length + 1) >> 1;
    } else if (label !== 0) pending.push(label, node + NEXT);
    from[old + LABEL] = node;
    const children = get(from, old + CHILDREN);
    if (children > 0) {
      const count = get(from, offsetOf(children));
      const log = tableLog(count);
      const table = tableAt(end, log);
      to[end] = count;
      end += tableSize(log);
      to[node + CHILDREN] = table;
      forEachChild(from, fromCodes, children, (code, child) => {
        const slot = findSlot(to, table, code);
        to[slot] = code;
        to[slot + 1] = child;
        pending.push(child, slot + 1);
      });
    } else if (children < 0) pending.push(-children, -(node + CHILDREN));
    const wildcard = get(from, old + WILD);
    if (wildcard !== 0) pending.push(wildcard, node + WILD);
  }
  trie.data = to.slice(0, end);
  trie.codes = new Uint16Array(trie.data.buffer);
  trie.end = end;
  return (node) => get(from, node + LABEL);
}
