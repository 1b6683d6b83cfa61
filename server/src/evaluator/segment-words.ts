// The texts that stand between slashes in a set of patterns, each once and with a number. A path's segment is looked up
// here once; from then on it is compared as a number.
//
// Looking up in a path compares hashes alone, which is quick and may find a word where none is: who has found something
// by it asks afterwards whether the words are the path's, by areOn() or isAt(). It never misses a word.
import { EMPTY, HASH_FACTOR, SEVERAL } from "./segment-layout.ts";
import { get, getCode } from "./trie-layout.ts";

/** The hash of a text one code unit longer; that of the empty text is 0. */
export const addToHash = (hash: number, code: number): number => (Math.imul(hash, HASH_FACTOR) + code) | 0;

export class SegmentWords {
  /** Hash and id in turn, open addressing; at most a quarter of them is taken. */
  slots: Int32Array = new Int32Array(64);
  private texts: Uint16Array = new Uint16Array(256);
  /** By id: where its text ends in `texts`; it begins where that of the id before ends. */
  private ends: Int32Array = new Int32Array(64);
  private taken = 0;
  private readonly ids = new Map<string, number>([["", EMPTY]]);

  /** The id of a word; one that has none yet is given the next. */
  idOf(word: string): number {
    return this.ids.get(word) ?? this.keep(word);
  }

  /** The id of the text between two places, or 0 where no word has its hash. */
  find(text: string, from: number, to: number, hash: number): number {
    if (from === to) return EMPTY;
    const { slots } = this;
    const id = get(slots, slotOf(slots, hash) + 1);
    return id === SEVERAL ? (this.ids.get(text.slice(from, to)) ?? 0) : id;
  }

  /** Whether the text between two places is the word. */
  isAt(id: number, text: string, from: number, to: number): boolean {
    const { texts, ends } = this;
    const start = get(ends, id - 1);
    if (get(ends, id) - start !== to - from) return false;
    const shift = start - from;
    for (let at = to - 1; at >= from; at--) if (text.charCodeAt(at) !== getCode(texts, at + shift)) return false;
    return true;
  }

  /** Whether the first segments of a path are these words; 0 is none, and says nothing. */
  areOn(path: string, words: Int32Array, starts: Int32Array, count: number): boolean {
    const { texts, ends } = this;
    for (let segment = 0; segment < count; segment++) {
      const word = words[segment] as number;
      if (word <= EMPTY) continue;
      const from = starts[segment] as number;
      const length = (starts[segment + 1] as number) - 1 - from;
      const start = ends[word - 1] as number;
      if ((ends[word] as number) - start !== length) return false;
      for (let at = 0; at < length; at++) if (path.charCodeAt(from + at) !== texts[start + at]) return false;
    }
    return true;
  }

  /** By id: all words; no word has the id 0. */
  all(): readonly string[] {
    return ["", ...this.ids.keys()];
  }

  private keep(word: string): number {
    const id = EMPTY + this.ids.size;
    this.ids.set(word, id);
    if (id >= this.ends.length) this.ends = grown(this.ends, new Int32Array(id * 2));
    let end = get(this.ends, id - 1);
    if (end + word.length > this.texts.length) this.texts = grown(this.texts, new Uint16Array((end + word.length) * 2));
    const { texts } = this;
    let hash = 0;
    for (let at = 0; at < word.length; at++) {
      const code = word.charCodeAt(at);
      texts[end++] = code;
      hash = addToHash(hash, code);
    }
    this.ends[id] = end;
    this.put(hash, id);
    return id;
  }

  private put(hash: number, id: number): void {
    const { slots } = this;
    const slot = slotOf(slots, hash);
    const isFree = slots[slot + 1] === 0;
    slots[slot] = hash;
    slots[slot + 1] = isFree ? id : SEVERAL;
    if (isFree && ++this.taken * 8 > slots.length) this.growSlots();
  }

  private growSlots(): void {
    const old = this.slots;
    const slots = new Int32Array(old.length * 2);
    for (let from = 0; from < old.length; from += 2) {
      if (old[from + 1] === 0) continue;
      const slot = slotOf(slots, get(old, from));
      slots[slot] = get(old, from);
      slots[slot + 1] = get(old, from + 1);
    }
    this.slots = slots;
  }
}

/** The slot that has this hash, or the free one where it belongs. */
function slotOf(slots: Int32Array, hash: number): number {
  const mask = slots.length - 1;
  let slot = ((hash ^ (hash >>> 15)) << 1) & mask;
  while (slots[slot] !== hash && slots[slot + 1] !== 0) slot = (slot + 2) & mask;
  return slot;
}

function grown<T extends Int32Array | Uint16Array>(old: T, larger: T): T {
  larger.set(old);
  return larger;
}
