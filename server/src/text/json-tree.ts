// JSON as a tree in which every node knows its place. Members with the same key are all kept, in order.

import type { Span } from "./span.ts";
import type { SyntaxFault } from "./syntax-fault.ts";

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
