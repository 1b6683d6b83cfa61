import type { Assumptions } from "./assumptions.ts";
import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "./path-tokens.ts";
import { showTemplates } from "./tokenize-pattern.ts";

/** A pattern's meaning in the form in which it is written in a rules file, with its leading slash. */
export function writePattern(tokens: PathTokens): string {
  return tokens.map((token) => (typeof token === "string" ? showTemplates(token) : WILDCARDS[token])).join("");
}

const WILDCARDS = { [SEGMENT]: "+", [PART]: "+", [ANY]: "*" } as const;

/** How unclear wildcards are taken where a pattern is written. */
export type WrittenFor = Pick<Assumptions, "inner-star" | "partial-plus">;

/** What is good for both of two: a character like any other where it is one for either. */
export function writtenForBoth(a: WrittenFor, b: WrittenFor): WrittenFor {
  return {
    "inner-star": a["inner-star"] === "literal" ? "literal" : b["inner-star"],
    "partial-plus": a["partial-plus"] === "literal" ? "literal" : b["partial-plus"],
  };
}

/**
 * The pattern, or else the narrowest one around it, whose written form means just this: where unclear wildcards are
 * characters like any other (A5, A6), none stands for a wildcard inside a segment or before the end.
 */
export function writablePattern(tokens: PathTokens, assumptions: WrittenFor): PathTokens {
  const isStar = assumptions["inner-star"] !== "literal";
  const isPlus = assumptions["partial-plus"] !== "literal";
  if (isStar && isPlus) return tokens;
  const writable: PathToken[] = [];
  let same = true;
  for (const [at, token] of tokens.entries()) {
    const isLast = at === tokens.length - 1;
    if (token === ANY ? isLast || isStar : typeof token === "string" || isPlus || isWholeSegment(tokens, at)) {
      if (token !== ANY || writable.at(-1) !== ANY) writable.push(token);
      continue;
    }
    same = false;
    if (writable.at(-1) !== ANY) writable.push(ANY);
    if (!isStar) break;
  }
  return same ? tokens : writable;
}

function isWholeSegment(tokens: PathTokens, at: number): boolean {
  const [before, after] = [tokens[at - 1], tokens[at + 1]];
  return (
    tokens[at] === SEGMENT &&
    typeof before === "string" &&
    before.endsWith("/") &&
    (after === undefined || (typeof after === "string" && after.startsWith("/")))
  );
}
