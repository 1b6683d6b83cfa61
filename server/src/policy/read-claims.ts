// Reads claims and sub-claims: keys with values that are a string as on the command line, or a list (F6.7).

import { type FieldFault, fail, loseAnything, objectField, stringsOf } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { plainJsonFaults } from "../text/plain-json-faults.ts";
import { readJson } from "../text/read-json.ts";
import type { Claims, SubClaim } from "./role.ts";

/** A client's claims. A string is one value: claims are not split at commas. What is null, or no text, is left out. */
export function readClaims(object: JsonObject, faults: FieldFault[]): Claims {
  return new Map(
    object.members.flatMap(({ key, value }) => {
      if (value === undefined || value.kind === "null") return [];
      const values = stringsOf(value, key.value, faults).map((one) => one.value);
      return value.kind === "string" || value.kind === "array" ? [[key.value, values] as const] : [];
    }),
  );
}

/** Sub-claims of an association. The values of a string are separated by commas (F6.1). */
export function readSubClaims(object: JsonObject, faults: FieldFault[]): SubClaim[] {
  return object.members.flatMap(({ key, value }) => {
    if (value === undefined) return [];
    const values = stringsOf(value, key.value, faults).flatMap((one) =>
      value.kind === "string" ? splitValues(one.value) : one.value,
    );
    return [{ key: key.value, values }];
  });
}

/** The output of `describe-sub-claims`, or a bare object of claims. */
export function readClaimsFile(text: string): { claims: Claims; faults: readonly FieldFault[] } {
  const { root, faults: syntax } = readJson(text);
  const faults: FieldFault[] = plainJsonFaults(syntax);
  if (root?.kind !== "object") {
    if (!loseAnything(faults))
      faults.push({
        span: root?.span ?? { start: 0, end: 0 },
        message: "Claims must be an object of keys with their values.",
        loses: true,
      });
    return { claims: new Map(), faults };
  }
  const wrapped = root.members.some((member) => member.key.value === "sub_claims" && member.value?.kind === "object");
  const object = wrapped ? objectField(root, "sub_claims", faults) : root;
  if (object === undefined) fail(faults, root, "sub_claims", "an object");
  return { claims: object ? readClaims(object, faults) : new Map(), faults };
}

/** The values of a comma-separated string, without blanks around them. */
export function splitValues(text: string): string[] {
  return text
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}
