import type { FieldFault } from "./json-fields.ts";
import type { JsonMember, JsonNode, JsonObject } from "./json-tree.ts";

/**
 * An object as readers of JSON keep it: of members with the same key the last, at every depth.
 * @param faults gets one for every key that stands in its object already.
 */
export function keepLastMembers(object: JsonObject, faults: FieldFault[]): JsonObject {
  const kept = new Map<string, JsonMember>();
  for (const member of object.members) {
    const { key, value } = member;
    if (kept.delete(key.value)) {
      const message = `"${key.value}" stands twice; only what stands last is read. Remove one of them.`;
      faults.push({ span: key.span, message });
    }
    kept.set(key.value, { ...member, value: value && keepLast(value, faults) });
  }
  return { ...object, members: [...kept.values()] };
}

function keepLast(node: JsonNode, faults: FieldFault[]): JsonNode {
  if (node.kind === "object") return keepLastMembers(node, faults);
  if (node.kind === "array") return { ...node, elements: node.elements.map((element) => keepLast(element, faults)) };
  return node;
}
