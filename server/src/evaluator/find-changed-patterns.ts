// Which patterns two tries hold with other outcome bits. It walks both at once and never looks at rules: where they
// stand in a text, in which order and how often, plays no part. What a change is good for is not known here.
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { findChild, logOf, offsetOf, tableSize } from "./child-table.ts";
import { PathTrie } from "./path-trie.ts";
import { ACROSS, BELOW, CHILDREN, END, EXACT, get, getCode, LABEL, NEXT, ROOT, WILD, WITHIN } from "./trie-layout.ts";

/** A pattern and the outcome bits of all rules with it, DENIED among them; 0 where there is none. */
export interface ChangedPattern {
  readonly tokens: PathTokens;
  readonly before: number;
  readonly after: number;
}

/** Every pattern whose bits differ, once, in no particular order; costs as much as the tries have nodes. */
export function findChangedPatterns(before: PathTrie, after: PathTrie): ChangedPattern[] {
  return before === after ? [] : new TwoTries(before, after).compare();
}

/** Fields of a pair: on each side a node, 0 for none, and the next code of its label; then the pair that led here. */
const EARLIER = 0;
const EARLIER_NEXT = 1;
const LATER = 2;
const LATER_NEXT = 3;
const PARENT = 4;
const FIELDS = 5;

class TwoTries {
  /** Never used, only kept, as PathIndex says. */
  static readonly kept: TwoTries = new TwoTries(new PathTrie(0), new PathTrie(0));
  private readonly before: PathTrie;
  private readonly after: PathTrie;
  /** Positions in both that the same text and wildcards lead to; a pair stands behind the one that led to it. */
  private readonly pairs: number[] = [];
  private size = 0;
  /** Pairs still to be walked, the last one first: so nodes are read in the order in which they lie in memory. */
  private readonly pending: number[] = [];
  private readonly changed: ChangedPattern[] = [];
  private readonly ways: number[] = [];
  private listed = 0;

  constructor(before: PathTrie, after: PathTrie) {
    this.before = before;
    this.after = after;
  }

  compare(): ChangedPattern[] {
    this.meet(-1, ROOT, get(this.before.data, ROOT + END), ROOT, get(this.after.data, ROOT + END));
    for (let pair = this.pending.pop(); pair !== undefined; pair = this.pending.pop()) this.walk(pair);
    return this.changed;
  }

  /** Reads on together as far as the labels agree. Where one node ends there, the other may still be within its label. */
  private walk(pair: number): void {
    const { before, after } = this;
    // What stands behind the pair that is walked next was walked with all that it led to.
    this.size = pair + FIELDS;
    const a = this.field(pair, EARLIER);
    const b = this.field(pair, LATER);
    const endA = a === 0 ? 0 : get(before.data, a + END);
    const endB = b === 0 ? 0 : get(after.data, b + END);
    let x = b === 0 ? endA : this.field(pair, EARLIER_NEXT);
    let y = a === 0 ? endB : this.field(pair, LATER_NEXT);
    while (x < endA && y < endB && getCode(before.codes, x) === getCode(after.codes, y)) {
      x++;
      y++;
    }
    const [endsA, endsB] = [x < endA ? 0 : a, y < endB ? 0 : b];
    this.note(pair, endsA, endsB, EXACT);
    this.note(pair, endsA, endsB, BELOW);
    this.leave(pair, a, x, b, y);
  }

  /** Every way on from either side, beside the same way of the other side or none. */
  private leave(pair: number, a: number, x: number, b: number, y: number): void {
    const { before, after, ways } = this;
    this.listWays(before, a, x);
    let shared = 0;
    for (let at = 0; at < this.listed; at += 2) {
      const node = ways[at + 1] as number;
      const other = wayBy(after, b, y, ways[at] as number);
      if (other !== 0) shared += 2;
      this.meet(pair, node, nextIn(before, node, a, x), other, nextIn(after, other, b, y));
    }
    this.listWays(after, b, y);
    if (shared === this.listed) return;
    for (let at = 0; at < this.listed; at += 2) {
      const node = ways[at + 1] as number;
      if (wayBy(before, a, x, ways[at] as number) === 0) this.meet(pair, 0, 0, node, nextIn(after, node, b, y));
    }
  }

  /** Lists the ways on from a node, or from within its label: a code unit or a wildcard's kind, and where it leads. */
  private listWays({ data, codes }: PathTrie, node: number, next: number): void {
    this.listed = 0;
    if (node === 0) return;
    if (next < get(data, node + END)) {
      this.addWay(getCode(codes, next), node);
      return;
    }
    const children = get(data, node + CHILDREN);
    if (children < 0) this.addWay(getCode(codes, get(data, -children + LABEL)), -children);
    else if (children > 0) this.listTable(data, children);
    for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT))
      this.addWay(get(data, child + END), child);
  }

  /** As forEachChild() would; called for every node, this is several times faster without a callback. */
  private listTable(data: Int32Array, table: number): void {
    const end = offsetOf(table) + tableSize(logOf(table));
    for (let slot = offsetOf(table) + 1; slot < end; slot += 2)
      if (get(data, slot + 1) !== 0) this.addWay(get(data, slot), get(data, slot + 1));
  }

  private addWay(way: number, node: number): void {
    this.ways[this.listed++] = way;
    this.ways[this.listed++] = node;
  }

  private meet(parent: number, a: number, x: number, b: number, y: number): void {
    const { pairs, size } = this;
    this.pending.push(size);
    pairs[size + EARLIER] = a;
    pairs[size + EARLIER_NEXT] = x;
    pairs[size + LATER] = b;
    pairs[size + LATER_NEXT] = y;
    pairs[size + PARENT] = parent;
    this.size = size + FIELDS;
  }

  /** Compares what ends in two nodes; 0 stands for a node in which nothing ends. */
  private note(pair: number, a: number, b: number, field: number): void {
    const before = a === 0 ? 0 : get(this.before.data, a + field);
    const after = b === 0 ? 0 : get(this.after.data, b + field);
    if (before === after) return;
    const tokens = a === 0 ? this.tokensTo(pair, LATER, this.after) : this.tokensTo(pair, EARLIER, this.before);
    this.changed.push({ tokens: field === BELOW ? [...tokens, ANY] : tokens, before, after });
  }

  /** What leads to the end of a pair's node on one side. */
  private tokensTo(pair: number, side: number, { data, codes }: PathTrie): PathToken[] {
    const nodes: number[] = [];
    for (let at = pair; at >= 0; at = this.field(at, PARENT)) {
      const node = this.field(at, side);
      // A node stands in several pairs where the other side has shorter labels.
      if (node !== nodes.at(-1)) nodes.push(node);
    }
    const tokens: PathToken[] = [];
    for (const node of nodes.reverse()) {
      const end = get(data, node + END);
      const last = tokens.at(-1);
      const token = end < 0 ? wildcardOf(end) : textBetween(codes, get(data, node + LABEL), end);
      if (typeof token === "string" && typeof last === "string") tokens[tokens.length - 1] = last + token;
      else if (token !== "") tokens.push(token);
    }
    return tokens;
  }

  private field(pair: number, field: number): number {
    return this.pairs[pair + field] as number;
  }
}

/** The node that a way leads to, 0 where there is none; the same node within its label. */
function wayBy({ data, codes }: PathTrie, node: number, next: number, way: number): number {
  if (node === 0) return 0;
  if (next < get(data, node + END)) return getCode(codes, next) === way ? node : 0;
  if (way >= 0) return findChild(data, codes, node, way);
  let child = get(data, node + WILD);
  while (child !== 0 && get(data, child + END) !== way) child = get(data, child + NEXT);
  return child;
}

/** Where the node that a way led to is read on, coming from a node and the next code of its label. */
function nextIn({ data }: PathTrie, node: number, from: number, next: number): number {
  if (node === 0 || get(data, node + END) < 0) return 0;
  return node === from ? next : get(data, node + LABEL);
}

function wildcardOf(kind: number): PathToken {
  return kind === ACROSS ? ANY : kind === WITHIN ? PART : SEGMENT;
}

function textBetween(codes: Uint16Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(getCode(codes, at));
  return text;
}
