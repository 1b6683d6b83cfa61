// Which of many ids a question has not ruled out: a bit for each, and only in those words of 32 bits that hold any.

import type { Posting } from "./text-postings.ts";

/** The ids of all these bits and lists. */
export interface Choice {
  readonly bits: Int32Array | undefined;
  readonly postings: readonly Posting[];
}

export class IdSet {
  /** Whether more than one is left. */
  isOpen = true;
  /** How many words all ids take, and which of them these are, ascending. */
  private readonly total: number;
  private readonly words: Int32Array;
  private readonly bits: Int32Array;
  private readonly mask: Int32Array;

  private constructor(total: number, words: Int32Array, bits: Int32Array) {
    this.total = total;
    this.words = words;
    this.bits = bits;
    this.mask = new Int32Array(bits.length);
  }

  static all(count: number): IdSet {
    const words = Int32Array.from({ length: wordsFor(count) }, (_, at) => at);
    const bits = new Int32Array(words.length).fill(-1);
    if (count % 32 !== 0) bits[bits.length - 1] = (1 << (count % 32)) - 1;
    return new IdSet(words.length, words, bits);
  }

  get size(): number {
    return this.words.length;
  }

  copy(): IdSet {
    return new IdSet(this.total, this.words, this.bits.slice());
  }

  /** The same ids without the words that hold none. */
  compact(): IdSet {
    const held = this.words.filter((_, at) => this.bits[at] !== 0);
    return held.length === this.words.length
      ? this
      : new IdSet(
          this.total,
          held,
          this.bits.filter((word) => word !== 0),
        );
  }

  /** Takes the ids of the set that it was copied from. */
  reset({ bits }: IdSet): void {
    this.bits.set(bits);
    this.isOpen = true;
  }

  /** Rules out what is not chosen. */
  keep({ bits: chosen, postings }: Choice): void {
    const { words, bits, mask } = this;
    const isSimple = chosen !== undefined && postings.length === 0;
    if (!isSimple) this.fillMask(chosen, postings);
    let held = 0;
    for (let at = 0; at < words.length; at++) {
      const among = isSimple ? chosen[words[at] as number] : mask[at];
      const word = (bits[at] as number) & (among as number);
      bits[at] = word;
      if (word !== 0) held += (word & (word - 1)) === 0 ? 1 : 2;
    }
    this.isOpen = held > 1;
  }

  drop(ids: readonly number[]): void {
    for (const id of ids) {
      const at = placeIn(this.words, id >>> 5);
      if (at >= 0) this.bits[at] = (this.bits[at] as number) & ~(1 << (id & 31));
    }
  }

  /** Ascending. */
  list(): number[] {
    const { words, bits, isOpen } = this;
    const ids: number[] = [];
    for (let at = 0; at < words.length; at++)
      for (let word = bits[at] as number; word !== 0; word &= word - 1) {
        const id = (words[at] as number) * 32 + 31 - Math.clz32(word & -word);
        if (!isOpen) return [id];
        ids.push(id);
      }
    return ids;
  }

  private fillMask(chosen: Int32Array | undefined, postings: readonly Posting[]): void {
    const { words, mask } = this;
    if (chosen) for (let at = 0; at < words.length; at++) mask[at] = chosen[words[at] as number] as number;
    else mask.fill(0);
    for (const posting of postings) this.addToMask(posting);
  }

  private addToMask(posting: Posting): void {
    const { words, mask } = this;
    if (posting.ids.length * SPARSE > words.length) {
      const more = bitsOf(posting, this.total);
      for (let at = 0; at < words.length; at++) mask[at] = (mask[at] as number) | (more[words[at] as number] as number);
    } else
      for (const id of posting.ids) {
        const at = placeIn(words, id >>> 5);
        if (at >= 0) mask[at] = (mask[at] as number) | (1 << (id & 31));
      }
  }
}

/** To look an id up takes as long as so many words. */
const SPARSE = 4;

/** How many words so many ids take. */
export function wordsFor(count: number): number {
  return (count + 31) >>> 5;
}

/** Adds an id; the bits must reach that far (wordsFor). */
export function setBit(bits: Int32Array, id: number): void {
  bits[id >>> 5] = (bits[id >>> 5] as number) | (1 << (id & 31));
}

/** Where a number stands in an ascending list, or -1. */
export function placeIn(list: ArrayLike<number>, value: number): number {
  let [from, to] = [0, list.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((list[middle] as number) < value) from = middle + 1;
    else to = middle;
  }
  return list[from] === value ? from : -1;
}

function bitsOf(posting: Posting, words: number): Int32Array {
  const known = posting.bits ?? new Int32Array(words);
  if (!posting.bits) for (const id of posting.ids) setBit(known, id);
  posting.bits = known;
  return known;
}
