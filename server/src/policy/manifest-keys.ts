// The keys of the manifest: what the reader accepts and the schema offers.

import type { FieldFault } from "../text/json-fields.ts";
import type { JsonObject } from "../text/json-tree.ts";
import { nearestWord } from "../text/nearest-word.ts";

type ManifestPart = "manifest" | "role" | "association" | "authMethod" | "identity" | "suppression";

export const MANIFEST_KEYS: Readonly<Record<ManifestPart, readonly string[]>> = {
  manifest: ["$schema", "roles", "authMethods", "identities", "exports", "checks", "suppress", "assumptions"],
  role: ["rules", "admin", "associations"],
  association: ["authMethod", "subClaims", "caseSensitive", "operators"],
  authMethod: ["kind", "forceSubClaims"],
  identity: ["authMethod", "claims", "claimsFile"],
  suppression: ["check", "file", "path", "reason"],
};

/**
 * Reports the keys of an object that mean nothing here, with the nearest that does: that one was probably meant.
 * @param harmless those of the known ones on which no answer depends.
 */
export function reportUnknownKeys(
  object: JsonObject,
  known: readonly string[],
  faults: FieldFault[],
  harmless: readonly string[] = [],
): void {
  for (const { key } of object.members) {
    if (known.includes(key.value)) continue;
    const near = nearestWord(key.value, known);
    const advice = near === undefined ? `Known keys: ${known.join(", ")}.` : `Did you mean "${near}"?`;
    const message = `"${key.value}" is not a key here and is ignored. ${advice}`;
    faults.push({ span: key.span, message, loses: near !== undefined && !harmless.includes(near) });
  }
}
