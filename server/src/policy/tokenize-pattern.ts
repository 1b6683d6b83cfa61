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

/**
 * The characters that an opaque template becomes in tokens. No well-formed path holds any of them: the letters of the
 * claim's name are written otherwise, or texts between wildcards would be found in them.
 */
export function opaqueTemplate(claim: string): string {
  let name = "";
  for (let at = 0; at < claim.length; at++) {
    const unit = claim.charCodeAt(at);
    for (let shift = UNIT_BITS - DIGIT_BITS; shift >= 0; shift -= DIGIT_BITS)
      name += String.fromCharCode(FIRST_DIGIT + ((unit >> shift) & (DIGITS - 1)));
  }
  return `${OPAQUE_START}${name}${OPAQUE_END}`;
}

/** Text of tokens, or a path found in them, with its opaque templates in their written form again. */
export function showTemplates(text: string): string {
  if (!text.includes(OPAQUE_START) && !text.includes(OPAQUE_END)) return text;
  const letters = text.replace(NAME_LETTER, (digits) =>
    String.fromCharCode(
      Number.parseInt(
        Array.from(digits, (digit) => (digit.charCodeAt(0) - FIRST_DIGIT).toString(DIGITS)).join(""),
        DIGITS,
      ),
    ),
  );
  return letters.replaceAll(OPAQUE_START, "{{").replaceAll(OPAQUE_END, "}}");
}

/**
 * Tokens with something else in the place of their opaque templates, as tokens are read anew.
 * @param by what stands in the place of one, told as `opaqueTemplate` writes it.
 */
export function replaceTemplates(tokens: PathTokens, by: (opaque: string) => PathToken): PathTokens {
  if (!tokens.some(holdsTemplate)) return tokens;
  const replaced: PathToken[] = [];
  for (const token of tokens) {
    if (typeof token !== "string") append(replaced, token);
    else
      for (const part of token.split(ONE_OPAQUE))
        if (part !== "") append(replaced, part.startsWith(OPAQUE_START) ? by(part) : part);
  }
  return replaced;
}

/** As far as tokens reach by any plain value of their claims (A7). */
export function anyPlainValue(tokens: PathTokens): PathTokens {
  return replaceTemplates(tokens, () => SEGMENT);
}

/** The same by any value without a slash, be it empty. */
export function anyText(tokens: PathTokens): PathTokens {
  return replaceTemplates(tokens, () => PART);
}

/** The opaque templates in tokens, each once, as `opaqueTemplate` writes them. */
export function opaqueTemplatesIn(tokens: PathTokens): string[] {
  const texts = tokens.flatMap((token) => (holdsTemplate(token) ? String(token).split(ONE_OPAQUE) : []));
  return [...new Set(texts.filter((text) => text.startsWith(OPAQUE_START)))];
}

function holdsTemplate(token: PathToken): boolean {
  return typeof token === "string" && token.includes(OPAQUE_START);
}

/** How long a text of tokens is, its opaque templates counted by the letters of their names and a mark at each end. */
export function lengthWithNames(text: string): number {
  return text.includes(OPAQUE_START) ? text.replace(NAME_LETTER, "x").length : text.length;
}

const UNCLEAR: ReadonlySet<PieceKind> = new Set(["inner-star", "partial-plus"]);

/** Unicode noncharacters, which never stand in interchanged text. */
const OPAQUE_START = "\uFDD0";
const OPAQUE_END = "\uFDD1";
const FIRST_DIGIT = 0xfdd2;

/** As many of these characters are left, or some fewer; four of them make any code unit. */
const DIGITS = 16;
const DIGIT_BITS = 4;
const UNIT_BITS = 16;
const ONE_OPAQUE = /(\ufdd0[^\ufdd1]*\ufdd1)/;
const NAME_LETTER = /[\ufdd2-\ufde1]{4}/g;

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
