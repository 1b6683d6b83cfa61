// The same piece of JSON at another place of the text: all spans moved, nothing else changed.

import type { JsonMember, JsonNode, JsonString } from "./json-tree.ts";
import type { Span } from "./span.ts";

/** A member and all below it, moved by so many characters. */
export function moveMember({ span, key, value }: JsonMember, by: number): JsonMember {
  return { span: moveSpan(span, by), key: moveString(key, by), value: value && moveNode(value, by) };
}

function moveNode(node: JsonNode, by: number): JsonNode {
  const span = moveSpan(node.span, by);
  switch (node.kind) {
    case "object":
      return { kind: "object", span, members: node.members.map((member) => moveMember(member, by)) };
    case "array":
      return { kind: "array", span, elements: node.elements.map((element) => moveNode(element, by)) };
    case "string":
      return moveString(node, by);
    case "number":
      return { kind: "number", span, value: node.value };
    case "boolean":
      return { kind: "boolean", span, value: node.value };
    case "null":
      return { kind: "null", span };
  }
}

function moveString({ span, value }: JsonString, by: number): JsonString {
  return { kind: "string", span: moveSpan(span, by), value };
}

/** A span moved by so many UTF-16 units, towards the beginning where they are negative. */
export function moveSpan({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}
