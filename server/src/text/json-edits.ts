// Edits that take JSON elements out or rename them and leave the rest of the text as it was.

import type { JsonArray, JsonNode, JsonObject, JsonString } from "./json-tree.ts";
import type { TextEdit } from "./text-edit.ts";

/** Removes one member of an object or element of an array together with the comma that goes with it. */
export function removeElement(container: JsonObject | JsonArray, index: number): TextEdit {
  const spans = (container.kind === "object" ? container.members : container.elements).map((element) => element.span);
  const own = spans[index] ?? container.span;
  const before = spans[index - 1];
  const after = spans[index + 1];
  if (before) return { span: { start: before.end, end: own.end }, newText: "" };
  if (after) return { span: { start: own.start, end: after.start }, newText: "" };
  return { span: { start: container.span.start + 1, end: container.span.end - 1 }, newText: "" };
}

/** Writes another value in the place of a node. */
export function replaceNode(node: JsonNode, newText: string): TextEdit {
  return { span: node.span, newText };
}

/** Writes another text in the place of a string, with the quotes and escapes it needs. */
export function replaceString(node: JsonString, value: string): TextEdit {
  return replaceNode(node, JSON.stringify(value));
}
