// Whether one path is a path of a pattern for some plain claim values, where it is one with a whole segment's `+` in
// their place. Exact, or not decided: a template that stands twice makes it a question that takes long in large patterns.

import type { PathPattern } from "../policy/path-pattern.ts";
import { ANY, SEGMENT } from "../policy/path-tokens.ts";
import { type PatternReading, tokenizePattern } from "../policy/tokenize-pattern.ts";

/** @param path one that matches when each template is read as `+`. @returns undefined where it was not decided. */
export function isPathForSomeValues(
  { pattern, reading }: { readonly pattern: PathPattern; readonly reading: PatternReading },
  path: string,
): boolean | undefined {
  const claims = pattern.pieces.flatMap(({ kind, text }) => (kind === "template" ? [text] : []));
  if (claims.length === 0) return true;
  if (new Set(claims).size === claims.length && !ODD.test(path)) return true;
  const loose = pattern.pieces.filter(({ kind }) => kind !== "text").length;
  if (loose > MOST_LOOSE || path.length > LONGEST_PATH) return undefined;
  return expressionOf(pattern, reading).test(path);
}

/** What no plain value holds, and halves of characters, at which no value ends. */
const ODD = /[*+\ud800-\udfff]/;

/** With more, trying them all may take long. */
const MOST_LOOSE = 4;
const LONGEST_PATH = 100;

function expressionOf(pattern: PathPattern, reading: PatternReading): RegExp {
  const groups = new Map<string, number>();
  const sources = pattern.pieces.map((piece) => {
    if (piece.kind !== "template") return sourceOf({ ...pattern, pieces: [piece] }, reading);
    const known = groups.get(piece.text);
    if (known !== undefined) return `(?:\\${known})`;
    groups.set(piece.text, groups.size + 1);
    return "([^/*+]+)";
  });
  return new RegExp(`^${pattern.written.startsWith("/") ? "" : "/"}${sources.join("")}$`, "u");
}

/** Of one piece; written with a slash before it, it gets none. */
function sourceOf(piece: PathPattern, reading: PatternReading): string {
  const tokens = tokenizePattern({ ...piece, written: `/${piece.written}` }, reading);
  return tokens
    .map((token) => {
      if (typeof token === "string") return token.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
      return token === ANY ? "[\\s\\S]*" : token === SEGMENT ? "[^/]+" : "[^/]*";
    })
    .join("");
}
