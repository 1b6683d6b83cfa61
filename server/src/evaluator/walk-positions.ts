// A trie read as an automaton: which positions a set of positions becomes when one code unit is read.
// It answers for every string at once and so never looks at a path; the searches decide which codes to try.
//
// A position is a node and an offset, in one number so that sets sort fast. In a text node the offset is the next code
// of the label, or the label's end. In a wildcard it says whether the wildcard must still read, or may go on or end.

import { findChild, forEachChild } from "./child-table.ts";
import { SLASH } from "./code-units.ts";
import { DENIED } from "./indexed-rule.ts";
import { PathTrie } from "./path-trie.ts";
import {
  ACROSS,
  BELOW,
  CHILDREN,
  END,
  EXACT,
  get,
  getCode,
  LABEL,
  LOOSE,
  NEXT,
  REACH,
  WHOLE,
  WILD,
} from "./trie-layout.ts";

/** Offsets of a wildcard: it may go on or end here, or it has yet to read its first code. */
const OPEN = 0;
const HUNGRY = 1;

/** Label offsets stay below this; nodes times this stay exact in a double. */
const SPAN: number = 2 ** 27;

/** The node that a position stands in. */
export const nodeOf = (position: number): number => Math.floor(position / SPAN);
const offsetOf = (position: number): number => position & (SPAN - 1);

/** Numbers that grow in place and are kept from question to question. */
export class PositionList {
  values: Float64Array = new Float64Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.values.length) {
      const values = new Float64Array(this.length * 2);
      values.set(this.values);
      this.values = values;
    }
    this.values[this.length++] = value;
  }

  at(i: number): number {
    return this.values[i] as number;
  }

  /** Moves everything from `from` on down to `to` and forgets what stood between. */
  moveDown(from: number, to: number): void {
    const { values } = this;
    const shift = from - to;
    for (let i = from; i < this.length; i++) values[i - shift] = values[i] as number;
    this.length -= shift;
  }
}

/** One trie from one root on, with some outcome bits perhaps changed because rules are left out. */
export class PositionWalker {
  /** Never used, only kept, as PathIndex says. */
  static readonly kept: PositionWalker = new PositionWalker(new PathTrie(0), 0);
  readonly data: Int32Array;
  readonly codes: Uint16Array;
  /** As the trie says of its text. */
  readonly splitsPairs: boolean;
  /** The bits that every longer path gets, united by start() and step(). */
  certain = 0;
  private readonly root: number;
  /** By offset in `data`: bits that hold in place of those. */
  private readonly changed: ReadonlyMap<number, number> | undefined;
  /** Nodes that need not be entered. */
  private readonly blocked: ReadonlySet<number> | undefined;
  /** The outcome bits that matter: as if no rule had any others. */
  private readonly mask: number;

  constructor(
    trie: PathTrie,
    root: number,
    changed?: ReadonlyMap<number, number>,
    blocked?: ReadonlySet<number>,
    mask: number = -1,
  ) {
    this.mask = mask;
    this.data = trie.data;
    this.codes = trie.codes;
    this.splitsPairs = trie.splitsPairs;
    this.root = root;
    this.changed = changed;
    this.blocked = blocked;
  }

  /** The positions before anything is read. */
  start(into: PositionList): void {
    this.certain = 0;
    this.arrive(this.root, get(this.data, this.root + END), into);
  }

  /** Appends what one position becomes; the same position may be appended more than once. */
  step(position: number, code: number, into: PositionList): void {
    const { data, codes } = this;
    const node = nodeOf(position);
    const offset = offsetOf(position);
    const end = get(data, node + END);
    if (offset < end) {
      if (getCode(codes, offset) === code) this.arrive(node, offset + 1, into);
      return;
    }
    if (end < 0) {
      if (code !== SLASH || end === ACROSS) this.arrive(node, OPEN, into);
      if (offset === HUNGRY) return;
    }
    const child = findChild(data, codes, node, code);
    if (child !== 0 && !this.isBlocked(child)) this.arrive(child, get(data, child + LABEL) + 1, into);
  }

  /** Sorts the positions from `from` on and drops repeated ones and those that cannot change the outcome any more. */
  tidy(list: PositionList, from: number): void {
    if ((this.certain & DENIED) !== 0) {
      this.certain = DENIED;
      list.length = from;
      return;
    }
    if (list.length > from + 1) sort(list, from);
    let kept = from;
    for (let i = from; i < list.length; i++) {
      const position = list.at(i);
      const adds = (this.reaches(position) & ~this.certain) !== 0;
      if (adds && (kept === from || list.at(kept - 1) !== position)) list.values[kept++] = position;
    }
    list.length = kept;
  }

  /** The bits that a path gets if it is complete at this position. */
  completes(position: number): number {
    const node = nodeOf(position);
    return this.isOpen(position) ? this.bits(node + EXACT) : 0;
  }

  /** The bits still within reach; never too few. */
  reaches(position: number): number {
    return get(this.data, nodeOf(position) + REACH) & this.mask;
  }

  /** The next code of a label that this position stands in, or -1. */
  nextInLabel(position: number): number {
    const offset = offsetOf(position);
    return offset < get(this.data, nodeOf(position) + END) ? getCode(this.codes, offset) : -1;
  }

  /** Adds the codes that this position reads by name. */
  addNamed(position: number, named: Set<number>): void {
    const next = this.nextInLabel(position);
    if (next >= 0) named.add(next);
    else if (this.isOpen(position)) {
      const children = get(this.data, nodeOf(position) + CHILDREN);
      forEachChild(this.data, this.codes, children, (code, child) => {
        if (!this.isBlocked(child)) named.add(code);
      });
    }
  }

  /** Whether this position reads the code by name. */
  names(position: number, code: number): boolean {
    const next = this.nextInLabel(position);
    if (next >= 0 || !this.isOpen(position)) return next === code;
    const child = findChild(this.data, this.codes, nodeOf(position), code);
    return child !== 0 && !this.isBlocked(child);
  }

  /** How many codes of the node must still be read. */
  unread(position: number): number {
    const end = get(this.data, nodeOf(position) + END);
    return end < 0 ? offsetOf(position) : end - offsetOf(position);
  }

  /** Whether what follows the node may begin here: the end of a label, or a wildcard that may end. */
  isOpen(position: number): boolean {
    const end = get(this.data, nodeOf(position) + END);
    return end < 0 ? offsetOf(position) === OPEN : offsetOf(position) === end;
  }

  /** Whether the position stands in a wildcard. */
  isWildcard(position: number): boolean {
    return get(this.data, nodeOf(position) + END) < 0;
  }

  private arrive(node: number, offset: number, into: PositionList): void {
    into.push(node * SPAN + offset);
    const end = get(this.data, node + END);
    if (end >= 0 && offset < end) return;
    if (get(this.data, node + BELOW) !== 0) this.certain |= this.bits(node + BELOW);
    for (let child = get(this.data, node + WILD); child !== 0; child = get(this.data, child + NEXT)) {
      const kind = get(this.data, child + END);
      if (this.isBlocked(child)) continue;
      if (kind === WHOLE || kind === LOOSE) into.push(child * SPAN + HUNGRY);
      else this.arrive(child, OPEN, into);
    }
  }

  private isBlocked(node: number): boolean {
    return this.blocked?.has(node) === true;
  }

  private bits(at: number): number {
    return (this.changed?.get(at) ?? get(this.data, at)) & this.mask;
  }
}

function sort(list: PositionList, from: number): void {
  if (list.length - from > 32) {
    list.values.subarray(from, list.length).sort();
    return;
  }
  const { values } = list;
  for (let i = from + 1; i < list.length; i++) {
    const value = values[i] as number;
    let at = i;
    for (; at > from && (values[at - 1] as number) > value; at--) values[at] = values[at - 1] as number;
    values[at] = value;
  }
}
