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
  /** Where the reading of a later state of the text may begin; absent where the root is no object. */
  readonly progress?: ReadingProgress;
}

export interface ReadingProgress {
  /** In the order of the text; the first stands behind the opening brace. */
  readonly marks: readonly ReadingMark[];
  readonly errors: readonly ReadError[];
}

/**
 * A place behind a comma of the root object. Reading from there on depends on the text behind and on the column alone.
 */
export interface ReadingMark {
  readonly at: number;
  /** How many members stand before it. */
  readonly members: number;
  /** The column of the root object's keys, as far as it is known there. */
  readonly column: number | undefined;
  /** Text from here on was not looked at to read as far as the next mark. */
  readonly seen: number;
}

/** Where the text is not JSON; `syntax-fault.ts` has the words. */
export interface ReadError {
  readonly name: string;
  readonly offset: number;
  readonly length: number;
}
