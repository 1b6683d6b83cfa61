// Lays a trie out anew in depth-first order, each node with its label and its table of children behind it, so that
// what one path visits stands together in memory. Nothing else changes, and what was outgrown is left behind.
import { findSlot, offsetOf, tableAt, tableLog, tableSize } from "./child-table.ts";
import type { PathTrie } from "./path-trie.ts";
import { CHILDREN, END, get, LABEL, NEXT, RECORD, ROOT, WILD } from "./trie-layout.ts";

/** Packs a trie of one root in place. The answer gives the new name of a node; it is good until the trie changes. */
export function packTrie(trie: PathTrie): (node: number) => number {
  const { data } = trie;
  const packer = new TriePacker(trie);
  packer.moveAll();
  trie.replace(packer.to.slice(0, packer.end));
  return (node) => get(data, node + LABEL);
}

/** In small steps that are called often: a large trie is moved by compiled code before it is half done. */
class TriePacker {
  readonly to: Int32Array;
  end: number = ROOT;
  private readonly from: Int32Array;
  private readonly fromCodes: Uint16Array;
  private readonly codes: Uint16Array;
  /** Old nodes still to be moved, each with the offset that is to name it; below zero where it is named negatively. */
  private readonly pending: number[] = [ROOT, 0];

  constructor(trie: PathTrie) {
    this.from = trie.data;
    this.fromCodes = trie.codes;
    this.to = new Int32Array(trie.end + RECORD);
    this.codes = new Uint16Array(this.to.buffer);
  }

  moveAll(): void {
    const { pending } = this;
    while (pending.length > 0) {
      const named = pending.pop() as number;
      const old = pending.pop() as number;
      this.move(old, named);
    }
  }

  /** The old record's LABEL then holds the new name. */
  private move(old: number, named: number): void {
    const { from, to } = this;
    const node = this.end;
    if (named > 0) to[named] = node;
    else to[-named] = -node;
    for (let field = 0; field < RECORD; field++) to[node + field] = get(from, old + field);
    this.end += RECORD;
    if (get(from, old + END) >= 0) this.moveLabel(old, node);
    else if (get(from, old + NEXT) !== 0) this.pending.push(get(from, old + NEXT), node + NEXT);
    from[old + LABEL] = node;
    const children = get(from, old + CHILDREN);
    if (children > 0) this.moveTable(children, node);
    else if (children < 0) this.pending.push(-children, -(node + CHILDREN));
    if (get(from, old + WILD) !== 0) this.pending.push(get(from, old + WILD), node + WILD);
  }

  private moveLabel(old: number, node: number): void {
    const { codes, fromCodes } = this;
    const label = get(this.from, old + LABEL);
    const length = get(this.from, old + END) - label;
    const start = this.end * 2;
    for (let i = 0; i < length; i++) codes[start + i] = fromCodes[label + i] as number;
    this.to[node + LABEL] = start;
    this.to[node + END] = start + length;
    this.end += (length + 1) >> 1;
  }

  private moveTable(children: number, node: number): void {
    const { from, to } = this;
    const count = get(from, offsetOf(children));
    const log = tableLog(count);
    const table = tableAt(this.end, log);
    to[this.end] = count;
    this.end += tableSize(log);
    to[node + CHILDREN] = table;
    const end = offsetOf(children) + tableSize(log);
    for (let at = offsetOf(children) + 1; at < end; at += 2) {
      const child = get(from, at + 1);
      if (child === 0) continue;
      const slot = findSlot(to, table, get(from, at));
      to[slot] = get(from, at);
      to[slot + 1] = child;
      this.pending.push(child, slot + 1);
    }
  }
}
