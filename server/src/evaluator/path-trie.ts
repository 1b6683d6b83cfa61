// Path patterns as a radix trie in one flat array: the structure that the index and the exact questions walk.
// It knows where patterns end, and with which outcome bits; it does not know rules, and it answers nothing.
//
// A node is a record in `data`, named by the offset of its first field; 0 names none. A text node has a label, a
// stretch of code units that stands behind the record and is read through `codes`, the same memory in halves.
// A wildcard node has no label: its END holds its kind, below zero.
import { ANY, PART, type PathTokens } from "../policy/path-tokens.ts";

/** Where a text node's label begins in `codes`. */
export const LABEL = 0;
/** Where the label ends; in a wildcard node its kind. */
export const END = 1;
/** Outcome bits of the patterns that end here. */
export const EXACT = 2;
/** Outcome bits of the patterns that go on from here with a last `*`. */
export const BELOW = 3;
/** Text children: none (0), the only one (its negative), or the table: its offset times 16 and log2 of its size. */
export const CHILDREN = 4;
/** The first wildcard child; the others follow by NEXT. */
export const WILD = 5;
/** Outcome bits of everything that ends here or below; never too few, too many once something was taken out. */
export const REACH = 6;
/** For the index to note the rules that end here. */
export const RULES = 7;
/** Fields in a record. */
export const RECORD = 8;
/** The next wildcard child of the same parent, in a wildcard node, which has no label. */
export const NEXT: number = LABEL;

/** `+` after which only `/` or the end follows: it always takes the whole rest of the segment. */
export const WHOLE: number = -1;
/** Any other `+`, which only an unusual pattern has. */
export const LOOSE: number = -2;
/** PART. */
export const WITHIN: number = -3;
/** ANY that is not last. */
export const ACROSS: number = -4;

/** The first root of every trie. */
export const ROOT = 2;

/** A plain read; no array is read beyond what was written to it. */
export const get = (data: Int32Array, at: number): number => data[at] as number;
export const getCode = (codes: Uint16Array, at: number): number => codes[at] as number;

/** Where a place, as insert() returns it, has its outcome bits. */
export const bitsOf = (place: number): number => (place >> 1) + EXACT + (place & 1);

/** The text child of a node whose label begins with this code unit, or 0. */
export function findChild(data: Int32Array, codes: Uint16Array, node: number, code: number): number {
  const children = get(data, node + CHILDREN);
  if (children > 0) return get(data, findSlot(data, children, code) + 1);
  return children < 0 && getCode(codes, get(data, -children + LABEL)) === code ? -children : 0;
}

/** Where a table holds this code unit and, one further, its child; or the empty slot where they belong. */
export function findSlot(data: Int32Array, children: number, code: number): number {
  const slots = (children >> 4) + 1;
  const mask = (2 << (children & 15)) - 1;
  let at = (code << 1) & mask;
  while (get(data, slots + at + 1) !== 0 && get(data, slots + at) !== code) at = (at + 2) & mask;
  return slots + at;
}

export class PathTrie {
  data: Int32Array;
  codes: Uint16Array;
  /** All records, labels and tables lie between ROOT and this. */
  end: number = ROOT;

  /** The capacity, in fields, is a hint; the array grows. */
  constructor(capacity: number) {
    this.data = new Int32Array(capacity + RECORD * 2);
    this.codes = new Uint16Array(this.data.buffer);
  }

  /** A new, empty root; the first one is ROOT. */
  addRoot(): number {
    return this.addRecord(0);
  }

  /** Forgets every root, keeps the memory. */
  clear(): void {
    this.data.fill(0, 0, this.end);
    this.end = ROOT;
  }

  /**
   * Adds a pattern with its outcome bits and returns the place where it ends: the node twice, and one more where the
   * bits stand in BELOW.
   */
  insert(root: number, tokens: PathTokens, bits: number): number {
    let node = root;
    let below = 0;
    this.reach(node, bits);
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i];
      if (typeof token === "string") node = this.insertText(node, token, bits);
      else if (token === ANY && i === tokens.length - 1) below = 1;
      else node = this.insertWildcard(node, kindOf(tokens, i), bits);
    }
    const place = node * 2 + below;
    this.data[bitsOf(place)] = get(this.data, bitsOf(place)) | bits;
    return place;
  }

  private insertText(from: number, text: string, bits: number): number {
    let node = from;
    let at = 0;
    while (at < text.length) {
      const code = text.charCodeAt(at);
      let child = findChild(this.data, this.codes, node, code);
      if (child === 0) {
        child = this.addText(text, at);
        this.addChild(node, child, code);
        this.reach(child, bits);
        return child;
      }
      const { codes } = this;
      let label = get(this.data, child + LABEL);
      const end = get(this.data, child + END);
      do {
        label++;
        at++;
      } while (label < end && at < text.length && getCode(codes, label) === text.charCodeAt(at));
      if (label < end) child = this.split(node, child, code, label);
      this.reach(child, bits);
      node = child;
    }
    return node;
  }

  private insertWildcard(node: number, kind: number, bits: number): number {
    let child = get(this.data, node + WILD);
    while (child !== 0 && get(this.data, child + END) !== kind) child = get(this.data, child + NEXT);
    if (child === 0) {
      child = this.addWildcard(kind);
      this.data[child + NEXT] = get(this.data, node + WILD);
      this.data[node + WILD] = child;
    }
    this.reach(child, bits);
    return child;
  }

  private reach(node: number, bits: number): void {
    this.data[node + REACH] = get(this.data, node + REACH) | bits;
  }

  /** Puts a new node for the label's first part before `child`, which keeps its name and the rest of the label. */
  private split(parent: number, child: number, code: number, at: number): number {
    const label = get(this.data, child + LABEL);
    const upper = this.addRecord(at - label);
    const { data, codes } = this;
    codes.copyWithin(get(data, upper + LABEL), label, at);
    data[upper + REACH] = get(data, child + REACH);
    data[upper + CHILDREN] = -child;
    data[child + LABEL] = at;
    const children = get(data, parent + CHILDREN);
    if (children < 0) data[parent + CHILDREN] = -upper;
    else data[findSlot(data, children, code) + 1] = upper;
    return upper;
  }

  private addText(text: string, from: number): number {
    const node = this.addRecord(text.length - from);
    const { codes } = this;
    const end = get(this.data, node + END);
    for (let at = from, label = get(this.data, node + LABEL); label < end; at++, label++)
      codes[label] = text.charCodeAt(at);
    return node;
  }

  private addWildcard(kind: number): number {
    const node = this.addRecord(0);
    this.data[node + NEXT] = 0;
    this.data[node + END] = kind;
    return node;
  }

  private addRecord(labelLength: number): number {
    const node = this.reserve(RECORD + ((labelLength + 1) >> 1));
    this.data[node + LABEL] = (node + RECORD) * 2;
    this.data[node + END] = (node + RECORD) * 2 + labelLength;
    return node;
  }

  private addChild(node: number, child: number, code: number): void {
    const children = get(this.data, node + CHILDREN);
    if (children === 0) this.data[node + CHILDREN] = -child;
    else {
      const table = this.tableWithRoom(node, children);
      const slot = findSlot(this.data, table, code);
      this.data[slot] = code;
      this.data[slot + 1] = child;
    }
  }

  /** The node's table with its count already raised by one, made or doubled where it would become too full. */
  private tableWithRoom(node: number, old: number): number {
    const count = old < 0 ? 2 : get(this.data, old >> 4) + 1;
    const log = tableLog(count);
    if (old < 0 || (old & 15) !== log) {
      const table = (this.reserve(tableSize(log)) << 4) | log;
      const { data, codes } = this;
      forEachChild(data, codes, old, (code, child) => {
        const slot = findSlot(data, table, code);
        data[slot] = code;
        data[slot + 1] = child;
      });
      data[node + CHILDREN] = table;
    }
    const table = get(this.data, node + CHILDREN);
    this.data[table >> 4] = count;
    return table;
  }

  private reserve(fields: number): number {
    const at = this.end;
    this.end = at + fields;
    if (this.end > this.data.length) {
      const data = new Int32Array(this.end * 2);
      data.set(this.data);
      this.data = data;
      this.codes = new Uint16Array(data.buffer);
    }
    return at;
  }
}

/** Calls back with every text child of a node's CHILDREN. */
export function forEachChild(
  data: Int32Array,
  codes: Uint16Array,
  children: number,
  visit: (code: number, child: number) => void,
): void {
  if (children < 0) visit(getCode(codes, get(data, -children + LABEL)), -children);
  if (children <= 0) return;
  const first = (children >> 4) + 1;
  const end = (children >> 4) + tableSize(children & 15);
  for (let slot = first; slot < end; slot += 2)
    if (get(data, slot + 1) !== 0) visit(get(data, slot), get(data, slot + 1));
}

/** Of the smallest table that holds so many children at most three quarters full. */
export function tableLog(count: number): number {
  let log = 1;
  while (count * 4 > 3 << log) log++;
  return log;
}

/** A table is the number of children, then slots of two. */
export const tableSize = (log: number): number => 1 + (2 << log);

function kindOf(tokens: PathTokens, at: number): number {
  const token = tokens[at];
  if (token === ANY) return ACROSS;
  if (token === PART) return WITHIN;
  const next = tokens[at + 1];
  return next === undefined || (typeof next === "string" && next.startsWith("/")) ? WHOLE : LOOSE;
}
