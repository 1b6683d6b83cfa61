// Every place of a trie that a path reaches, whatever the wildcards: the complete walk beside the fast one.
// A wildcard is tried at each end it may have, first ends first, and no end is tried twice, so the cost stays
// at most path length times nodes reached. The arrays are kept between calls; nothing else is.
import { findChild } from "./child-table.ts";
import type { PathTrie } from "./path-trie.ts";
import { ACROSS, END, get, getCode, LABEL, LOOSE, NEXT, RULES, WHOLE, WILD } from "./trie-layout.ts";

export class MatchCollector {
  /** The places found by the last call where rules may end; one may stand here repeatedly. */
  readonly places: number[] = [];
  /** Wildcards still to be tried: node, next end to try, last end. */
  private readonly pending: number[] = [];
  /** By wildcard: the last end that was or will be tried. */
  private readonly covered = new Map<number, number>();

  /** Collects what `path` reaches from a node: from text on, or with a wildcard that begins at `at`. */
  collect(trie: PathTrie, node: number, path: string, at: number): void {
    this.places.length = 0;
    this.covered.clear();
    if (get(trie.data, node + END) < 0) this.enter(trie, node, path, at);
    else this.walk(trie, node, path, at);
    const { pending } = this;
    while (pending.length > 0) {
      const last = pending.pop() as number;
      const end = pending.pop() as number;
      const wildcard = pending.pop() as number;
      if (end < last) pending.push(wildcard, end + 1, last);
      this.walk(trie, wildcard, path, end);
    }
  }

  private enter(trie: PathTrie, wildcard: number, path: string, at: number): void {
    const kind = get(trie.data, wildcard + END);
    const slash = path.indexOf("/", at);
    const last = kind === ACROSS || slash < 0 ? path.length : slash;
    let first = kind === WHOLE || kind === LOOSE ? at + 1 : at;
    if (first > last) return;
    // With one end only, there is nothing to be tried twice but by the wildcards before it, which see to that.
    if (kind === WHOLE) first = last;
    else if (first <= (this.covered.get(wildcard) ?? -1)) return;
    else this.covered.set(wildcard, last);
    this.pending.push(wildcard, first, last);
  }

  /** From a node that is reached at `at`, down the text. */
  private walk(trie: PathTrie, start: number, path: string, from: number): void {
    const { data, codes } = trie;
    const { places } = this;
    const { length } = path;
    let node = start;
    let at = from;
    for (;;) {
      const hasRules = get(data, node + RULES) !== 0;
      if (hasRules) places.push(node * 2 + 1);
      for (let wildcard = get(data, node + WILD); wildcard !== 0; wildcard = get(data, wildcard + NEXT))
        this.enter(trie, wildcard, path, at);
      if (at === length) {
        if (hasRules) places.push(node * 2);
        return;
      }
      node = findChild(data, codes, node, path.charCodeAt(at));
      if (node === 0) return;
      let label = get(data, node + LABEL);
      const next = at + get(data, node + END) - label;
      if (next > length) return;
      for (at++, label++; at < next; at++, label++) if (getCode(codes, label) !== path.charCodeAt(at)) return;
    }
  }
}
