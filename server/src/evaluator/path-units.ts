// A pattern as a flat list of units, and what each unit does with one character. A position is an index into
// that list; a set of positions is everything a pattern may still become. Simple and exact, not yet fast.
import { ANY, PART, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";

export const SLASH = 47;

/** One character, never `/`. `+` is this followed by NOT_SLASH. */
export const ONE = -1;
/** Any number of characters, never `/`. */
export const NOT_SLASH = -2;
/** Any number of characters. */
export const ALL = -3;

/** Code units and, below zero, the three kinds above. */
export type Units = readonly number[];

export function toUnits(tokens: PathTokens): Units {
  const units: number[] = [];
  for (const token of tokens) {
    if (token === SEGMENT) units.push(ONE, NOT_SLASH);
    else if (token === PART) units.push(NOT_SLASH);
    else if (token === ANY) units.push(ALL);
    else for (let i = 0; i < token.length; i++) units.push(token.charCodeAt(i));
  }
  return units;
}

/** The positions reached from one position without reading anything. */
export function settle(units: Units, at: number): number[] {
  const positions = [at];
  for (let unit = units[at]; unit === NOT_SLASH || unit === ALL; unit = units[at]) positions.push(++at);
  return positions;
}

/** The positions after reading one code unit. */
export function step(units: Units, positions: readonly number[], code: number): number[] {
  const next = new Set<number>();
  for (const at of positions) {
    const unit = units[at];
    if (unit === undefined) continue;
    const reads = unit >= 0 ? unit === code : unit === ALL || code !== SLASH;
    if (reads) for (const to of settle(units, unit === NOT_SLASH || unit === ALL ? at : at + 1)) next.add(to);
  }
  return [...next].sort((a, b) => a - b);
}

export function matchesUnits(units: Units, path: string): boolean {
  let positions = settle(units, 0);
  for (let i = 0; i < path.length && positions.length > 0; i++) positions = step(units, positions, path.charCodeAt(i));
  return positions.includes(units.length);
}

/** Whether two patterns share a string, by walking pairs of positions. */
export function shareString(a: Units, b: Units): boolean {
  const pending: [number, number][] = [[0, 0]];
  const seen = new Set<number>();
  for (let pair = pending.pop(); pair !== undefined; pair = pending.pop()) {
    const [i, j] = pair;
    if (i === a.length && j === b.length) return true;
    const key = i * (b.length + 1) + j;
    if (seen.has(key)) continue;
    seen.add(key);
    const left = a[i];
    const right = b[j];
    if (left === NOT_SLASH || left === ALL) pending.push([i + 1, j]);
    if (right === NOT_SLASH || right === ALL) pending.push([i, j + 1]);
    if (left === undefined || right === undefined) continue;
    const meet = left >= 0 ? right === left || (right < 0 && (right === ALL || left !== SLASH)) : true;
    const meetBack = right >= 0 ? left === right || (left < 0 && (left === ALL || right !== SLASH)) : true;
    if (meet && meetBack)
      pending.push([
        i + (left === NOT_SLASH || left === ALL ? 0 : 1),
        j + (right === NOT_SLASH || right === ALL ? 0 : 1),
      ]);
  }
  return false;
}
