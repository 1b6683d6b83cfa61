import type { JsonNode } from "../text/json-tree.ts";

/** Whether an object or array has its closing bracket. What is still being written must not be called empty or incomplete. */
export function isClosed(text: string, { kind, span }: JsonNode): boolean {
  if (kind !== "object" && kind !== "array") return true;
  return span.end - span.start > 1 && text[span.end - 1] === (kind === "object" ? "}" : "]");
}
