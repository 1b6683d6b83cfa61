import { type FieldFault, stringField } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { type Spanned, startOf } from "../text/span.ts";

/** The name that a key gives; an empty one says no more than none, and nobody is found by it. */
export function nameField(object: JsonObject, key: string, faults: FieldFault[]): Spanned<string> | undefined {
  const name = stringField(object, key, faults);
  return name === undefined || nameKey(name.value) === "" ? undefined : name;
}

/** The same of what is hardly anything without its name, with what to say then, unless something is said already. */
export function neededName(
  object: JsonObject,
  key: string,
  faults: FieldFault[],
  complaint: Omit<FieldFault, "span">,
): Spanned<string> | undefined {
  const told = faults.length;
  const name = nameField(object, key, faults);
  const isBroken = object.members.some((member) => member.key.value === key && member.value === undefined);
  if (name === undefined && !isBroken && faults.length === told) {
    faults.push({ span: startOf(object.span), ...complaint });
  }
  return name;
}

/**
 * A name by which roles, auth methods and objects are found: with or without a leading slash they are the same (F5.1).
 * Case counts.
 */
export function nameKey(name: string): string {
  return name.startsWith("/") ? name.slice(1) : name;
}
