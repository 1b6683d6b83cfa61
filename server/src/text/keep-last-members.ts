// Objects as readers of JSON keep them: of members with the same key the last. Hardly any object needs that, so that
// one without a key twice is handed back as it is, and large exports pay little for being looked through.

import type { FieldFault } from "./json-fields.ts";
import type { JsonMember, JsonNode, JsonObject } from "./json-tree.ts";

/**
 * An object without members whose keys come again behind them, at every depth.
 * @param faults gets one for every key that stands in its object already: what stood there first is lost.
 */
export function keepLastMembers(object: JsonObject, faults: FieldFault[]): JsonObject {
  return hasKeyTwice(object) ? keepLastOfObject(object, faults) : object;
}

/** Says of a member that its key stands in the object already. */
export function keyTwice({ key }: JsonMember): FieldFault {
  const message = `"${key.value}" stands twice; only what stands last is read. Remove one of them.`;
  return { span: key.span, message, loses: true };
}

function keepLastOfObject(object: JsonObject, faults: FieldFault[]): JsonObject {
  const kept = new Map<string, JsonMember>();
  for (const member of object.members) {
    const { key, value } = member;
    if (kept.delete(key.value)) faults.push(keyTwice(member));
    kept.set(key.value, { ...member, value: value && keepLast(value, faults) });
  }
  return { ...object, members: [...kept.values()] };
}

function keepLast(node: JsonNode, faults: FieldFault[]): JsonNode {
  if (node.kind === "object") return keepLastOfObject(node, faults);
  if (node.kind === "array") return { ...node, elements: node.elements.map((element) => keepLast(element, faults)) };
  return node;
}

/** Whether a key stands twice in an object, or in one below it. */
function hasKeyTwice(node: JsonNode): boolean {
  if (node.kind === "array") return node.elements.some(hasKeyTwice);
  if (node.kind !== "object") return false;
  const { members } = node;
  if (members.length > FEW ? hasEqualKeys(members) : hasEqualKeysAmongFew(members)) return true;
  return members.some(({ value }) => value !== undefined && hasKeyTwice(value));
}

/** Up to so many keys are compared each with each, which is faster than a set. */
const FEW = 12;

function hasEqualKeys(members: readonly JsonMember[]): boolean {
  return new Set(members.map(({ key }) => key.value)).size < members.length;
}

function hasEqualKeysAmongFew(members: readonly JsonMember[]): boolean {
  return members.some(({ key }, at) => {
    for (let before = 0; before < at; before++) if (members[before]?.key.value === key.value) return true;
    return false;
  });
}
