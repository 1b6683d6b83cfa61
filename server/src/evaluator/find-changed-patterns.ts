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

/** Fields of a step that waits: how many nodes lead to it, and on each side a node, 0 for none, and where to read on. */
const DEPTH = 0;
const EARLIER = 1;
const EARLIER_NEXT = 2;
const LATER = 3;
const LATER_NEXT = 4;
const FIELDS = 5;

class TwoTries {
  /** Never used, only kept, as PathIndex says. */
  static readonly kept: TwoTries = new TwoTries(new PathTrie(0), new PathTrie(0));
  private readonly before: PathTrie;
  private readonly after: PathTrie;
  /** Steps still to be walked, the last one first: so nodes are read once, in the order in which they lie in memory. */
  private pending = new Int32Array(FIELDS * 64);
  private size = 0;
  /** The nodes on each side that lead to where the walk is; 0 where a side has none. */
  private readonly trailBefore: number[] = [];
  private readonly trailAfter: number[] = [];
  private readonly changed: ChangedPattern[] = [];
  private readonly ways = new TrieWays();

  constructor(before: PathTrie, after: PathTrie) {
    this.before = before;
    this.after = after;
  }

  compare(): ChangedPattern[] {
    this.meet(0, ROOT, get(this.before.data, ROOT + END), ROOT, get(this.after.data, ROOT + END));
    while (this.size > 0) {
      const { pending } = this;
      this.size -= FIELDS;
      const at = this.size;
      this.walk(
        get(pending, at + DEPTH),
        get(pending, at + EARLIER),
        get(pending, at + EARLIER_NEXT),
        get(pending, at + LATER),
        get(pending, at + LATER_NEXT),
      );
    }
    return this.changed;
  }

  /** Reads on together as far as the labels agree. Where one node ends there, the other may still be within its label. */
  private walk(depth: number, a: number, fromA: number, b: number, fromB: number): void {
    const { before, after } = this;
    const endA = a === 0 ? 0 : get(before.data, a + END);
    const endB = b === 0 ? 0 : get(after.data, b + END);
    let x = b === 0 ? endA : fromA;
    let y = a === 0 ? endB : fromB;
    while (x < endA && y < endB && getCode(before.codes, x) === getCode(after.codes, y)) {
      x++;
      y++;
    }
    this.trailBefore[depth] = a;
    this.trailAfter[depth] = b;
    const endsA = x < endA ? 0 : a;
    const endsB = y < endB ? 0 : b;
    this.note(depth, endsA, endsB, EXACT);
    this.note(depth, endsA, endsB, BELOW);
    if (endsA !== 0 && endsB !== 0 && this.leaveAlike(depth, a, b)) return;
    this.leave(depth, a, x, b, y);
  }

  /** Every way on from either side, beside the same way of the other side or none. */
  private leave(depth: number, a: number, x: number, b: number, y: number): void {
    const { before, after, ways } = this;
    ways.list(before, a, x);
    let shared = 0;
    for (let at = 0; at < ways.count; at++) {
      const node = ways.node(at);
      const other = wayBy(after, b, y, ways.way(at));
      if (other !== 0) shared++;
      this.meet(depth + 1, node, nextIn(before, node, a, x), other, nextIn(after, other, b, y));
    }
    ways.list(after, b, y);
    if (shared === ways.count) return;
    for (let at = 0; at < ways.count; at++) {
      const node = ways.node(at);
      if (wayBy(before, a, x, ways.way(at)) === 0) this.meet(depth + 1, 0, 0, node, nextIn(after, node, b, y));
    }
  }

  /** The same at the ends of two nodes whose tables of children have the same size, as nearly all have; else false. */
  private leaveAlike(depth: number, a: number, b: number): boolean {
    const before = this.before.data;
    const after = this.after.data;
    const one = get(before, a + CHILDREN);
    const other = get(after, b + CHILDREN);
    if (one > 0 && other > 0 && logOf(one) === logOf(other)) this.leaveTables(depth, one, other);
    else if (one < 0 && other < 0 && this.firstCode(this.before, -one) === this.firstCode(this.after, -other))
      this.step(depth + 1, -one, -other);
    else if (one !== 0 || other !== 0) return false;
    if ((get(before, a + WILD) | get(after, b + WILD)) !== 0) this.leaveByWildcards(depth, a, b);
    return true;
  }

  private leaveTables(depth: number, one: number, other: number): void {
    const before = this.before.data;
    const after = this.after.data;
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
      if (twin === 0) this.meet(depth + 1, node, get(before, node + LABEL), 0, 0);
      else {
        shared++;
        this.step(depth + 1, node, twin);
      }
    }
    if (shared === get(after, offsetOf(other))) return;
    for (let slot = first + shift; slot < end + shift; slot += 2) {
      const node = get(after, slot + 1);
      if (node !== 0 && get(before, findSlot(before, one, get(after, slot)) + 1) === 0)
        this.meet(depth + 1, 0, 0, node, get(after, node + LABEL));
    }
  }

  /** Every wildcard child of two nodes. */
  private leaveByWildcards(depth: number, a: number, b: number): void {
    const { before, after } = this;
    for (let child = get(after.data, b + WILD); child !== 0; child = get(after.data, child + NEXT))
      if (wildcardBy(before.data, a, get(after.data, child + END)) === 0) this.meet(depth + 1, 0, 0, child, 0);
    for (let child = get(before.data, a + WILD); child !== 0; child = get(before.data, child + NEXT))
      this.meet(depth + 1, child, 0, wildcardBy(after.data, b, get(before.data, child + END)), 0);
  }

  /** Two text nodes are met, unless they are the same and nothing stands below them, as most are. */
  private step(depth: number, a: number, b: number): void {
    const before = this.before.data;
    const after = this.after.data;
    let x = get(before, a + LABEL);
    let y = get(after, b + LABEL);
    const endA = get(before, a + END);
    const endB = get(after, b + END);
    if (endA - x === endB - y) {
      // Where both labels begin at a whole field, two codes are read at once.
      if (((x | y) & 1) === 0) for (; x < endA - 1 && get(before, x >> 1) === get(after, y >> 1); y += 2) x += 2;
      const { codes } = this.before;
      const { codes: others } = this.after;
      while (x < endA && getCode(codes, x) === getCode(others, y)) {
        x++;
        y++;
      }
      const below = get(before, a + CHILDREN) | get(after, b + CHILDREN) | get(before, a + WILD) | get(after, b + WILD);
      const differs =
        (get(before, a + EXACT) ^ get(after, b + EXACT)) | (get(before, a + BELOW) ^ get(after, b + BELOW));
      if (x === endA && (below | differs) === 0) return;
    }
    this.meet(depth, a, x, b, y);
  }

  private firstCode({ data, codes }: PathTrie, node: number): number {
    return getCode(codes, get(data, node + LABEL));
  }

  private meet(depth: number, a: number, x: number, b: number, y: number): void {
    const at = this.size;
    if (at === this.pending.length) {
      const pending = new Int32Array(at * 2);
      pending.set(this.pending);
      this.pending = pending;
    }
    const { pending } = this;
    pending[at + DEPTH] = depth;
    pending[at + EARLIER] = a;
    pending[at + EARLIER_NEXT] = x;
    pending[at + LATER] = b;
    pending[at + LATER_NEXT] = y;
    this.size = at + FIELDS;
  }

  /** Compares what ends in two nodes; 0 stands for a node in which nothing ends. */
  private note(depth: number, a: number, b: number, field: number): void {
    const before = a === 0 ? 0 : get(this.before.data, a + field);
    const after = b === 0 ? 0 : get(this.after.data, b + field);
    if (before === after) return;
    const tokens =
      a === 0 ? tokensAlong(this.after, this.trailAfter, depth) : tokensAlong(this.before, this.trailBefore, depth);
    this.changed.push({ tokens: field === BELOW ? [...tokens, ANY] : tokens, before, after });
  }
}

/** What leads to the end of the last node of a trail. */
function tokensAlong({ data, codes }: PathTrie, trail: readonly number[], depth: number): PathToken[] {
  const tokens: PathToken[] = [];
  let node = 0;
  for (const next of trail.slice(0, depth + 1)) {
    // A node stands in a trail repeatedly where the other side has shorter labels.
    if (next === node) continue;
    node = next;
    const end = get(data, node + END);
    const last = tokens.at(-1);
    const token = end < 0 ? wildcardOf(end) : textBetween(codes, get(data, node + LABEL), end);
    if (typeof token === "string" && typeof last === "string") tokens[tokens.length - 1] = last + token;
    else if (token !== "") tokens.push(token);
  }
  return tokens;
}

function wildcardOf(kind: number): PathToken {
  return kind === ACROSS ? ANY : kind === WITHIN ? PART : SEGMENT;
}

function textBetween(codes: Uint16Array, from: number, to: number): string {
  let text = "";
  for (let at = from; at < to; at++) text += String.fromCharCode(getCode(codes, at));
  return text;
}
