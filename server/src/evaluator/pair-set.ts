// A set of pairs of whole numbers, for walks that meet very many of them: several times faster than a Set of keys.

export class PairSet {
  /** Both numbers of each pair, by open addressing; the first is stored one higher, so that 0 means an empty place. */
  private table = new Int32Array(128);
  private count = 0;

  /** Puts a pair in; false if it was in it. Neither number is negative. */
  add(first: number, second: number): boolean {
    const { table } = this;
    const at = placeOf(table, first, second);
    if (table[at] !== 0) return false;
    table[at] = first + 1;
    table[at + 1] = second;
    if (++this.count * 4 > table.length) this.grow();
    return true;
  }

  private grow(): void {
    const old = this.table;
    const table = new Int32Array(old.length * 4);
    for (let at = 0; at < old.length; at += 2) {
      const first = old[at] as number;
      if (first === 0) continue;
      const place = placeOf(table, first - 1, old[at + 1] as number);
      table[place] = first;
      table[place + 1] = old[at + 1] as number;
    }
    this.table = table;
  }
}

/** Where a pair stands, or would. */
function placeOf(table: Int32Array, first: number, second: number): number {
  const mask = table.length - 2;
  const mixed = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca6b);
  for (let at = (mixed ^ (mixed >>> 15)) & mask; ; at = (at + 2) & mask)
    if (table[at] === 0 || (table[at] === first + 1 && table[at + 1] === second)) return at;
}
