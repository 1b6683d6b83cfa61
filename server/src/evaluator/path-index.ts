// Which rules match a path, and what they grant together. One index holds the rules of one rule type,
// of one role or of a whole client. It knows nothing of roles, templates or time.
import type { PathTokens } from "../policy/path-tokens.ts";
import { MatchCollector } from "./collect-matches.ts";
import { PathDecider } from "./decide-path.ts";
import { findOverlapping } from "./find-overlapping.ts";
import { DENIED, type IndexedRule } from "./indexed-rule.ts";
import { packTrie } from "./pack-trie.ts";
import { PathTrie } from "./path-trie.ts";
import { bitsOf, get, ROOT, RULES } from "./trie-layout.ts";

const MOST_STEPS = 600_000;

/** A trie of so many fields lies in the processor's cache as it is. */
const MOST_UNPACKED = 1 << 16;

/** Fields that a copy has left, so that a few rules can be put into it without copying it again. */
const ROOM = 1 << 12;

/** Ids are positions in the list; rules added later go on from there. */
export function buildPathIndex(rules: readonly IndexedRule[]): PathIndex {
  const index = new PathIndex(rules.length);
  for (const rule of rules) index.add(rule);
  if (index.trie.end > MOST_UNPACKED) index.pack();
  return index;
}

/** The trie, and which rules end where in it. Ids are given once and never again. */
export class PathIndex {
  /**
   * Never used, only kept. The code that a JavaScript engine compiles for objects is thrown away when a collection finds
   * none of their kind alive, as between two policies; one that is always there lets it be used again.
   */
  static readonly kept: PathIndex = new PathIndex(0);
  readonly trie: PathTrie;
  private readonly collector = new MatchCollector();
  private readonly decider = new PathDecider(this.collector);
  /** By id: the place where the rule ends, 0 once it was removed. */
  private places: Int32Array;
  /** By id: the outcome bits of the rule. */
  private bits: Int32Array;
  /** By id: the next rule that ends at the same node, as id + 1; the node knows the first. */
  private nextRule: Int32Array;
  private count = 0;

  constructor(ruleCapacity: number) {
    this.trie = new PathTrie(ruleCapacity * 32);
    this.trie.addRoot();
    this.places = new Int32Array(ruleCapacity);
    this.bits = new Int32Array(ruleCapacity);
    this.nextRule = new Int32Array(ruleCapacity);
  }

  /**
   * The bits that all matching rules grant together; DENIED alone if one of them denies; 0 if none matches.
   * A search that leaves rules out says so by bitsWithout().
   */
  decide(path: string, changed?: ReadonlyMap<number, number>): number {
    const restored = changed && this.exchange(changed);
    const outcome = Math.min(this.decider.decide(this.trie, path), DENIED);
    if (restored) this.exchange(restored);
    return outcome;
  }

  /** The ids of all rules that match, ascending. */
  matching(path: string): number[] {
    this.collector.collect(this.trie, ROOT, path, 0);
    return this.idsOf(this.collector.places);
  }

  /**
   * The ids of all rules whose pattern shares at least one path with this one, ascending: never too few. Where patterns
   * are made to cross each other millions of times, it does not look and names all rules.
   */
  overlapping(tokens: PathTokens): number[] {
    const places = findOverlapping(this.trie, tokens, MOST_STEPS);
    return places ? this.idsOf(places) : this.allIds();
  }

  /** Adds a rule at the cost of that rule alone and returns its id. */
  add(rule: IndexedRule): number {
    const id = this.count++;
    if (id >= this.places.length) this.growRules(id * 2 + 8);
    this.put(id, rule);
    return id;
  }

  /** Puts another rule in the place of one, under its id. */
  replace(id: number, rule: IndexedRule): void {
    this.remove(id);
    this.put(id, rule);
  }

  /** Rules that end at the same place match the same paths. The place is good until the index is packed. */
  placeOf(id: number): number {
    return get(this.places, id);
  }

  /** The same index once more: what happens to one does not touch the other. It costs copying the memory. */
  copy(): PathIndex {
    const copy = new PathIndex(0);
    const data = new Int32Array(this.trie.end + ROOM);
    data.set(this.trie.data.subarray(0, this.trie.end));
    copy.trie.replace(data);
    copy.trie.end = this.trie.end;
    copy.trie.splitsPairs = this.trie.splitsPairs;
    copy.places = this.places.slice();
    copy.bits = this.bits.slice();
    copy.nextRule = this.nextRule.slice();
    copy.count = this.count;
    return copy;
  }

  private put(id: number, rule: IndexedRule): void {
    const bits = rule.denies ? DENIED : rule.grants;
    const place = this.trie.insert(ROOT, rule.tokens, bits);
    const first = (place >> 1) + RULES;
    this.places[id] = place;
    this.bits[id] = bits;
    this.nextRule[id] = get(this.trie.data, first);
    this.trie.data[first] = id + 1;
  }

  /** Removes a rule at the cost of that rule alone; an id that is not in the index is ignored. */
  remove(id: number): void {
    const place = this.places[id] ?? 0;
    if (place === 0) return;
    this.places[id] = 0;
    const { data } = this.trie;
    const first = (place >> 1) + RULES;
    let before = get(data, first);
    if (before === id + 1) data[first] = get(this.nextRule, id);
    else {
      while (get(this.nextRule, before - 1) !== id + 1) before = get(this.nextRule, before - 1);
      this.nextRule[before - 1] = get(this.nextRule, id);
    }
    data[bitsOf(place)] = this.uniteAt(place, []);
  }

  /** Lays the trie out for reading. */
  pack(): void {
    const moved = packTrie(this.trie);
    for (let id = 0; id < this.count; id++) {
      const place = get(this.places, id);
      if (place !== 0) this.places[id] = moved(place >> 1) * 2 + (place & 1);
    }
  }

  /** For a search that leaves rules out: by offset in the trie's data, the bits that hold without them. */
  bitsWithout(left: readonly number[]): ReadonlyMap<number, number> {
    const changed = new Map<number, number>();
    for (const id of left) {
      const place = this.places[id] ?? 0;
      if (place !== 0) changed.set(bitsOf(place), this.uniteAt(place, left));
    }
    return changed;
  }

  /** Puts these bits into the trie and returns those that stood there. */
  private exchange(bits: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
    const before = new Map<number, number>();
    for (const [at, value] of bits) {
      before.set(at, get(this.trie.data, at));
      this.trie.data[at] = value;
    }
    return before;
  }

  private uniteAt(place: number, left: readonly number[]): number {
    const ids: number[] = [];
    this.addIdsAt(place, ids);
    return ids.reduce((bits, id) => (left.includes(id) ? bits : bits | get(this.bits, id)), 0);
  }

  private allIds(): number[] {
    const ids: number[] = [];
    for (let id = 0; id < this.count; id++) if (this.places[id] !== 0) ids.push(id);
    return ids;
  }

  private idsOf(places: Iterable<number>): number[] {
    const ids: number[] = [];
    for (const place of places) this.addIdsAt(place, ids);
    if (ids.length < 2) return ids;
    ids.sort((a, b) => a - b);
    return ids.filter((id, i) => id !== ids[i - 1]);
  }

  private addIdsAt(place: number, ids: number[]): void {
    for (let it = get(this.trie.data, (place >> 1) + RULES); it !== 0; it = get(this.nextRule, it - 1))
      if (get(this.places, it - 1) === place) ids.push(it - 1);
  }

  private growRules(capacity: number): void {
    for (const name of ["places", "bits", "nextRule"] as const) {
      const grown = new Int32Array(capacity);
      grown.set(this[name]);
      this[name] = grown;
    }
  }
}
