// Reads claims and sub-claims: keys with values that are a string as on the command line, or a list (F6.7).

import { type FieldFault, fieldNode, loseAnything, objectField, stringsOf } from "../text/json-fields.ts";
import type { JsonMember, JsonNode, JsonObject } from "../text/json-tree.ts";
import { keepLastMembers } from "../text/keep-last-members.ts";
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

/**
 * The sub-claims of an association, under a key; without the key there are none (F6.6). The values of a string are
 * separated by commas (F6.1). What is written and cannot be read is a demand without values, which nobody meets.
 */
export function subClaimsField(object: JsonObject, key: string, faults: FieldFault[]): SubClaim[] {
  const node = fieldNode(object, key);
  if (node === undefined || node.kind === "null") return [];
  if (node.kind === "object") return readSubClaims(node, faults);
  return [unmet(key, node, "an object of keys with their values", faults)];
}

/** The demands of an object, one for each of its keys. */
export function readSubClaims({ members }: JsonObject, faults: FieldFault[]): SubClaim[] {
  return members.map((member) => readSubClaim(member, faults));
}

function readSubClaim({ key, value }: JsonMember, faults: FieldFault[]): SubClaim {
  // What is still being written is told as broken JSON.
  if (value === undefined) return { key: key.value, values: [] };
  if (value.kind !== "string" && value.kind !== "array")
    return unmet(key.value, value, "a string or an array of strings", faults);
  const told = faults.length;
  const values =
    value.kind === "string" ? splitValues(value.value) : stringsOf(value, key.value, faults).map((one) => one.value);
  if (values.length === 0 && faults.length === told) {
    const message = `"${key.value}" names no value, so that the association gives the role to nobody.`;
    faults.push({ span: value.span, message });
  }
  return values.length === 0 && loseAnything(faults.slice(told))
    ? { key: key.value, values, unread: true }
    : { key: key.value, values };
}

function unmet(key: string, node: JsonNode, expected: string, faults: FieldFault[]): SubClaim {
  const message = `"${key}" must be ${expected}. Until then the association gives the role to nobody.`;
  faults.push({ span: node.span, message, loses: true });
  return { key, values: [], unread: true };
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
  const kept = keepLastMembers(root, faults);
  const isWrapped = kept.members.some(({ key }) => key.value === WRAPPER);
  const object = isWrapped ? objectField(kept, WRAPPER, faults) : kept;
  return { claims: object ? readClaims(object, faults) : new Map(), faults };
}

/** The key of the claims in that output: none of them is called so itself. */
const WRAPPER = "sub_claims";

/** The values of a comma-separated string, without blanks around them. */
export function splitValues(text: string): string[] {
  return text
    .split(",")
    .map((value) => value.trim())
    .filter((value) => value !== "");
}
