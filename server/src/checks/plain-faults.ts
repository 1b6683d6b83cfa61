// Which syntax faults are what they seem. Where a quote is missing, the wildcard of a path looks like the beginning of a
// comment, and the rules behind it like what is commented out: what is not plain is never taken out without asking.

import type { JsonTree } from "../text/json-tree.ts";
import type { Span } from "../text/span.ts";
import type { SyntaxFault } from "../text/syntax-fault.ts";

/** Whether nothing is wrong with a text but comments and commas before a bracket, so that it is read as it was meant. */
export function hasOnlyPlainFaults(text: string, { faults }: JsonTree): boolean {
  return faults.every(
    (fault) => fault.kind === "trailing-comma" || (fault.kind === "comment" && isPlainComment(text, fault)),
  );
}

/** Whether a comment is one, as far as it tells itself: closed, beside no word, with both quotes of each string in it. */
export function isPlainComment(text: string, { span }: SyntaxFault): boolean {
  const comment = text.slice(span.start, span.end);
  const isClosed = comment.startsWith("//") || (comment.length > 3 && comment.endsWith("*/"));
  const quotes = comment.split(`"`).length - 1;
  if (!isClosed || quotes % 2 !== 0 || PATH_WITHOUT_QUOTES.test(comment)) return false;
  return BESIDE_COMMENT.test(text.charAt(span.start - 1)) && BESIDE_COMMENT.test(text.charAt(span.end));
}

/** Whether a word stands where a key or a value is expected, so that quotes around it are all that is missing. */
export function isPlainWord(text: string, { span }: SyntaxFault): boolean {
  if (!WORD.test(text.slice(span.start, span.end))) return false;
  const before = characterBefore(text, span.start);
  const after = characterFrom(text, span.end);
  if (after === ":") return before === "{" || before === ",";
  return (before === ":" || before === "[" || before === ",") && /[,\]}]/.test(after);
}

/** Whether the value of a key stands between its colon and the next comma or bracket, with nothing beside it. */
export function isPlainValue(text: string, { start, end }: Span): boolean {
  return characterBefore(text, start) === ":" && /[,\]}]/.test(characterFrom(text, end));
}

/** `//app/*: [` may be a comment, or a path that lacks its quotes. */
const PATH_WITHOUT_QUOTES = /^\/[/*][^\s"]*\s*:\s*[[{]/;

/** Blanks, brackets and commas, strings, and the ends of the text. Behind a colon `//` may belong to an address. */
const BESIDE_COMMENT = /^[\s{}[\],"]?$/;

const WORD = /^(?:'[^'"]*\w[^'"]*'|[^'"`/\s]*\w[^'"`/\s]*)$/;

function characterBefore(text: string, offset: number): string {
  let at = offset - 1;
  while (isBlank(text.charAt(at))) at--;
  return text.charAt(at);
}

function characterFrom(text: string, offset: number): string {
  let at = offset;
  while (isBlank(text.charAt(at))) at++;
  return text.charAt(at);
}

function isBlank(character: string): boolean {
  return character !== "" && character.trim() === "";
}
