import { fieldNode } from "../text/json-fields.ts";
import type { JsonNode } from "../text/json-tree.ts";
import { readJson } from "../text/read-json.ts";

/**
 * Whether a text is what `list-roles` or `get-role` prints, whatever its file is called.
 * A rules file may have a path "roles" too: what counts is the key by which only an export names a role.
 */
export function looksLikeRoleExport(text: string): boolean {
  if (!text.includes('"role_name"') && !text.includes('"next_page"')) return false;
  const { root } = readJson(text);
  if (root?.kind !== "object") return false;
  const list = fieldNode(root, "roles");
  if (list === undefined) return namesRole(root);
  return list.kind === "array" && (list.elements.length === 0 || list.elements.some(namesRole));
}

function namesRole(node: JsonNode): boolean {
  return node.kind === "object" && fieldNode(node, "role_name")?.kind === "string";
}
