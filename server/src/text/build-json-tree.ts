// Builds the tree while the parser visits the text: one object for each node and nothing in between.
// The parser opens and closes containers in pairs, also in broken text, so that every node gets its end.

import { type ParseError, visit } from "jsonc-parser";
import type { JsonMember, JsonNode, JsonString } from "./json-tree.ts";
import type { Span } from "./span.ts";

export interface BuiltTree {
  readonly root: JsonNode | undefined;
  readonly errors: readonly ParseError[];
}

/** A container that is not closed yet; of an object, also the member whose value is still to come. */
type Open =
  | { readonly span: MutableSpan; readonly members: JsonMember[]; member: MutableMember | undefined }
  | { readonly span: MutableSpan; readonly elements: JsonNode[] };

interface MutableSpan extends Span {
  end: number;
}

interface MutableMember extends JsonMember {
  readonly span: MutableSpan;
  value: JsonNode | undefined;
}

/** Reads strict JSON as far as it goes. @param at is added to every place in the tree, not to those of the errors. */
export function buildJsonTree(text: string, at: number): BuiltTree {
  const errors: ParseError[] = [];
  const open: Open[] = [];
  let root: JsonNode | undefined;

  /** A value belongs to the member that waits for one, or to the array; a second value of a member is left out. */
  const put = (node: JsonNode): void => {
    const parent = open.at(-1);
    if (parent === undefined) root ??= node;
    else if ("elements" in parent) parent.elements.push(node);
    else if (parent.member) parent.member.value ??= node;
  };
  /** After its value, or the comma or brace that comes instead, a member is complete. */
  const completeMember = (): void => {
    const parent = open.at(-1);
    if (parent === undefined || "elements" in parent || parent.member === undefined) return;
    if (parent.member.value) parent.member.span.end = parent.member.value.span.end;
    parent.member = undefined;
  };
  const close = (offset: number, length: number): void => {
    completeMember();
    const closed = open.pop();
    if (closed) closed.span.end = at + Math.min(offset + length, text.length);
    completeMember();
  };
  const place = (offset: number, length: number): MutableSpan => ({
    start: at + offset,
    end: at + Math.min(offset + length, text.length),
  });

  visit(
    text,
    {
      onObjectBegin(offset, length) {
        const object = { kind: "object" as const, span: place(offset, length), members: [] };
        put(object);
        open.push({ span: object.span, members: object.members, member: undefined });
      },
      onObjectProperty(name, offset, length) {
        const parent = open.at(-1);
        if (parent === undefined || "elements" in parent) return;
        const key: JsonString = { kind: "string", span: place(offset, length), value: name };
        parent.member = { span: place(offset, length), key, value: undefined };
        parent.members.push(parent.member);
      },
      onObjectEnd: close,
      onArrayBegin(offset, length) {
        const array = { kind: "array" as const, span: place(offset, length), elements: [] };
        put(array);
        open.push({ span: array.span, elements: array.elements });
      },
      onArrayEnd: close,
      onLiteralValue(value: unknown, offset, length) {
        put(toLiteral(value, place(offset, length)));
        completeMember();
      },
      onSeparator(separator) {
        if (separator === ",") completeMember();
      },
      onError: (error, offset, length) => void errors.push({ error, offset, length }),
    },
    { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true },
  );
  return { root, errors };
}

function toLiteral(value: unknown, span: Span): JsonNode {
  if (typeof value === "string") return { kind: "string", span, value };
  if (typeof value === "number") return { kind: "number", span, value };
  if (typeof value === "boolean") return { kind: "boolean", span, value };
  return { kind: "null", span };
}
