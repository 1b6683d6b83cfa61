// Where two texts differ: one stretch, between the beginning and the end that they share.

export interface ChangedStretch {
  /** How many characters at the beginning are the same. */
  readonly start: number;
  /** How many characters at the end are the same; beginning and end do not overlap in either text. */
  readonly rest: number;
}

/** Finds the stretch; it is empty where the texts are the same. Large equal parts are compared as a whole. */
export function findChangedStretch(before: string, after: string): ChangedStretch {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start + PART <= shorter && before.slice(start, start + PART) === after.slice(start, start + PART))
    start += PART;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const [before0, after0, most] = [before.length, after.length, shorter - start];
  let rest = 0;
  while (
    rest + PART <= most &&
    before.slice(before0 - rest - PART, before0 - rest) === after.slice(after0 - rest - PART, after0 - rest)
  ) {
    rest += PART;
  }
  while (rest < most && before.charCodeAt(before0 - rest - 1) === after.charCodeAt(after0 - rest - 1)) rest++;
  return { start, rest };
}

const PART = 4096;
