// The few numbers about numbers that the report needs.

/** The middle value; not a number for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/**
 * The median over the rounds of left divided by right, each pair taken in the same round:
 * what slows the machine down for a while slows both.
 */
export function ratio(left: readonly number[], right: readonly number[]): number {
  const rounds = Math.min(left.length, right.length);
  return median(Array.from({ length: rounds }, (_, at) => (left[at] ?? Number.NaN) / (right[at] ?? Number.NaN)));
}
