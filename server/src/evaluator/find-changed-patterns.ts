// Which patterns two tries hold with other outcome bits. It walks both at once and never looks at rules: where they
// stand in a text, in which order and how often, plays no part. What a change is good for is not known here.
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { findSlot, logOf, offsetOf, tableSize } from "./child-table.ts";
import { PathTrie } from "./path-trie.ts";
import { ACROSS, BELOW, CHILDREN, END, EXACT, get, getCode, LABEL, NEXT, ROOT, WILD, WITHIN } from "./trie-layout.ts";
import { nextIn, TrieWays, wayBy, wildcardBy } from "./trie-ways.ts";

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
  private readonly ways = new TrieWays();

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
    const atEnds = a !== 0 && b !== 0 && x >= get(before.data, a + END) && y >= get(after.data, b + END);
    if (atEnds && this.leaveAlike(pair, get(before.data, a + CHILDREN), get(after.data, b + CHILDREN))) {
      this.leaveByWildcards(pair, a, b);
      return;
    }
    ways.list(before, a, x);
    let shared = 0;
    for (let at = 0; at < ways.count; at++) {
      const node = ways.node(at);
      const other = wayBy(after, b, y, ways.way(at));
      if (other !== 0) shared++;
      this.meet(pair, node, nextIn(before, node, a, x), other, nextIn(after, other, b, y));
    }
    ways.list(after, b, y);
    if (shared === ways.count) return;
    for (let at = 0; at < ways.count; at++) {
      const node = ways.node(at);
      if (wayBy(before, a, x, ways.way(at)) === 0) this.meet(pair, 0, 0, node, nextIn(after, node, b, y));
    }
  }

  /** Every text child of two nodes whose tables have the same size. False, and nothing is done, where they have not. */
  private leaveAlike(pair: number, one: number, other: number): boolean {
    if (one === 0 && other === 0) return true;
    if (one === 0 || other === 0 || one < 0 !== other < 0) return false;
    const before = this.before.data;
    const after = this.after.data;
    if (one < 0) {
      if (getCode(this.before.codes, get(before, LABEL - one)) !== getCode(this.after.codes, get(after, LABEL - other)))
        return false;
      this.step(pair, -one, -other);
      return true;
    }
    if (logOf(one) !== logOf(other)) return false;
    const first = offsetOf(one) + 1;
    const end = first + tableSize(logOf(one)) - 1;
    const shift = offsetOf(other) + 1 - first;
    let shared = 0;
    for (let slot = first; slot < end; slot += 2) {
      const node = get(before, slot + 1);
      if (node === 0) continue;
      const code = get(before, slot);
      const sameSlot = slot + shift;
      const isThere = get(after, sameSlot) === code && get(after, sameSlot + 1) !== 0;
      const twin = get(after, (isThere ? sameSlot : findSlot(after, other, code)) + 1);
      if (twin === 0) this.meet(pair, node, get(before, node + LABEL), 0, 0);
      else {
        shared++;
        this.step(pair, node, twin);
      }
    }
    if (shared < get(after, offsetOf(other)))
      for (let slot = first + shift; slot < end + shift; slot += 2) {
        const node = get(after, slot + 1);
        if (node !== 0 && get(before, findSlot(before, one, get(after, slot)) + 1) === 0)
          this.meet(pair, 0, 0, node, get(after, node + LABEL));
      }
    return true;
  }

  /** Every wildcard child of two nodes. */
  private leaveByWildcards(pair: number, a: number, b: number): void {
    const { before, after } = this;
    for (let child = get(before.data, a + WILD); child !== 0; child = get(before.data, child + NEXT))
      this.meet(pair, child, 0, wildcardBy(after.data, b, get(before.data, child + END)), 0);
    for (let child = get(after.data, b + WILD); child !== 0; child = get(after.data, child + NEXT))
      if (wildcardBy(before.data, a, get(after.data, child + END)) === 0) this.meet(pair, 0, 0, child, 0);
  }

  /** Two text nodes are met, unless they are the same and nothing stands below them, as most are. */
  private step(pair: number, a: number, b: number): void {
    const before = this.before.data;
    const after = this.after.data;
    const endA = get(before, a + END);
    const endB = get(after, b + END);
    let x = get(before, a + LABEL);
    let y = get(after, b + LABEL);
    // Where both labels begin at a whole field, two codes are read at once.
    if (((x | y) & 1) === 0) {
      const end = Math.min(endA - x, endB - y) + x - 1;
      while (x < end && get(before, x >> 1) === get(after, y >> 1)) {
        x += 2;
        y += 2;
      }
    }
    while (x < endA && y < endB && getCode(this.before.codes, x) === getCode(this.after.codes, y)) {
      x++;
      y++;
    }
    if (
      x === endA &&
      y === endB &&
      (get(before, a + CHILDREN) | get(after, b + CHILDREN) | get(before, a + WILD) | get(after, b + WILD)) === 0 &&
      get(before, a + EXACT) === get(after, b + EXACT) &&
      get(before, a + BELOW) === get(after, b + BELOW)
    )
      return;
    this.meet(pair, a, x, b, y);
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

function wildcardOf(kind: number): PathToken {
  return kind === ACROSS ? ANY : kind === WITHIN ? PART : SEGMENT;
}

function textBetween(codes: Uint16Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(getCode(codes, at));
  return text;
}
