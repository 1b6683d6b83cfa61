// A walk along a pattern and a trie at once, over pairs of a unit of the pattern and a node of the trie that some text
// reaches together. So it costs what the two have in common, however many rules there are.
// It looks at code units alone: what two patterns share may be half a surrogate pair, which no path holds.
import type { PathTokens } from "../policy/path-tokens.ts";
import { findChild, logOf, offsetOf, tableSize } from "./child-table.ts";
import { SLASH } from "./code-units.ts";
import { PairSet } from "./pair-set.ts";
import { PathTrie } from "./path-trie.ts";
import { ALL, MORE, ONE, toUnits } from "./pattern-units.ts";
import { ALL_RULES, type Sought } from "./sought-rules.ts";
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
  ROOT,
  RULES,
  WHOLE,
  WILD,
} from "./trie-layout.ts";

/** What walks are made in, kept from one to the next. */
export class WalkMemory {
  /** Pairs that were walked, in a node's end or within a label. */
  readonly seenEnds: PairSet = new PairSet();
  readonly seenWithin: PairSet = new PairSet();
  /** Places that were noted, by node and whether the bits stand in BELOW. */
  readonly noted: PairSet = new PairSet();
}

/** Where a walk came by, and what for. */
export class Trail {
  /** The parent of every node that was entered. */
  readonly parents: Map<number, number> = new Map();
  /** Nodes at or below which something with outcome bits was found. */
  readonly useful: Set<number> = new Set([ROOT]);

  markUseful(from: number): void {
    for (let node = from; !this.useful.has(node); node = this.parents.get(node) ?? ROOT) this.useful.add(node);
  }
}

export class PairWalk {
  /** Never used, only kept, as PathIndex says. */
  static readonly kept: PairWalk = new PairWalk(new PathTrie(0), [], 0, new WalkMemory(), ALL_RULES);
  readonly places: number[] = [];
  /** Nodes where the pattern's last `*` begins: everything below shares a path with it. */
  readonly whole: Set<number> = new Set();
  private readonly trie: PathTrie;
  private readonly units: readonly number[];
  private readonly limit: number;
  /** Outcome bits of the rules that are sought; where a trail is kept instead, no rules are. */
  private readonly bits: number;
  private readonly most: number;
  private readonly trail: Trail | undefined;
  steps = 0;
  /** Pairs still to be walked: unit, node, offset in the node's label. */
  private readonly pending: number[] = [];
  private readonly seenEnds: PairSet;
  private readonly seenWithin: PairSet;
  private readonly noted: PairSet;

  constructor(trie: PathTrie, tokens: PathTokens, limit: number, memory: WalkMemory, sought: Sought | Trail) {
    this.trie = trie;
    this.units = toUnits(tokens);
    this.limit = limit;
    this.trail = sought instanceof Trail ? sought : undefined;
    const { bits, most = Number.POSITIVE_INFINITY } = sought instanceof Trail ? ALL_RULES : sought;
    this.bits = bits;
    this.most = most;
    this.seenEnds = memory.seenEnds;
    this.seenWithin = memory.seenWithin;
    this.noted = memory.noted;
    for (const set of [this.seenEnds, this.seenWithin, this.noted]) set.clear();
  }

  /** False when the limit was reached first. */
  run(): boolean {
    const { pending } = this;
    const { data } = this.trie;
    pending.push(0, ROOT, get(data, ROOT + END));
    while (pending.length > 0 && this.places.length <= this.most) {
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
      if (this.trail) this.trail.markUseful(node);
      else this.noteAllBelow(node);
      return;
    }
    if (isLoop) this.pending.push(at + 1, node, get(data, node + END));
    for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT)) this.cross(at, node, child);
    if (unit === undefined) return;
    const children = get(data, node + CHILDREN);
    if (unit >= 0) this.enter(at, node, findChild(data, codes, node, unit));
    else if (children < 0) this.enterAny(at, node, getCode(codes, get(data, LABEL - children)), -children);
    else if (children > 0) {
      const end = offsetOf(children) + tableSize(logOf(children));
      for (let slot = offsetOf(children) + 1; slot < end; slot += 2)
        this.enterAny(at, node, get(data, slot), get(data, slot + 1));
    }
  }

  /** A unit that reads any code, or any but `/`. */
  private enterAny(at: number, node: number, code: number, child: number): void {
    if (code !== SLASH || this.units[at] === ALL) this.enter(at, node, child);
  }

  private enter(at: number, node: number, child: number): void {
    if (child === 0 || !this.mayHold(child)) return;
    this.trail?.parents.set(child, node);
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
    if (!this.mayHold(wildcard)) return;
    this.trail?.parents.set(wildcard, node);
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

  /** Whether a rule that is sought may end in a node or below. */
  private mayHold(node: number): boolean {
    return this.bits === -1 || (get(this.trie.data, node + REACH) & this.bits) !== 0;
  }

  private note(node: number, below: number, field: number): void {
    const { data } = this.trie;
    const { bits, trail } = this;
    if (trail) {
      if (get(data, node + field) !== 0) trail.markUseful(node);
      return;
    }
    const isSought = bits === -1 ? get(data, node + RULES) !== 0 : (get(data, node + field) & bits) !== 0;
    if (isSought && this.noted.add(node, below)) this.places.push(node * 2 + below);
  }

  /** Everything that ends in a node or below. */
  private noteAllBelow(top: number): void {
    const { places, most, whole } = this;
    const { data } = this.trie;
    const nodes = [top];
    const enter = (node: number): void => {
      // What lies below the others was noted with them.
      if (this.mayHold(node) && !whole.has(node)) nodes.push(node);
    };
    for (let node = nodes.pop(); node !== undefined && places.length <= most; node = nodes.pop()) {
      this.note(node, 0, EXACT);
      this.note(node, 1, BELOW);
      for (let child = get(data, node + WILD); child !== 0; child = get(data, child + NEXT)) enter(child);
      const children = get(data, node + CHILDREN);
      if (children < 0) enter(-children);
      if (children <= 0) continue;
      const end = offsetOf(children) + tableSize(logOf(children));
      for (let slot = offsetOf(children) + 2; slot < end; slot += 2) if (get(data, slot) !== 0) enter(get(data, slot));
    }
  }
}
