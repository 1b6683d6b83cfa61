import { fieldNode } from "../text/json-fields.ts";
import { readJson } from "../text/read-json.ts";

/**
 * Whether a text is a manifest, whatever its file is called: a part of one holds an object, where a rules file has
 * arrays only.
 */
export function looksLikeManifest(text: string): boolean {
  const { root } = readJson(text);
  if (root?.kind !== "object") return false;
  return PARTS.some((key) => fieldNode(root, key)?.kind === "object");
}

const PARTS = ["roles", "authMethods", "identities", "exports"] as const;
