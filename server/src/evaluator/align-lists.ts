// Which items of a list were there before, by comparing from both ends: what an edit of a text leaves is a beginning and
// an end, or, where as many items came as went, everything that stands where it stood.

/** For each item of `after` the index of the same one in `before`, or nothing. Indexes only grow; none comes twice. */
export function alignLists<T>(
  before: readonly T[],
  after: readonly T[],
  isSame: (a: T, b: T) => boolean,
): (number | undefined)[] {
  const same = (from: number, to: number): boolean => {
    const [a, b] = [before[from], after[to]];
    return a !== undefined && b !== undefined && isSame(a, b);
  };
  if (before.length === after.length) return after.map((_, at) => (same(at, at) ? at : undefined));
  const shorter = Math.min(before.length, after.length);
  let head = 0;
  while (head < shorter && same(head, head)) head++;
  let tail = 0;
  while (tail < shorter - head && same(before.length - 1 - tail, after.length - 1 - tail)) tail++;
  const shift = before.length - after.length;
  return after.map((_, at) => (at < head ? at : at < after.length - tail ? undefined : at + shift));
}
