// From the written pieces of a pattern to what they mean, under a stated reading of what is unclear.

import type { PathPattern, PatternPiece, PieceKind } from "./path-pattern.ts";
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "./path-tokens.ts";

/** How the pieces are read whose meaning is not documented. */
export interface PatternReading {
  /** `*` that is not last: any characters, or the character itself (A5). */
  readonly innerStar: "any" | "literal";
  /** `+` inside a segment: any characters but `/`, or the character itself (A6). */
  readonly partialPlus: "any" | "literal";
  /**
   * `{{claim}}`: any characters, any but `/`, or one opaque value that equals only the same template and is matched by
   * wildcards (A7).
   * For a known client, replace the templates first (`expand-templates.ts`).
   */
  readonly template: "any" | "part" | "opaque";
}

/** The default: unclear wildcards reach as far as they could, templates stand for themselves. */
export const WIDEST: PatternReading = { innerStar: "any", partialPlus: "any", template: "opaque" };

/** As far as a pattern could reach with any claims. */
export const FOR_ANY_CLAIMS: PatternReading = { ...WIDEST, template: "any" };

/** The meaning of a pattern, with the leading slash that the server adds (F5.1). */
export function tokenizePattern(pattern: PathPattern, reading: PatternReading = WIDEST): PathTokens {
  const tokens: PathToken[] = pattern.written.startsWith("/") ? [] : ["/"];
  for (const piece of pattern.pieces) append(tokens, tokenOf(piece, reading));
  // A copy is as long as it need be; a list that grew is longer, and there are very many of them.
  return tokens.slice();
}

/** The kinds of unclear wildcards in a pattern; a deny with one does not count as protection (A5, A6). */
export function unclearWildcards(pattern: PathPattern): readonly PatternPiece[] {
  return pattern.pieces.filter((piece) => UNCLEAR.has(piece.kind));
}

/** The characters that an opaque template becomes in tokens. No well-formed path holds them. */
export function opaqueTemplate(claim: string): string {
  return `${OPAQUE_START}${claim}${OPAQUE_END}`;
}

/** Text of tokens, or a path found in them, with its opaque templates in their written form again. */
export function showTemplates(text: string): string {
  return text.replaceAll(OPAQUE_START, "{{").replaceAll(OPAQUE_END, "}}");
}

const UNCLEAR: ReadonlySet<PieceKind> = new Set(["inner-star", "partial-plus"]);

/** Unicode noncharacters, which never stand in interchanged text. */
const OPAQUE_START = "\uFDD0";
const OPAQUE_END = "\uFDD1";

function tokenOf(piece: PatternPiece, reading: PatternReading): PathToken {
  switch (piece.kind) {
    case "text":
      return piece.text;
    case "segment":
      return SEGMENT;
    case "star":
      return ANY;
    case "partial-plus":
      return reading.partialPlus === "any" ? PART : piece.text;
    case "inner-star":
      return reading.innerStar === "any" ? ANY : piece.text;
    case "template":
      return templateToken(piece.text, reading);
  }
}

function templateToken(claim: string, { template }: PatternReading): PathToken {
  if (template === "opaque") return opaqueTemplate(claim);
  return template === "any" ? ANY : PART;
}

/** Keeps the tokens in normal form: runs of text in one piece, and no wildcard that the one before it already is. */
function append(tokens: PathToken[], token: PathToken): void {
  const last = tokens.at(-1);
  if (typeof token === "string" && typeof last === "string") tokens[tokens.length - 1] = last + token;
  else if (token === ANY && last === ANY) return;
  else tokens.push(token);
}
