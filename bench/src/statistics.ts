// The few numbers about numbers that the report needs.

/** The middle value; not a number for an empty list. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? Number.NaN)) / 2;
}

/** The value below which such a share of the values lies; not a number for an empty list. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/**
 * Left divided by right. Where both took part in every round, the median over the rounds of the pairs' ratios:
 * what slows the machine down for a while slows both. Else the ratio of the medians: a few pairs would say little.
 */
export function ratio(left: readonly number[], right: readonly number[]): number {
  if (left.length !== right.length) return median(left) / median(right);
  return median(left.map((value, at) => value / (right[at] ?? Number.NaN)));
}
