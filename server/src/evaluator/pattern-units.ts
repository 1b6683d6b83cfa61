// A pattern cut into units of which each reads one code unit, or any number of them, for who walks it beside a trie.
import { ANY, PART, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { normalTokens } from "./normal-tokens.ts";

/** Any code but `/`. The units of a pattern that are not below zero are code units. `+` is ONE and then MORE. */
export const ONE: number = -1;
/** Any codes but `/`, also none. */
export const MORE: number = -2;
/** Any codes, also none. */
export const ALL: number = -3;

/** A pattern as its units: code units of its text, and ONE, MORE or ALL, of which `+` as a whole segment takes two. */
export function toUnits(tokens: PathTokens): number[] {
  const units: number[] = [];
  for (const token of normalTokens(tokens)) {
    if (token === SEGMENT) units.push(ONE, MORE);
    else if (token === PART) units.push(MORE);
    else if (token === ANY) units.push(ALL);
    else for (let i = 0; i < token.length; i++) units.push(token.charCodeAt(i));
  }
  return units;
}
