// Leads from the characters of a JSON string's value to their places in the text, also through escapes.

import type { JsonString } from "./json-tree.ts";
import type { Span } from "./span.ts";

/**
 * The place in the text of part of a string's value.
 * @param from,to UTF-16 offsets in the value, `to` exclusive.
 */
export function spanInString(text: string, node: JsonString, from: number, to: number): Span {
  const first = node.span.start + 1;
  if (node.span.end - node.span.start <= node.value.length + 2 && !text.slice(first, node.span.end).includes("\\")) {
    return { start: first + from, end: first + to };
  }
  const start = skipUnits(text, first, from);
  // An escape that is cut short has no value of its own, so that counting may lead out of the string.
  const last = node.span.end;
  return { start: Math.min(start, last), end: Math.min(skipUnits(text, start, to - from), last) };
}

/** The place between the quotes; an unclosed string runs to its end. */
export function contentSpan(text: string, node: JsonString): Span {
  return spanInString(text, node, 0, node.value.length);
}

/** Where in the value an offset of the text stands; an offset inside an escape counts as its start. */
export function offsetInValue(text: string, node: JsonString, offset: number): number {
  let at = node.span.start + 1;
  let index = 0;
  while (index < node.value.length) {
    const next = skipUnits(text, at, 1);
    if (next > offset) break;
    at = next;
    index++;
  }
  return index;
}

/** Passes over as many units of the value as asked; each is one character of the text or one escape. */
function skipUnits(text: string, from: number, count: number): number {
  let at = from;
  for (let left = count; left > 0; left--) {
    if (text[at] === "\\") at += text[at + 1] === "u" ? 6 : 2;
    else at++;
  }
  return at;
}
