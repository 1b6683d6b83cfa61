// The flat array that a trie lies in, and how nodes come to have children there. What leads to a child, a code unit or
// the id of a word, is a number that the trie itself knows.
import { findSlot, logOf, offsetOf, tableAt, tableLog, tableSize } from "./child-table.ts";
import { CHILDREN, get, ROOT } from "./trie-layout.ts";

export abstract class TrieMemory {
  data: Int32Array;
  /** All records, labels and tables lie between ROOT and this. */
  end: number = ROOT;

  /** The capacity, in fields, is a hint; the array grows. */
  protected constructor(capacity: number) {
    this.data = new Int32Array(capacity);
  }

  /** What leads to a child from its parent. */
  protected abstract keyOf(child: number): number;

  protected addChild(node: number, child: number, key: number): void {
    const children = get(this.data, node + CHILDREN);
    if (children === 0) this.data[node + CHILDREN] = -child;
    else this.put(this.tableWithRoom(node, children), key, child);
  }

  /** The node's table with its count already raised by one, made or doubled where it would become too full. */
  private tableWithRoom(node: number, old: number): number {
    const count = old < 0 ? 2 : get(this.data, offsetOf(old)) + 1;
    const log = tableLog(count);
    if (old < 0 || logOf(old) !== log) {
      const table = tableAt(this.reserve(tableSize(log)), log);
      if (old < 0) this.put(table, this.keyOf(-old), -old);
      else {
        const last = offsetOf(old) + tableSize(logOf(old));
        for (let slot = offsetOf(old) + 1; slot < last; slot += 2)
          if (get(this.data, slot + 1) !== 0) this.put(table, get(this.data, slot), get(this.data, slot + 1));
      }
      this.data[node + CHILDREN] = table;
    }
    const table = get(this.data, node + CHILDREN);
    this.data[offsetOf(table)] = count;
    return table;
  }

  private put(table: number, key: number, child: number): void {
    const slot = findSlot(this.data, table, key);
    this.data[slot] = key;
    this.data[slot + 1] = child;
  }

  /** The offset of so many new fields. */
  protected reserve(fields: number): number {
    const at = this.end;
    this.end = at + fields;
    if (this.end > this.data.length) {
      const data = new Int32Array(this.end * 2);
      data.set(this.data);
      this.replaceData(data);
    }
    return at;
  }

  protected replaceData(data: Int32Array): void {
    this.data = data;
  }
}
