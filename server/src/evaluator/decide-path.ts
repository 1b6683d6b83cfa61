// The hot path by text: one walk over a trie for one path, without allocation and without memory of earlier paths.
// Text and whole `+` segments are handled here; a wildcard that may end in many places is left to the collector.

import { findChild } from "./child-table.ts";
import { SLASH } from "./code-units.ts";
import type { MatchCollector } from "./collect-matches.ts";
import { DENIED } from "./indexed-rule.ts";
import type { PathTrie } from "./path-trie.ts";
import { BELOW, bitsOf, END, EXACT, get, getCode, LABEL, NEXT, ROOT, WHOLE, WILD } from "./trie-layout.ts";

export class PathDecider {
  /** `+` nodes still to be tried, each with the place where its segment begins. */
  private readonly pending: number[] = [];

  private readonly collector: MatchCollector;

  constructor(collector: MatchCollector) {
    this.collector = collector;
  }

  /** The outcome bits of all patterns that match, united. Beside DENIED others may be missing. */
  decide(trie: PathTrie, path: string): number {
    const { data, codes } = trie;
    const { pending } = this;
    const length = path.length;
    let outcome = 0;
    let waiting = 0;
    let node = ROOT;
    let at = 0;
    for (;;) {
      walk: for (;;) {
        outcome |= get(data, node + BELOW);
        if (outcome >= DENIED) return outcome;
        const code = at < length ? path.charCodeAt(at) : SLASH;
        for (let wildcard = get(data, node + WILD); wildcard !== 0; wildcard = get(data, wildcard + NEXT)) {
          if (get(data, wildcard + END) !== WHOLE) outcome |= this.unite(trie, wildcard, path, at);
          else if (code !== SLASH) {
            pending[waiting++] = wildcard;
            pending[waiting++] = at + 1;
          }
        }
        if (at === length) {
          outcome |= get(data, node + EXACT);
          break;
        }
        const child = findChild(data, codes, node, code);
        if (child === 0) break;
        let label = get(data, child + LABEL);
        const next = at + get(data, child + END) - label;
        if (next > length) break;
        for (at++, label++; at < next; at++, label++) if (getCode(codes, label) !== path.charCodeAt(at)) break walk;
        node = child;
      }
      if (waiting === 0 || outcome >= DENIED) return outcome;
      at = pending[--waiting] as number;
      node = pending[--waiting] as number;
      while (at < length && path.charCodeAt(at) !== SLASH) at++;
    }
  }

  private unite(trie: PathTrie, wildcard: number, path: string, at: number): number {
    const { collector } = this;
    collector.collect(trie, wildcard, path, at);
    let outcome = 0;
    for (const place of collector.places) outcome |= get(trie.data, bitsOf(place));
    return outcome;
  }
}
