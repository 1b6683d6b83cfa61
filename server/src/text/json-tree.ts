// Reads JSON text into a tree in which every node knows its place. The only door for jsonc-parser.
// Reading is total: broken text gives the tree of what could be read, and faults that say what is wrong.
// Members with the same key are all kept, in order, and comments are reported but passed over.

import { type Node, type ParseError, parseTree } from "jsonc-parser";
import { findTooDeep } from "./nesting.ts";
import type { Span } from "./span.ts";
import { readSyntaxFaults, type SyntaxFault } from "./syntax-fault.ts";

export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonBoolean | JsonNull;

export interface JsonObject {
  readonly kind: "object";
  readonly span: Span;
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly span: Span;
  readonly key: JsonString;
  /** Absent while it is not written yet. */
  readonly value: JsonNode | undefined;
}

export interface JsonArray {
  readonly kind: "array";
  readonly span: Span;
  readonly elements: readonly JsonNode[];
}

/** A string; its span includes the quotes. `string-content.ts` leads from its characters to their places. */
export interface JsonString {
  readonly kind: "string";
  readonly span: Span;
  readonly value: string;
}

export interface JsonNumber {
  readonly kind: "number";
  readonly span: Span;
  readonly value: number;
}

export interface JsonBoolean {
  readonly kind: "boolean";
  readonly span: Span;
  readonly value: boolean;
}

export interface JsonNull {
  readonly kind: "null";
  readonly span: Span;
}

export interface JsonTree {
  /** Absent when nothing could be read. */
  readonly root: JsonNode | undefined;
  readonly faults: readonly SyntaxFault[];
}

/**
 * Reads text as strict JSON, as far as it goes. Never throws, also not on text nested thousands deep.
 * @param at where the text begins in its document, when it is only a piece of it: all spans count from the document.
 */
export function readJson(text: string, at = 0): JsonTree {
  const tooDeep = findTooDeep(text);
  if (tooDeep !== undefined) return { root: undefined, faults: [tooDeepFault(at + tooDeep)] };
  const errors: ParseError[] = [];
  const node = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false, allowEmptyContent: true });
  const faults = readSyntaxFaults(text, errors);
  return {
    root: node && convert(node, { at, length: text.length }),
    faults: at === 0 ? faults : faults.map((fault) => ({ ...fault, span: shift(fault.span, at) })),
  };
}

/** The piece of the document that is being read. */
interface Piece {
  readonly at: number;
  readonly length: number;
}

/** The parser lets a node that is not closed end behind the text. */
function convert(node: Node, piece: Piece): JsonNode | undefined {
  const span = shift({ start: node.offset, end: Math.min(node.offset + node.length, piece.length) }, piece.at);
  const children = node.children ?? [];
  switch (node.type) {
    case "object":
      return { kind: "object", span, members: children.flatMap((child) => convertMember(child, piece) ?? []) };
    case "array":
      return { kind: "array", span, elements: children.flatMap((child) => convert(child, piece) ?? []) };
    case "string":
      return { kind: "string", span, value: String(node.value) };
    case "number":
      return { kind: "number", span, value: Number(node.value) };
    case "boolean":
      return { kind: "boolean", span, value: node.value === true };
    case "null":
      return { kind: "null", span };
    case "property":
      return undefined;
  }
}

function convertMember(node: Node, piece: Piece): JsonMember | undefined {
  const [keyNode, valueNode] = node.children ?? [];
  const key = keyNode && convert(keyNode, piece);
  if (key?.kind !== "string") return undefined;
  const value = valueNode && convert(valueNode, piece);
  return { span: { start: piece.at + node.offset, end: value?.span.end ?? key.span.end }, key, value };
}

function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

function tooDeepFault(at: number): SyntaxFault {
  return {
    kind: "other",
    message: "This JSON is nested too deeply to be read. A rules file has three levels.",
    span: { start: at, end: at + 1 },
  };
}
