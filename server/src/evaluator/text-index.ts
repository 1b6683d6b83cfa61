// Rules of any pattern, indexed by their text: a trie that decisions, and the exact questions through it, can walk.
import type { PathTokens } from "../policy/path-tokens.ts";
import { MatchCollector } from "./collect-matches.ts";
import { PathDecider } from "./decide-path.ts";
import { EndedRules } from "./ended-rules.ts";
import { findOverlapping, type StepsLeft } from "./find-overlapping.ts";
import { packTrie } from "./pack-trie.ts";
import { PathTrie } from "./path-trie.ts";
import type { Sought } from "./sought-rules.ts";
import { bitsOf, get, ROOT } from "./trie-layout.ts";
import { WalkMemory } from "./walk-pairs.ts";

const MOST_STEPS = 600_000;

/** A trie of so many fields lies in the processor's cache as it is. */
const MOST_UNPACKED = 1 << 16;

/** Fields that a copy has left, so that a few rules can be put into it without copying it again. */
const ROOM = 1 << 12;

export class TextIndex {
  readonly trie: PathTrie;
  private ended: EndedRules;
  private readonly collector = new MatchCollector();
  private readonly decider = new PathDecider(this.collector);
  private memory: WalkMemory | undefined;

  constructor(ruleCapacity: number) {
    this.trie = new PathTrie(ruleCapacity * 32);
    this.trie.addRoot();
    this.ended = new EndedRules(this.trie, ruleCapacity);
  }

  add(id: number, tokens: PathTokens, bits: number): void {
    this.ended.add(id, this.trie.insert(ROOT, tokens, bits));
  }

  /** An id that is not held is ignored. @param bits of all rules, by id. */
  remove(id: number, bits: Int32Array): void {
    this.ended.withdraw(id, bits);
  }

  /** 0 where the rule is not held. */
  placeOf(id: number): number {
    return this.ended.placeOf(id);
  }

  copy(): TextIndex {
    const copy = new TextIndex(0);
    const { trie } = this;
    const data = new Int32Array(trie.end + ROOM);
    data.set(trie.data.subarray(0, trie.end));
    copy.trie.replace(data);
    copy.trie.end = trie.end;
    copy.trie.splitsPairs = trie.splitsPairs;
    copy.ended = this.ended.copy(copy.trie);
    return copy;
  }

  /** Lays a large trie out for reading. */
  pack(): void {
    if (this.trie.end > MOST_UNPACKED) this.ended.rename(packTrie(this.trie));
  }

  /** The bits that all matching rules grant together; DENIED or more if one of them denies; with other bits in places. */
  decide(path: string, changed?: ReadonlyMap<number, number>): number {
    const restored = changed && this.exchange(changed);
    const outcome = this.decider.decide(this.trie, path);
    if (restored) this.exchange(restored);
    return outcome;
  }

  /** Appends the ids of all rules that match; one may be named repeatedly. */
  addMatching(path: string, ids: number[]): void {
    this.collector.collect(this.trie, ROOT, path, 0);
    for (const place of this.collector.places) this.ended.addIdsAt(place, ids);
  }

  /**
   * The ids of all rules that share a path with a pattern and are sought, perhaps of others, some repeatedly; all ids
   * where finding out takes too long.
   */
  overlapping(tokens: PathTokens, steps?: StepsLeft, sought?: Sought): number[] {
    return this.overlappingWithin(MOST_STEPS, tokens, steps, sought) ?? this.ended.allIds();
  }

  /** The same, but nothing where it takes more than so many steps. */
  overlappingWithin(limit: number, tokens: PathTokens, steps?: StepsLeft, sought?: Sought): number[] | undefined {
    this.memory ??= new WalkMemory();
    const places = findOverlapping(this.trie, tokens, limit, steps, sought, this.memory);
    if (places === undefined) return undefined;
    const ids: number[] = [];
    for (const place of places) this.ended.addIdsAt(place, ids);
    return ids;
  }

  /** By offset in the trie's data, the bits that hold without some rules. */
  bitsWithout(left: readonly number[], bits: Int32Array): ReadonlyMap<number, number> {
    const changed = new Map<number, number>();
    for (const id of left) {
      const place = this.ended.placeOf(id);
      if (place !== 0) changed.set(bitsOf(place), this.ended.uniteAt(place, bits, left));
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
}
