import { type FieldFault, stringField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import type { Spanned } from "../text/span.ts";

/** The name that a key gives; an empty one says no more than none, and nobody is found by it. */
export function nameField(object: JsonObject, key: string, faults: FieldFault[]): Spanned<string> | undefined {
  const name = stringField(object, key, faults);
  return name === undefined || nameKey(name.value) === "" ? undefined : name;
}

/**
 * A name by which roles, auth methods and objects are found: with or without a leading slash they are the same (F5.1).
 * Case counts.
 */
export function nameKey(name: string): string {
  return name.startsWith("/") ? name.slice(1) : name;
}
