// The text children of a node, found by the first code unit of their labels. Most nodes have none or one, named in the
// node itself; others have a table: the number of children, then slots of code and child, open addressing. A table is
// named by its offset and the logarithm of its size in one number above zero.
import { CHILDREN, get, getCode, LABEL } from "./trie-layout.ts";

/** The text child of a node whose label begins with this code unit, or 0. */
export function findChild(data: Int32Array, codes: Uint16Array, node: number, code: number): number {
  const children = data[node + CHILDREN] as number;
  if (children > 0) return data[findSlot(data, children, code) + 1] as number;
  return children < 0 && codes[data[LABEL - children] as number] === code ? -children : 0;
}

/** Where a table holds this code unit and, one further, its child; or the empty slot where they belong. */
export function findSlot(data: Int32Array, children: number, code: number): number {
  const slots = (children >> 5) + 1;
  const mask = (2 << (children & 31)) - 1;
  let at = (code << 1) & mask;
  while (data[slots + at + 1] !== 0 && data[slots + at] !== code) at = (at + 2) & mask;
  return slots + at;
}

/** Calls back with every child that a node's CHILDREN name. */
export function forEachChild(
  data: Int32Array,
  codes: Uint16Array,
  children: number,
  visit: (code: number, child: number) => void,
): void {
  if (children < 0) visit(getCode(codes, get(data, -children + LABEL)), -children);
  if (children <= 0) return;
  const first = offsetOf(children) + 1;
  const end = offsetOf(children) + tableSize(logOf(children));
  for (let slot = first; slot < end; slot += 2)
    if (get(data, slot + 1) !== 0) visit(get(data, slot), get(data, slot + 1));
}

/**
 * Writes a table anew into other memory, from `end` on, and returns its name there. Its children are pushed to
 * `pending`, each with the offset that is to name it.
 */
export function moveTable(from: Int32Array, children: number, to: Int32Array, end: number, pending: number[]): number {
  const count = get(from, offsetOf(children));
  const log = tableLog(count);
  const table = tableAt(end, log);
  to[end] = count;
  const last = offsetOf(children) + tableSize(logOf(children));
  for (let at = offsetOf(children) + 1; at < last; at += 2) {
    const child = get(from, at + 1);
    if (child === 0) continue;
    const slot = findSlot(to, table, get(from, at));
    to[slot] = get(from, at);
    to[slot + 1] = child;
    pending.push(child, slot + 1);
  }
  return table;
}

/** Of the smallest table of which so many children take at most a quarter: most searches then end where they begin. */
export function tableLog(count: number): number {
  let log = 1;
  while (count * 4 > 1 << log) log++;
  return log;
}

/** The fields that a table takes. */
export const tableSize = (log: number): number => 1 + (2 << log);

/** The name of a table, and from it where the table lies and the logarithm of its slots. */
export const tableAt = (offset: number, log: number): number => offset * 32 + log;
export const offsetOf = (table: number): number => table >> 5;
export const logOf = (table: number): number => table & 31;
