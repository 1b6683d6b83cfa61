// Edits that take JSON elements out, put them in or rename them and leave the rest of the text as it was.

import { isClosed } from "./is-closed.ts";
import type { JsonArray, JsonNode, JsonObject, JsonString } from "./json-tree.ts";
import type { Span } from "./span.ts";
import type { TextEdit } from "./text-edit.ts";

/** Removes one member of an object or element of an array together with the comma that goes with it. */
export function removeElement(text: string, container: JsonObject | JsonArray, index: number): TextEdit[] {
  return removeElements(text, container, [index]);
}

/** Removes several members of an object or elements of an array with their commas. */
export function removeElements(
  text: string,
  container: JsonObject | JsonArray,
  indexes: readonly number[],
): TextEdit[] {
  const elements: readonly { readonly span: Span }[] =
    container.kind === "object" ? container.members : container.elements;
  return removeFromList(elements, insideOf(text, container, elements), indexes);
}

/** What goes when nothing stays. Where a bracket is missing, only what was read, with a comma behind it. */
function insideOf(text: string, container: JsonObject | JsonArray, elements: readonly { readonly span: Span }[]): Span {
  const behindBracket = container.span.start + 1;
  const start = Math.min(behindBracket, elements[0]?.span.start ?? behindBracket);
  const lastEnd = elements.at(-1)?.span.end ?? behindBracket;
  if (isClosed(text, container)) return { start, end: container.span.end - 1 };
  const [separator = ""] = /^\s*,/.exec(text.slice(lastEnd, container.span.end)) ?? [];
  return { start, end: lastEnd + separator.length };
}

/**
 * Removes elements of any list with separators, neighbours in one edit, so that the edits never overlap.
 * @param inside what stays empty when every element goes.
 * @param indexes ascending, without repeats.
 */
export function removeFromList(
  elements: readonly { readonly span: Span }[],
  inside: Span,
  indexes: readonly number[],
): TextEdit[] {
  return findRuns(indexes).map(({ first, last }) => {
    const before = elements[first - 1]?.span.end;
    const after = elements[last + 1]?.span.start;
    if (before !== undefined) return { span: { start: before, end: elements[last]?.span.end ?? before }, newText: "" };
    if (after !== undefined) return { span: { start: elements[0]?.span.start ?? after, end: after }, newText: "" };
    return { span: inside, newText: "" };
  });
}

/** Writes another value in the place of a node. */
export function replaceNode(node: JsonNode, newText: string): TextEdit {
  return { span: node.span, newText };
}

/** Writes another text in the place of a string, with the quotes and escapes it needs. */
export function replaceString(node: JsonString, value: string): TextEdit {
  return replaceNode(node, JSON.stringify(value));
}

/** Puts a member with a text value before the others, on a line of its own where they are. */
export function insertMember(text: string, object: JsonObject, key: string, value: string): TextEdit {
  const member = `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  const first = object.members[0];
  if (!first) return { span: { start: object.span.start + 1, end: object.span.start + 1 }, newText: member };
  const blanks = text.slice(object.span.start + 1, first.span.start);
  const separator = blanks.trim() === "" && blanks !== "" ? blanks : " ";
  return { span: { start: first.span.start, end: first.span.start }, newText: `${member},${separator}` };
}

/** Neighbouring indexes together. */
function findRuns(indexes: readonly number[]): { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const index of indexes) {
    const run = runs.at(-1);
    if (run && index === run.last + 1) run.last = index;
    else runs.push({ first: index, last: index });
  }
  return runs;
}
