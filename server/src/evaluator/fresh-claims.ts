// The claims of a client for whom two patterns meet as a unifier says, and nothing more: what the unifier leaves open
// is a value that equals no text of any rule, written as an opaque template. What such a client is given or denied is
// so for every client with values that fit, for no rule is met by chance.

import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import type { Claims } from "../policy/role.ts";
import { opaqueTemplate, opaqueTemplatesIn, replaceTemplates } from "../policy/tokenize-pattern.ts";
import type { Region } from "./region.ts";
import { type Item, type Unifier, type Unknown, wildcardOf } from "./unify-patterns.ts";

export interface FreshClaims {
  readonly claims: Claims;
  /** The paths in question, in which a value that is open stands as its template. */
  readonly path: PathTokens;
  /** Whether every template stands for itself. */
  readonly isSymbolic: boolean;
  /** By what is written for a value that is no template's only one: the wildcard that stands for as much. */
  readonly standIns: ReadonlyMap<string, PathToken>;
}

/**
 * The claims by which the two patterns of a unifier meet on its path. Where a value is one unknown as a whole, the
 * template of its claim stands for it, as where no client is in question, so that rules with this template reach what
 * they reach there; of several such values of one claim only the first, since one name is one value. Every other unknown
 * gets a name of its own, and `standIns` tells the wildcard that it is one of.
 */
export function freshClaims({ path, values }: Unifier): FreshClaims {
  const written = new Map<Unknown, string>();
  const standIns = new Map<string, PathToken>();
  for (const { claim, items } of values) {
    const [only, ...more] = items;
    const isWhole = typeof only === "object" && more.length === 0 && !written.has(only);
    const name = opaqueTemplate(claim);
    if (isWhole && ![...written.values()].includes(name)) written.set(only, name);
  }
  for (const unknown of values.flatMap(({ items }) => items)) {
    if (typeof unknown === "string" || written.has(unknown)) continue;
    const name = opaqueTemplate(`${unknown.claim ?? ""} ${standIns.size}`);
    written.set(unknown, name);
    standIns.set(name, wildcardOf(unknown));
  }
  const claims = new Map<string, string[]>();
  for (const { claim, items } of values) {
    const value = items.map((item) => (typeof item === "string" ? item : written.get(item))).join("");
    const known = claims.get(claim) ?? [];
    claims.set(claim, known.includes(value) ? known : [...known, value]);
  }
  const isSymbolic = [...claims].every(([claim, list]) => list.every((value) => value === opaqueTemplate(claim)));
  return { claims, path: tokensOf(path, written), isSymbolic, standIns };
}

/** Every way in which a client with these claims reads a pattern in which templates stand for themselves. */
export function readFor(claims: Claims, tokens: PathTokens): PathTokens[] {
  const names = new Map([...claims].map(([claim, values]) => [opaqueTemplate(claim), values]));
  let readings: PathTokens[] = [tokens];
  for (const opaque of opaqueTemplatesIn(tokens)) {
    const values = names.get(opaque) ?? [];
    readings = readings.flatMap((reading) =>
      values.map((value) => replaceTemplates(reading, (each) => (each === opaque ? value : each))),
    );
  }
  return readings;
}

/** A region without what only the search knows: what stands in for a value is any there. */
export function regionWithout(standIns: FreshClaims["standIns"], region: Region): Region {
  const isKnown = (tokens: PathTokens): boolean => !opaqueTemplatesIn(tokens).some((opaque) => standIns.has(opaque));
  const { inside } = region;
  const except = region.except.filter(isKnown);
  if (isKnown(inside)) return { inside, except, exact: region.exact && except.length === region.except.length };
  const widened = joinTokens(replaceTemplates(inside, (opaque) => standIns.get(opaque) ?? opaque));
  return { inside: widened, except, exact: false };
}

/**
 * Puts a letter in the place of each stand-in of a text, another one for each and none that stands in a text around:
 * beside each other, too, they then match no more than the stand-ins do. Where there are too few, all stay.
 */
export function plainValues(standIns: FreshClaims["standIns"], around: readonly string[]): (text: string) => string {
  const letters = LETTERS.filter((letter) => around.every((text) => !text.includes(letter)));
  if (letters.length < standIns.size) return (text) => text;
  const values = [...standIns.keys()].map((name, at) => [name, letters[at] ?? name] as const);
  return (text) => values.reduce((written, [name, value]) => written.replaceAll(name, value), text);
}

const LETTERS = [..."xyzwvuq0123456789"];

function tokensOf(items: readonly Item[], written: ReadonlyMap<Unknown, string>): PathTokens {
  return joinTokens(items.map((item) => (typeof item === "string" ? item : (written.get(item) ?? wildcardOf(item)))));
}

/**
 * Runs of text in one piece, and one wildcard where some stand beside each other, which reaches further at most: how
 * many characters a value has must not count.
 */
function joinTokens(tokens: PathTokens): PathTokens {
  const joined: PathToken[] = [];
  for (const token of tokens) {
    const last = joined.at(-1);
    if (last === undefined || (typeof token === "string") !== (typeof last === "string")) joined.push(token);
    else joined[joined.length - 1] = typeof token === "string" ? `${last}${token}` : joinWildcards(last, token);
  }
  return joined;
}

function joinWildcards(a: PathToken, b: PathToken): PathToken {
  if (a === ANY || b === ANY) return ANY;
  return a === SEGMENT || b === SEGMENT ? SEGMENT : PART;
}
