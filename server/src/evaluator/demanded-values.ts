// Demanded values of a claim that are alternatives, asked whether they let in whatever another one lets in, exactly: with
// `?` for one character and `*` for any number (F6.2). Case is compared as it stands.

import { matchesValue } from "./match-sub-claims.ts";

export class DemandedValues {
  readonly values: Set<string> = new Set();
  private readonly wide: string[] = [];

  constructor(values: readonly string[] = []) {
    for (const value of values) this.add(value);
  }

  add(value: string): void {
    if (this.values.has(value)) return;
    this.values.add(value);
    if (hasWildcard(value)) this.wide.push(value);
  }

  /**
   * Whether each claim value that a demanded one matches is matched by one of these.
   * @returns false also where that is too large a question.
   */
  cover(demanded: string): boolean {
    if (this.values.has(demanded)) return true;
    if (!hasWildcard(demanded)) return this.matchAny(demanded);
    if (this.wide.length === 0 || !samplesOf(demanded).every((each) => this.values.has(each) || this.matchAny(each)))
      return false;
    const others = this.values.size > MOST_OTHERS ? this.wide : [...this.values];
    return coversAll(
      others.map((other) => Array.from(other)),
      Array.from(demanded),
    );
  }

  private matchAny(value: string): boolean {
    return this.wide.some((other) => matchesValue(other, value, true));
  }
}

/** Of more than these, values without wildcards hardly close what others leave open. */
const MOST_OTHERS = 50;

/** Two values that the demanded one matches, of characters that hardly another names: most others miss one. */
function samplesOf(demanded: string): string[] {
  const open = demanded.replaceAll("?", RARE);
  return [open.replaceAll("*", ""), open.replaceAll("*", RARE)];
}

const RARE = "\uffff";

/** Whether a demanded value stands for more than itself (F6.2). */
export function hasWildcard(value: string): boolean {
  return /[?*]/.test(value);
}

type Letters = readonly string[];

/** A place in each of the others that what was read so far can have led to. */
type Places = readonly number[];

/** How many places in all may be looked at. */
const MOST_STEPS = 20_000;

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
