// A small seeded random source (mulberry32), so that every process and every run sees the same policies.
// It is for making test data and for nothing that must be unpredictable.

export interface Random {
  /** A whole number from 0 up to, not including, `limit`. */
  below(limit: number): number;
  /** True with this probability, 0 to 1. */
  chance(probability: number): boolean;
  /** One element of a list that must not be empty. */
  pick<T>(list: readonly T[]): T;
}

/** A source of numbers that depend on the seed alone. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    below: (limit) => Math.floor(next() * limit),
    chance: (probability) => next() < probability,
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error("Nothing to pick from.");
      return picked;
    },
  };
}
