// Reads fields of JSON objects whose shape is expected but not sure. What has the wrong type is left out and
// becomes a fault at its place; what is absent is simply absent. Of a repeated key the last counts.

import type { JsonNode, JsonObject, JsonString } from "./json-tree.ts";
import type { Span, Spanned } from "./span.ts";

/** A place where something else was expected; the message says what. */
export interface FieldFault {
  readonly span: Span;
  readonly message: string;
  /** Whether something is left out by it that an answer may depend on. */
  readonly loses?: boolean;
}

/** The value of a key, or nothing. */
export function fieldNode(object: JsonObject, key: string): JsonNode | undefined {
  return object.members.findLast((member) => member.key.value === key)?.value;
}

/** The value of a key if it is an object. */
export function objectField(object: JsonObject, key: string, faults: FieldFault[]): JsonObject | undefined {
  const node = present(object, key);
  if (node === undefined || node.kind === "object") return node;
  return fail(faults, node, key, "an object");
}

/** The elements of a key's array; none if it is absent. */
export function arrayField(object: JsonObject, key: string, faults: FieldFault[]): readonly JsonNode[] {
  const node = present(object, key);
  if (node?.kind === "array") return node.elements;
  if (node !== undefined) fail(faults, node, key, "an array");
  return [];
}

/** The elements of a key's array that are objects. */
export function objectsField(object: JsonObject, key: string, faults: FieldFault[]): readonly JsonObject[] {
  return arrayField(object, key, faults).flatMap((node) =>
    node.kind === "object" ? node : (fail(faults, node, key, "an array of objects") ?? []),
  );
}

/** The value of a key if it is a string, with the place of the string. */
export function stringField(object: JsonObject, key: string, faults: FieldFault[]): Spanned<string> | undefined {
  const node = present(object, key);
  if (node === undefined) return undefined;
  return node.kind === "string" ? spanned(node) : fail(faults, node, key, "a string");
}

/** The value of a key if it is true or false. */
export function booleanField(object: JsonObject, key: string, faults: FieldFault[]): boolean | undefined {
  const node = present(object, key);
  if (node === undefined) return undefined;
  return node.kind === "boolean" ? node.value : fail(faults, node, key, "true or false");
}

/** The value of a key if it is a number. */
export function numberField(object: JsonObject, key: string, faults: FieldFault[]): number | undefined {
  const node = present(object, key);
  if (node === undefined) return undefined;
  return node.kind === "number" ? node.value : fail(faults, node, key, "a number");
}

/** The same of a count, which may also be written as a string of digits. */
export function countField(object: JsonObject, key: string, faults: FieldFault[]): number | undefined {
  const node = fieldNode(object, key);
  const isDigits = node?.kind === "string" && /^\d+$/.test(node.value);
  return isDigits ? Number(node.value) : numberField(object, key, faults);
}

/** The strings of a key's array; a lone string counts as an array of one. */
export function stringsField(object: JsonObject, key: string, faults: FieldFault[]): readonly Spanned<string>[] {
  const node = present(object, key);
  return node === undefined ? [] : stringsOf(node, key, faults);
}

/** The strings of an array; a lone string counts as an array of one. */
export function stringsOf(node: JsonNode, name: string, faults: FieldFault[]): readonly Spanned<string>[] {
  if (node.kind === "string") return [spanned(node)];
  if (node.kind !== "array") return fail(faults, node, name, "a string or an array of strings") ?? [];
  return node.elements.flatMap((element) =>
    element.kind === "string" ? spanned(element) : (fail(faults, element, name, "an array of strings") ?? []),
  );
}

/** Whether more is wrong with a text than what can be read all the same. */
export function loseAnything(faults: readonly FieldFault[]): boolean {
  return faults.some(({ loses }) => loses === true);
}

/** Records that a value is not what was expected, and stands for its absence. */
export function fail(faults: FieldFault[], node: JsonNode, name: string, expected: string): undefined {
  faults.push({ span: node.span, message: `"${name}" must be ${expected}.`, loses: true });
  return undefined;
}

/** A field that is null counts as absent: exports write it so. */
function present(object: JsonObject, key: string): JsonNode | undefined {
  const node = fieldNode(object, key);
  return node?.kind === "null" ? undefined : node;
}

function spanned(node: JsonString): Spanned<string> {
  return { value: node.value, span: node.span };
}
