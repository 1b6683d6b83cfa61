// Rules indexed for decisions alone: plain patterns by whole segments, the few others by their text.
import type { PathTokens } from "../policy/path-tokens.ts";
import { SegmentDecider } from "./decide-segments.ts";
import { EndedRules } from "./ended-rules.ts";
import { packSegments } from "./pack-segments.ts";
import { placesOn } from "./segment-places.ts";
import { isPlain, SegmentTrie } from "./segment-trie.ts";
import { tellPatterns } from "./tell-patterns.ts";
import { TextIndex } from "./text-index.ts";

/** A trie of so many fields lies in the processor's cache as it is. */
const MOST_UNPACKED = 1 << 16;

export class SegmentIndex {
  private trie: SegmentTrie;
  private ended: EndedRules;
  private readonly decider = new SegmentDecider();
  /** Rules whose patterns are not plain: by their text, and by id the patterns, which no trie tells again. */
  private others: TextIndex | undefined;
  private othersPatterns = new Map<number, PathTokens>();

  constructor(ruleCapacity: number) {
    this.trie = new SegmentTrie(ruleCapacity);
    this.ended = new EndedRules(this.trie, ruleCapacity);
  }

  add(id: number, tokens: PathTokens, bits: number): void {
    if (isPlain(tokens)) {
      this.ended.add(id, this.trie.insert(tokens, bits));
      return;
    }
    this.others ??= new TextIndex(8);
    this.others.add(id, tokens, bits);
    this.othersPatterns.set(id, tokens);
  }

  /** An id that is not held is ignored. @param bits of all rules, by id. */
  remove(id: number, bits: Int32Array): void {
    this.ended.withdraw(id, bits);
    this.others?.remove(id, bits);
    this.othersPatterns.delete(id);
  }

  /** 0 where the rule is not held; below zero where its pattern is not plain. */
  placeOf(id: number): number {
    return this.ended.placeOf(id) || -(this.others?.placeOf(id) ?? 0);
  }

  copy(): SegmentIndex {
    const copy = new SegmentIndex(0);
    copy.trie = this.trie.copy();
    copy.ended = this.ended.copy(copy.trie);
    copy.others = this.others?.copy();
    copy.othersPatterns = new Map(this.othersPatterns);
    return copy;
  }

  /** Lays a large trie out for reading. */
  pack(): void {
    if (this.trie.end > MOST_UNPACKED) this.ended.rename(packSegments(this.trie));
    this.others?.pack();
  }

  /** The bits that all matching rules grant together; DENIED or more if one of them denies. */
  decide(path: string): number {
    const outcome = this.decider.decide(this.trie, path);
    return this.others === undefined ? outcome : outcome | this.others.decide(path);
  }

  /** Appends the ids of all rules that match. */
  addMatching(path: string, ids: number[]): void {
    for (const place of placesOn(this.trie, path)) this.ended.addIdsAt(place, ids);
    this.others?.addMatching(path, ids);
  }

  /** Calls back with the id and the pattern of every rule. */
  tell(visit: (id: number, tokens: PathTokens) => void): void {
    tellPatterns(this.trie, (place, tokensAt) => {
      const ids: number[] = [];
      this.ended.addIdsAt(place, ids);
      if (ids.length === 0) return;
      const tokens = tokensAt();
      for (const id of ids) visit(id, tokens);
    });
    for (const [id, tokens] of this.othersPatterns) visit(id, tokens);
  }
}
