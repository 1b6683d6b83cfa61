// Text with marks: `<|>` is the cursor, `<|...|>` a range. Tests read better with them than with numbers.

import assert from "node:assert/strict";

export interface MarkedText {
  /** Without the marks. */
  readonly text: string;
  readonly offset: number;
  /** The range, or an empty one at the cursor. */
  readonly span: { readonly start: number; readonly end: number };
}

/** Takes the marks out. Throws unless there is exactly one cursor or one range. */
export function readMarks(marked: string): MarkedText {
  const parts = marked.split(/<\|>|<\||\|>/);
  const [before = "", inside = "", after = ""] = parts;
  assert.ok(parts.length === 2 || parts.length === 3, "one <|> or one <|...|>");
  if (parts.length === 2) {
    const offset = before.length;
    return { text: before + inside, offset, span: { start: offset, end: offset } };
  }
  const span = { start: before.length, end: before.length + inside.length };
  return { text: before + inside + after, offset: span.start, span };
}

/** A rules file with one rule on one path, in which marks may stand anywhere. */
export function oneRule(rule: string, path = "/app/db"): string {
  return `{ "${path}": [{ ${rule} }] }`;
}
