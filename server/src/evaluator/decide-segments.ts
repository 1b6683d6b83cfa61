// The hot path: which patterns of a segment trie match one path, without allocation and without memory of earlier paths.
// A path's segments become words only as far as some pattern reaches, and only what decides is compared as text.
// What small functions elsewhere say is written out here: a call costs as much as a step.
import { SLASH } from "./code-units.ts";
import { DENIED } from "./indexed-rule.ts";
import { BEGINNINGS, EMPTY, HASH_FACTOR, INITIALS, KEY, LONGEST_TOLD, PLUS } from "./segment-layout.ts";
import { placesOn } from "./segment-places.ts";
import { findKey, type SegmentTrie } from "./segment-trie.ts";
import { addToHash } from "./segment-words.ts";
import { BELOW, bitsOf, CHILDREN, EXACT, get, ROOT } from "./trie-layout.ts";

export class SegmentDecider {
  /** By segment: the id of its word, and where it begins. Never too short for the path at hand, like `pending`. */
  private words: Int32Array = new Int32Array(0);
  private starts: Int32Array = new Int32Array(0);
  /** Nodes behind a `+` still to be tried, each with the segment that comes next; later ones begin at later segments. */
  private pending: Int32Array = new Int32Array(0);
  /** What the last walk found rests on so many segments. */
  private needed = 0;

  /** The outcome bits of all patterns that match, united. Beside DENIED others may be missing. */
  decide(trie: SegmentTrie, path: string): number {
    const outcome = this.walk(trie, path);
    return outcome === 0 || trie.words.areOn(path, this.words, this.starts, this.needed)
      ? outcome
      : uniteAt(trie, placesOn(trie, path));
  }

  /** The same, if all words that it rests on are the path's. */
  private walk(trie: SegmentTrie, path: string): number {
    const { length } = path;
    if (length + 2 > this.words.length) this.grow(length + 2);
    const { data, words: known } = trie;
    const { words, starts, pending } = this;
    const { slots } = known;
    const lastSlot = slots.length - 1;
    let outcome = data[ROOT + BELOW] as number;
    let needed = 0;
    let waiting = 0;
    let node = ROOT;
    let segment = 0;
    /** Segments read so far, and where the next one begins. */
    let read = 0;
    let from = 0;
    this.needed = 0;
    if (path.charCodeAt(0) === SLASH) {
      // Nearly all paths begin so, and only text matches the empty segment before it.
      node = trie.absolute;
      if (node === 0) return outcome;
      segment = 1;
      read = 1;
      from = 1;
      words[0] = EMPTY;
      starts[1] = 1;
    }
    for (;;) {
      for (;;) {
        if (segment === read) {
          if (from > length) {
            const exact = data[node + EXACT] as number;
            outcome |= exact;
            if (exact !== 0) needed = segment;
            break;
          }
          let hash = 0;
          let at = from;
          for (; at < length; at++) {
            const code = path.charCodeAt(at);
            if (code === SLASH) break;
            hash = (Math.imul(hash, HASH_FACTOR) + code) | 0;
          }
          let slot = ((hash ^ (hash >>> 15)) << 1) & lastSlot;
          while (slots[slot] !== hash && slots[slot + 1] !== 0) slot = (slot + 2) & lastSlot;
          const found = slots[slot + 1] as number;
          words[read++] = at === from ? EMPTY : found < 0 ? known.find(path, from, at, hash) : found;
          from = at + 1;
          starts[read] = from;
        }
        const word = words[segment] as number;
        // These are arithmetic rather than branches: which nodes have them cannot be foretold.
        const below = data[node + BELOW] as number;
        outcome |= below;
        const further = (segment & ((below | -below) >> 31)) - needed;
        needed += further & ~(further >> 31);
        // Written always, kept only where there is a node.
        const plus = word === EMPTY ? 0 : (data[node + PLUS] as number);
        pending[waiting] = plus;
        pending[waiting + 1] = segment + 1;
        waiting += ((plus | -plus) >>> 31) << 1;
        const initials = data[node + INITIALS] as number;
        if (initials !== 0 && ((initials >>> path.charCodeAt(starts[segment] as number)) & 1) !== 0) {
          const begun = uniteBeginnings(
            trie,
            node,
            path,
            starts[segment] as number,
            (starts[segment + 1] as number) - 1,
          );
          outcome |= begun;
          if (begun !== 0 && segment > needed) needed = segment;
        }
        if (word === 0) break;
        // As findKey() does it; a node without children is its own empty table.
        const children = data[node + CHILDREN] as number;
        if (children < 0) {
          node = -children;
          if (data[node + KEY] !== word) break;
        } else {
          const first = (children >> 5) + 1;
          const last = (2 << (children & 31)) - 1;
          let at = (word << 1) & last;
          while (data[first + at] !== word && data[first + at + 1] !== 0) at = (at + 2) & last;
          node = data[first + at + 1] as number;
          if (node === 0) break;
        }
        segment++;
      }
      if (waiting === 0 || outcome >= DENIED) {
        this.needed = needed;
        return outcome;
      }
      segment = pending[--waiting] as number;
      node = pending[--waiting] as number;
    }
  }

  private grow(length: number): void {
    this.words = new Int32Array(length * 2);
    this.starts = new Int32Array(length * 2 + 1);
    this.pending = new Int32Array(length * 4);
  }
}

/** The bits of a node's beginnings that a segment begins with. Only lengths that some beginning has are looked up. */
function uniteBeginnings(trie: SegmentTrie, node: number, path: string, from: number, to: number): number {
  const { data, words } = trie;
  let outcome = 0;
  let hash = 0;
  let lengths = get(data, node + BEGINNINGS);
  for (let at = from; at < to && lengths !== 0; at++) {
    hash = addToHash(hash, path.charCodeAt(at));
    const isLength = (lengths & 1) !== 0;
    if (at - from < LONGEST_TOLD) lengths >>>= 1;
    if (!isLength) continue;
    const word = words.find(path, from, at + 1, hash);
    const child = word === 0 ? 0 : findKey(data, node, ~word);
    if (child !== 0 && words.isAt(word, path, from, at + 1)) outcome |= get(data, child + EXACT);
  }
  return outcome;
}

function uniteAt({ data }: SegmentTrie, places: readonly number[]): number {
  return places.reduce((bits, place) => bits | get(data, bitsOf(place)), 0);
}
