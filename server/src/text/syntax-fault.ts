// Puts the reader's errors into words and leaves out those that only follow from the one before:
// one mistake in the text is one fault.

import type { ReadError } from "./json-tree.ts";
import type { Span } from "./span.ts";

/**
 * Text that is not JSON.
 * Comments have a kind of their own: some editors allow what the command rejects (F1.11).
 * A bare word stands without its double quotes; a missing comma belongs before the span.
 */
export interface SyntaxFault {
  readonly kind: "comment" | "trailing-comma" | "bare-word" | "missing-comma" | "other";
  readonly message: string;
  readonly span: Span;
}

/** The faults of a text in its order, from what the reader found. */
export function readSyntaxFaults(text: string, errors: readonly ReadError[]): SyntaxFault[] {
  const faults: SyntaxFault[] = [];
  let previous: Span | undefined;
  for (const error of errors) {
    const span = { start: error.offset, end: Math.min(error.offset + error.length, text.length) };
    const isComment = error.name === "InvalidCommentToken";
    if (previous && !isComment && followsFrom(text, previous, span)) {
      previous = { start: previous.start, end: Math.max(previous.end, span.end) };
      continue;
    }
    const fault = toFault(text, error, span, faults);
    faults.push(fault);
    previous = fault.kind === "comment" ? undefined : span;
  }
  return faults;
}

/** Whether nothing but blanks lies between two places: then the reader had not found its way back yet. */
function followsFrom(text: string, previous: Span, span: Span): boolean {
  return span.start <= previous.end || text.slice(previous.end, span.start).trim() === "";
}

function toFault(text: string, error: ReadError, span: Span, faults: readonly SyntaxFault[]): SyntaxFault {
  const { name } = error;
  if (name === "InvalidCommentToken") return { kind: "comment", message: COMMENT, span };
  if (name === "PropertyNameExpected" || name === "ValueExpected") {
    const comma = commaBefore(text, span.start, faults);
    if (comma !== undefined) {
      return { kind: "trailing-comma", message: TRAILING_COMMA, span: { start: comma, end: comma + 1 } };
    }
  }
  if (name === "CommaExpected") return missingComma(text, span);
  const kind = name === "InvalidSymbol" ? "bare-word" : "other";
  return { kind, message: MESSAGES[name] ?? "This is not valid JSON.", span };
}

/** What follows tells what is missing in truth. */
function missingComma(text: string, span: Span): SyntaxFault {
  const next = text.charAt(span.start);
  if (/\d/.test(next) && text[span.start - 1] === "0") {
    return { kind: "other", message: "A number may not begin with 0.", span };
  }
  if (next === "}" || next === "]") {
    return { kind: "other", message: `A closing bracket is missing before this ${next}.`, span };
  }
  return { kind: "missing-comma", message: "A comma is missing before this.", span };
}

/** The offset of the comma that is the last thing before a closing bracket, comments aside. */
function commaBefore(text: string, offset: number, faults: readonly SyntaxFault[]): number | undefined {
  const next = text[offset];
  if (next !== "}" && next !== "]") return undefined;
  let at = offset - 1;
  let comment = faults.length - 1;
  for (;;) {
    while (at >= 0 && text.charAt(at).trim() === "") at--;
    const fault = faults[comment--];
    if (fault?.kind !== "comment" || fault.span.end !== at + 1) break;
    at = fault.span.start - 1;
  }
  return text[at] === "," ? at : undefined;
}

const COMMENT = "The akeyless command rejects comments in a rules file. Remove this comment.";

const TRAILING_COMMA = "The akeyless command rejects a comma before a closing bracket. Remove the comma.";

const MESSAGES: Readonly<Record<string, string>> = {
  InvalidSymbol: "This is not a JSON value. Put text in double quotes.",
  InvalidNumberFormat: "This number is not written as JSON asks.",
  PropertyNameExpected: "A key in double quotes is expected here.",
  ValueExpected: "A value is expected here.",
  ColonExpected: "A colon is expected here, between the key and its value.",
  OpenBraceExpected: "An opening brace { is expected before this.",
  CloseBraceExpected: "A closing brace } is expected here.",
  CloseBracketExpected: "A closing bracket ] is expected here.",
  EndOfFileExpected: "Nothing may follow the closing brace of the file.",
  StrayBracket: "This bracket closes nothing.",
  UnexpectedEndOfString: "This string is not closed. Add the closing double quote.",
  UnexpectedEndOfNumber: "This number is cut short.",
  InvalidUnicode: "A \\u escape needs four hexadecimal digits.",
  InvalidEscapeCharacter: "This escape does not exist in JSON. Write \\\\ for a backslash.",
  InvalidCharacter: "This character may not stand in a string as it is. Write it as an escape.",
};
