// Whether one path is a path of a pattern for some plain claim values, where it is one with a whole segment's `+` in
// their place. Exact, or not decided: a template that stands twice makes it a question that takes long in large patterns.

import type { PathPattern } from "../policy/path-pattern.ts";
import { ANY, type PathToken, SEGMENT } from "../policy/path-tokens.ts";
import { type PatternReading, tokenizePattern } from "../policy/tokenize-pattern.ts";
import type { ReadTemplates } from "./unify-patterns.ts";

/** @param path one that matches when each template is read as `+`. @returns undefined where it was not decided. */
export function isPathForSomeValues({ pattern, reading }: ReadTemplates, path: string): boolean | undefined {
  const claims = pattern.pieces.flatMap(({ kind, text }) => (kind === "template" ? [text] : []));
  if (claims.length === 0) return true;
  if (new Set(claims).size === claims.length && !ODD.test(path)) return true;
  const loose = pattern.pieces.filter(({ kind }) => kind !== "text").length;
  if (loose > MOST_LOOSE || path.length > LONGEST_PATH) return undefined;
  return new PathMatcher(readItems(pattern, reading), path).matches(0, 0);
}

/** What no plain value holds, and halves of characters, at which no value ends. */
const ODD = /[*+\ud800-\udfff]/;

/** With more, trying them all may take long. */
const MOST_LOOSE = 4;
const LONGEST_PATH = 100;

/** The characters of a text, or what may be one of several. */
type Item = readonly string[] | Loose;

interface Loose {
  /** What it is a value of: it stands for the same wherever the claim is named. A wildcard has none. */
  readonly claim: string | undefined;
  readonly least: 0 | 1;
  /** A wildcard's characters but `/`, or any; a value is plain (A7). */
  allows(character: string): boolean;
}

function readItems(pattern: PathPattern, reading: PatternReading): Item[] {
  const items = pattern.pieces.flatMap((piece): Item[] => {
    if (piece.kind === "template") return [{ claim: piece.text, least: 1, allows: isPlain }];
    // Written with a slash before it, a piece gets none.
    return tokenizePattern({ ...pattern, pieces: [piece], written: "/" }, reading).map(readToken);
  });
  return pattern.written.startsWith("/") ? items : [["/"], ...items];
}

function readToken(token: PathToken): Item {
  if (typeof token === "string") return [...token];
  const allows = token === ANY ? (): boolean => true : isNoSlash;
  return { claim: undefined, least: token === SEGMENT ? 1 : 0, allows };
}

function isNoSlash(character: string): boolean {
  return character !== "/";
}

function isPlain(character: string): boolean {
  return character !== "/" && character !== "*" && character !== "+";
}

/** Tries every length of what is loose, which the bounds above keep few. */
class PathMatcher {
  private readonly items: readonly Item[];
  /** Whole characters: nothing ends within one. */
  private readonly path: readonly string[];
  private readonly values = new Map<string, readonly string[]>();

  constructor(items: readonly Item[], path: string) {
    this.items = items;
    this.path = [...path];
  }

  /** Whether the items from one on are the path from a character on. */
  matches(next: number, from: number): boolean {
    const item = this.items[next];
    if (item === undefined) return from === this.path.length;
    if (!("allows" in item)) return this.matchesText(item, next, from);
    const value = item.claim === undefined ? undefined : this.values.get(item.claim);
    return value ? this.matchesText(value, next, from) : this.tryLengths(item, next, from);
  }

  private matchesText(text: readonly string[], next: number, from: number): boolean {
    for (let at = 0; at < text.length; at++) if (text[at] !== this.path[from + at]) return false;
    return this.matches(next + 1, from + text.length);
  }

  private tryLengths({ claim, least, allows }: Loose, next: number, from: number): boolean {
    for (let to = from; to <= this.path.length; to++) {
      if (to > from && !allows(this.path[to - 1] ?? "/")) break;
      if (to < from + least) continue;
      if (claim !== undefined) this.values.set(claim, this.path.slice(from, to));
      if (this.matches(next + 1, to)) return true;
    }
    if (claim !== undefined) this.values.delete(claim);
    return false;
  }
}
