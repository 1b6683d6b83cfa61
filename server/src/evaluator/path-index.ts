// Which rules match a path, and what they grant together. One index holds the rules of one rule type,
// of one role or of a whole client. It knows nothing of roles, templates or time.
import type { PathTokens } from "../policy/path-tokens.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { DENIED, type IndexedRule } from "./indexed-rule.ts";
import type { PathTrie } from "./path-trie.ts";
import { SegmentIndex } from "./segment-index.ts";
import type { Sought } from "./sought-rules.ts";
import { TextIndex } from "./text-index.ts";
import { get } from "./trie-layout.ts";

/** So many rules are decided by their text: an index by segments gains nothing on them. */
const FEW = 128;

export type IndexUse = "decisions" | "questions";

/**
 * Ids are positions in the list; rules added later go on from there.
 * @param use what the index is made ready for; it answers everything, and makes itself ready for the rest when asked.
 */
export function buildPathIndex(rules: readonly IndexedRule[], use: IndexUse = "decisions"): PathIndex {
  const index = new PathIndex(rules.length, use);
  for (const rule of rules) index.add(rule);
  index.pack();
  return index;
}

/** An index that says only whether, and by which of these patterns, a path is matched. */
export function indexPatterns(patterns: readonly PathTokens[], use: IndexUse = "decisions"): PathIndex {
  return buildPathIndex(
    patterns.map((tokens) => ({ tokens, grants: 1, denies: false })),
    use,
  );
}

/** Ids are given once and never again. */
export class PathIndex {
  /**
   * Never used, only kept. The code that a JavaScript engine compiles for objects is thrown away when a collection finds
   * none of their kind alive, as between two policies; one that is always there lets it be used again.
   */
  static readonly kept: readonly PathIndex[] = [new PathIndex(0), new PathIndex(FEW + 1)];
  /** For decisions on many rules. */
  private segments: SegmentIndex | undefined;
  /** For decisions on few rules, and for the exact questions; made from the other when the first is asked. */
  private text: TextIndex | undefined;
  /** By id: the outcome bits of the rule. */
  private bits: Int32Array;
  private count = 0;

  /** The number of rules decides how they are indexed, and is a hint for what they need. */
  constructor(ruleCapacity: number, use: IndexUse = "decisions") {
    this.bits = new Int32Array(ruleCapacity);
    if (use === "decisions" && ruleCapacity > FEW) this.segments = new SegmentIndex(ruleCapacity);
    else this.text = new TextIndex(ruleCapacity);
  }

  /** All patterns with their bits, for the exact questions. */
  get trie(): PathTrie {
    return this.byText().trie;
  }

  /**
   * The bits that all matching rules grant together; DENIED alone if one of them denies; 0 if none matches.
   * A search that leaves rules out says so by bitsWithout().
   */
  decide(path: string, changed?: ReadonlyMap<number, number>): number {
    const { segments } = this;
    const bySegments = segments !== undefined && changed === undefined;
    return Math.min(bySegments ? segments.decide(path) : this.byText().decide(path, changed), DENIED);
  }

  /** The ids of all rules that match, ascending. */
  matching(path: string): number[] {
    const ids: number[] = [];
    (this.segments ?? this.byText()).addMatching(path, ids);
    return ascending(ids);
  }

  /**
   * The ids of all rules whose pattern shares at least one path with this one, ascending: never too few. Where patterns
   * are made to cross each other millions of times, or more often than steps are left, it does not look and names all
   * rules.
   * @param sought which of them are asked for; all, if it is left out.
   */
  overlapping(tokens: PathTokens, steps?: StepsLeft, sought?: Sought): number[] {
    return this.among(this.byText().overlapping(tokens, steps, sought), sought);
  }

  /** The same, but nothing where it takes more than so many steps, for who knows another way. */
  overlappingWithin(limit: number, tokens: PathTokens, steps: StepsLeft, sought: Sought): number[] | undefined {
    const ids = this.byText().overlappingWithin(limit, tokens, steps, sought);
    return ids && this.among(ids, sought);
  }

  /** Adds a rule at the cost of that rule alone and returns its id. */
  add(rule: IndexedRule): number {
    const id = this.count++;
    if (id >= this.bits.length) this.growBits(id * 2 + 8);
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
    return this.segments?.placeOf(id) ?? this.byText().placeOf(id);
  }

  /**
   * The same index once more: what happens to one does not touch the other. It costs copying the memory. Copies are made
   * to ask questions of them, so what these need is made before, once for all copies.
   */
  copy(): PathIndex {
    const copy = new PathIndex(0);
    copy.segments = this.segments?.copy();
    copy.text = this.byText().copy();
    copy.bits = this.bits.slice();
    copy.count = this.count;
    return copy;
  }

  private put(id: number, { tokens, grants, denies }: IndexedRule): void {
    const bits = denies ? DENIED : grants;
    this.bits[id] = bits;
    this.segments?.add(id, tokens, bits);
    this.text?.add(id, tokens, bits);
  }

  /** Removes a rule at the cost of that rule alone; an id that is not in the index is ignored. */
  remove(id: number): void {
    this.segments?.remove(id, this.bits);
    this.text?.remove(id, this.bits);
  }

  /** Lays it out for reading. */
  pack(): void {
    this.segments?.pack();
    this.text?.pack();
  }

  /** For a search that leaves rules out: by offset in the trie's data, the bits that hold without them. */
  bitsWithout(left: readonly number[]): ReadonlyMap<number, number> {
    return this.byText().bitsWithout(left, this.bits);
  }

  private among(ids: number[], sought?: Sought): number[] {
    const { bits = -1 } = sought ?? {};
    return ascending(bits === -1 ? ids : ids.filter((id) => (get(this.bits, id) & bits) !== 0));
  }

  private byText(): TextIndex {
    if (this.text === undefined) {
      const text = new TextIndex(this.count);
      this.segments?.tell((id, tokens) => text.add(id, tokens, this.bits[id] ?? 0));
      text.pack();
      this.text = text;
    }
    return this.text;
  }

  private growBits(capacity: number): void {
    const bits = new Int32Array(capacity);
    bits.set(this.bits);
    this.bits = bits;
  }
}

function ascending(ids: number[]): number[] {
  if (ids.length < 2) return ids;
  const sorted = ids.length > MANY ? Array.from(Int32Array.from(ids).sort()) : ids.sort((a, b) => a - b);
  return sorted.filter((id, i) => id !== sorted[i - 1]);
}

/** So many numbers are sorted faster in an array of their own kind. */
const MANY = 64;
