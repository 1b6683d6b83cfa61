import type { JsonNode } from "./json-tree.ts";

/** Whether an object or array has its closing bracket. What is still being written must not be called empty or incomplete. */
export function isClosed(text: string, node: JsonNode): boolean {
  if (node.kind !== "object" && node.kind !== "array") return true;
  const last = node.kind === "object" ? node.members.at(-1) : node.elements.at(-1);
  // The bracket may also be that of its last element.
  const inside = last?.span.end ?? node.span.start + 1;
  return inside < node.span.end && text[node.span.end - 1] === (node.kind === "object" ? "}" : "]");
}
