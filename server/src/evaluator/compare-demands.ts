// Whether some demanded values let in whatever another lets in, exactly: with `?` for one character and `*` for any
// number (F6.2). Cases are compared as they stand.

import { matchesValue } from "./match-sub-claims.ts";

/**
 * Whether each claim value that a demanded one matches is matched by one of some others.
 * @returns false also where that is too large a question.
 */
export function coversDemand(others: readonly string[], demanded: string): boolean {
  if (others.includes(demanded)) return true;
  if (!hasWildcard(demanded)) return others.some((other) => hasWildcard(other) && matchesValue(other, demanded, true));
  if (!others.some(hasWildcard)) return false;
  const all = others.length > MOST_OTHERS ? others.filter(hasWildcard) : others;
  return coversAll(
    all.map((other) => Array.from(other)),
    Array.from(demanded),
  );
}

/** Of more than these, values without wildcards hardly close what others leave open. */
const MOST_OTHERS = 50;

function hasWildcard(value: string): boolean {
  return /[?*]/.test(value);
}

type Letters = readonly string[];

/** A place in each of the others that what was read so far can have led to. */
type Places = readonly number[];

/** How many places in all may be looked at. */
const MOST_STEPS = 100_000;

/** Reads every value that the demanded one matches, and follows all others at once, as far as they differ. */
function coversAll(others: readonly Letters[], demanded: Letters): boolean {
  const starts = startsOf(others);
  const all = others.flatMap((letters) => [...letters, END]);
  // Of the characters that no other names, one stands for all.
  const alphabet = [...new Set([...all.filter((each) => each.length > 0 && each !== "*" && each !== "?"), UNNAMED])];
  const seen = new Set<string>();
  let left = MOST_STEPS;
  const open: [at: number, places: Places][] = [[0, widen(starts, all)]];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const [at, places] = next;
    const key = `${at} ${places.join()}`;
    if (seen.has(key) || places.some((place) => all[place] === "*" && all[place + 1] === END)) continue;
    seen.add(key);
    const wanted = demanded[at];
    if (wanted === undefined) {
      if (!places.some((place) => all[place] === END)) return false;
      continue;
    }
    if (wanted === "*") open.push([at + 1, places]);
    const letters = wanted === "*" || wanted === "?" ? alphabet : [wanted];
    left -= (places.length + 1) * letters.length;
    if (left < 0) return false;
    for (const letter of letters) open.push([wanted === "*" ? at : at + 1, step(places, letter, all)]);
  }
  return true;
}

const END = "";
/** No character of a text is this long. */
const UNNAMED = "unnamed";

function startsOf(others: readonly Letters[]): Places {
  let start = 0;
  return others.map(({ length }) => {
    const at = start;
    start += length + 1;
    return at;
  });
}

function step(places: Places, letter: string, all: Letters): Places {
  const next = places.flatMap((place) => {
    const wanted = all[place];
    if (wanted === "*") return [place];
    return wanted === "?" || wanted === letter ? [place + 1] : [];
  });
  return widen(next, all);
}

/** A `*` may stand for nothing. */
function widen(places: Places, all: Letters): Places {
  const reached = new Set(places);
  for (const place of reached) if (all[place] === "*") reached.add(place + 1);
  return [...reached].sort((a, b) => a - b);
}
