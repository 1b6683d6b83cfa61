// A set of pairs of whole numbers, for walks that meet very many of them: several times faster than a Set of keys, and
// cleared at no cost, so that one set serves many walks.

/** So large a table is not kept for the next walk. */
const MOST_KEPT = 1 << 18;

export class PairSet {
  /**
   * Both numbers of each pair, by open addressing; the first is stored higher by one and by `base`, so that what is not
   * above `base` means an empty place.
   */
  private table = new Int32Array(128);
  private base = 0;
  /** The highest number that is stored. */
  private top = 0;
  private count = 0;

  /** Puts a pair in; false if it was in it. Neither number is negative. */
  add(first: number, second: number): boolean {
    const { table, base } = this;
    const at = placeOf(table, base, first, second);
    if ((table[at] as number) > base) return false;
    const stored = base + first + 1;
    if (stored > this.top) this.top = stored;
    table[at] = stored;
    table[at + 1] = second;
    if (++this.count * 4 > table.length) this.grow();
    return true;
  }

  /** Takes all pairs out. */
  clear(): void {
    this.count = 0;
    this.base = this.top;
    if (this.top < 2 ** 30 && this.table.length <= MOST_KEPT) return;
    this.table = new Int32Array(128);
    this.base = 0;
    this.top = 0;
  }

  private grow(): void {
    const { table: old, base } = this;
    const table = new Int32Array(old.length * 4);
    for (let at = 0; at < old.length; at += 2) {
      const stored = old[at] as number;
      if (stored <= base) continue;
      const place = placeOf(table, base, stored - base - 1, old[at + 1] as number);
      table[place] = stored;
      table[place + 1] = old[at + 1] as number;
    }
    this.table = table;
  }
}

/** Where a pair stands, or would. */
function placeOf(table: Int32Array, base: number, first: number, second: number): number {
  const mask = table.length - 2;
  const stored = base + first + 1;
  const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
  for (let at = (mixed ^ (mixed >>> 15)) & mask; ; at = (at + 2) & mask)
    if ((table[at] as number) <= base || (table[at] === stored && table[at + 1] === second)) return at;
}
