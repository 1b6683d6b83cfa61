// Which parts of a trie share a path with a pattern. It walks pairs, a unit of the pattern and a node of the trie, that
// some text reaches together, and so costs what the two have in common, however many rules there are.
// It looks at code units alone: what two patterns share may be half a surrogate pair, which no path holds.
import type { PathTokens } from "../policy/path-tokens.ts";
import { findChild, forEachChild } from "./child-table.ts";
import { SLASH } from "./code-units.ts";
import { PairSet } from "./pair-set.ts";
import { PathTrie } from "./path-trie.ts";
import { ALL, MORE, ONE, toUnits } from "./pattern-units.ts";
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
  ROOT,
  RULES,
  WHOLE,
  WILD,
} from "./trie-layout.ts";

/** How many steps may still be taken, for all that is asked together. */
export interface StepsLeft {
  left: number;
}

/**
 * The places that share a path with the pattern; some of them may hold no rule. Undefined when the two cross each other
 * so often that finding them takes more than `limit` steps, or more than are left.
 */
export function findOverlapping(
  trie: PathTrie,
  tokens: PathTokens,
  limit: number,
  steps?: StepsLeft,
): Iterable<number> | undefined {
  const walk = new PairWalk(trie, tokens, Math.min(limit, steps?.left ?? limit), false);
  const isDone = walk.run();
  if (steps) steps.left -= walk.steps;
  if (!isDone) return undefined;
  for (const node of walk.whole) addSubtree(trie, node, walk.places);
  return walk.places;
}

/**
 * Nodes below which nothing with outcome bits shares a path with the pattern. Not all such nodes are named, only those
 * at which a walk along the pattern would look; undefined when finding them takes more than `limit` steps.
 */
export function findBlocked(trie: PathTrie, tokens: PathTokens, limit: number): ReadonlySet<number> | undefined {
  const walk = new PairWalk(trie, tokens, limit, true);
  if (!walk.run()) return undefined;
  const blocked = new Set<number>();
  const below = new Set(walk.whole);
  // Parents stand before their children.
  for (const [node, parent] of walk.parents) {
    if (below.has(parent)) below.add(node);
    else if (!walk.useful.has(node) && !below.has(node)) blocked.add(node);
  }
  return blocked;
}

class PairWalk {
  /** Never used, only kept, as PathIndex says. */
  static readonly kept: PairWalk = new PairWalk(new PathTrie(0), [], 0, false);
  readonly places: Set<number> = new Set();
  /** Nodes where the pattern's last `*` begins: everything below shares a path with it. */
  readonly whole: Set<number> = new Set();
  /** The parent of every node that was entered. */
  readonly parents: Map<number, number> = new Map();
  /** Nodes at or below which something with outcome bits was found. */
  readonly useful: Set<number> = new Set([ROOT]);
  private readonly trie: PathTrie;
  private readonly units: readonly number[];
  private readonly limit: number;
  /** Whether it is noted where each node was entered from, and which are useful. */
  private readonly tracks: boolean;
  steps = 0;
  /** Pairs still to be walked: unit, node, offset in the node's label. */
  private readonly pending: number[] = [];
  /** Pairs that were walked, in a node's end or within a label. */
  private readonly seenEnds = new PairSet();
  private readonly seenWithin = new PairSet();

  constructor(trie: PathTrie, tokens: PathTokens, limit: number, tracks: boolean) {
    this.trie = trie;
    this.units = toUnits(tokens);
    this.limit = limit;
    this.tracks = tracks;
  }

  /** False when the limit was reached first. */
  run(): boolean {
    const { pending } = this;
    const { data } = this.trie;
    pending.push(0, ROOT, get(data, ROOT + END));
    while (pending.length > 0) {
      if (++this.steps > this.limit) return false;
      const offset = pending.pop() as number;
      const node = pending.pop() as number;
      const unit = pending.pop() as number;
      if (offset < get(data, node + END)) this.readLabel(unit, node, offset);
      else this.leave(unit, node);
    }
    return true;
  }

  /** Both have come to the end of a node. */
  private leave(at: number, node: number): void {
    const { data, codes } = this.trie;
    const unit = this.units[at];
    const isLoop = unit === MORE || unit === ALL;
    // Ways that parted meet again only in a wildcard of either side.
    if ((isLoop || get(data, node + END) < 0) && !this.seenEnds.add(node, at)) return;
    this.note(node, 1, BELOW);
    if (unit === undefined) this.note(node, 0, EXACT);
    if (unit === ALL && at === this.units.length - 1) {
      this.whole.add(node);
      this.markUseful(node);
      return;
    }
    if (isLoop) this.pending.push(at + 1, node, get(data, node + END));
    for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT)) this.cross(at, node, child);
    if (unit === undefined) return;
    if (unit >= 0) this.enter(at, node, findChild(data, codes, node, unit));
    else
      forEachChild(data, codes, get(data, node + CHILDREN), (code, child) => {
        if (unit === ALL || code !== SLASH) this.enter(at, node, child);
      });
  }

  private enter(at: number, node: number, child: number): void {
    if (child === 0) return;
    if (this.tracks) this.parents.set(child, node);
    this.readLabel(at, child, get(this.trie.data, child + LABEL));
  }

  /** The pattern reads on in a label; where it may end a wildcard within it, both ways are walked. */
  private readLabel(from: number, node: number, offset: number): void {
    const { units, pending } = this;
    const { data, codes } = this.trie;
    const end = get(data, node + END);
    let at = from;
    for (let label = offset; label < end; label++) {
      const code = getCode(codes, label);
      // A wildcard that cannot read the code ends before it.
      while (units[at] === MORE && code === SLASH) at++;
      const unit = units[at];
      if (unit === undefined || (unit >= 0 && unit !== code) || (unit === ONE && code === SLASH)) return;
      if (unit === ONE || unit >= 0) at++;
      else {
        // Before a `/` it ends only at one, which the loop above sees to.
        if (unit === MORE && units[at + 1] === SLASH) continue;
        if (!this.seenWithin.add(label, at)) return;
        pending.push(at + 1, node, label);
      }
    }
    pending.push(at, node, end);
  }

  /** A wildcard of the trie reads what the pattern allows, and may end wherever it has read enough. */
  private cross(from: number, node: number, wildcard: number): void {
    const { units, pending } = this;
    const kind = get(this.trie.data, wildcard + END);
    if (this.tracks) this.parents.set(wildcard, node);
    let isHungry = kind === WHOLE || kind === LOOSE;
    for (let at = from; ; at++) {
      const unit = units[at];
      const isLoop = unit === MORE || unit === ALL;
      // Where the pattern loops too, one code feeds both.
      const mayEnd = (!isHungry || isLoop) && (kind !== WHOLE || isLoop || unit === undefined || unit === SLASH);
      if (mayEnd) pending.push(at, wildcard, kind);
      if (!isHungry && !this.seenWithin.add(wildcard * 2, at)) return;
      if (unit === undefined || (unit === SLASH && kind !== ACROSS)) return;
      isHungry = false;
      this.steps++;
    }
  }

  private note(node: number, below: number, field: number): void {
    const { data } = this.trie;
    if (get(data, node + RULES) !== 0) this.places.add(node * 2 + below);
    if (this.tracks && get(data, node + field) !== 0) this.markUseful(node);
  }

  private markUseful(from: number): void {
    for (let node = from; !this.useful.has(node); node = this.parents.get(node) ?? ROOT) this.useful.add(node);
  }
}

function addSubtree({ data, codes }: PathTrie, top: number, places: Set<number>): void {
  const nodes = [top];
  for (let node = nodes.pop(); node !== undefined; node = nodes.pop()) {
    places.add(node * 2).add(node * 2 + 1);
    for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT)) nodes.push(child);
    forEachChild(data, codes, get(data, node + CHILDREN), (_, child) => nodes.push(child));
  }
}
