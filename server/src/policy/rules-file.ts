// The shape of a rules file once it is read: immutable, every leaf with its place in the text.
// What could not be read, or is written in another form than the documented one, is kept as data:
// the checks put it into words.

import type { JsonArray, JsonMember, JsonNode, JsonObject, JsonString, JsonTree } from "../text/json-tree.ts";
import type { LineIndex } from "../text/line-index.ts";
import type { Span, Spanned } from "../text/span.ts";
import type { PathPattern } from "./path-pattern.ts";

export interface RulesFile {
  readonly text: string;
  readonly lines: LineIndex;
  readonly json: JsonTree;
  /** Every path in the order of the text, also those without a readable rule. */
  readonly paths: readonly PathEntry[];
  /** Every readable rule of every path, in the order of the text. */
  readonly rules: readonly Rule[];
  readonly faults: readonly StructureFault[];
}

/** One key of the file and the rules below it. */
export interface PathEntry {
  readonly pattern: PathPattern;
  readonly key: JsonString;
  readonly member: JsonMember;
  /** The array of rules; absent when the value is anything else. */
  readonly array: JsonArray | undefined;
  readonly rules: readonly Rule[];
}

/** One rule object. Its meaning is read also from forms that are not documented. */
export interface Rule {
  /** The position of the rule in `RulesFile.rules`. */
  readonly index: number;
  readonly pattern: PathPattern;
  readonly key: JsonString;
  readonly node: JsonObject;
  /** The written rule type; absent when there is none, and then the default holds (F1.5). */
  readonly ruleType: RuleTypeText | undefined;
  readonly capabilities: CapabilityList | undefined;
  readonly ttl: Ttl | undefined;
  /** Keys that are not the three documented ones, whatever they may have meant (F1.2). */
  readonly otherKeys: readonly JsonMember[];
  /** Members whose key comes again later in the same rule, so that they are silently lost (F1.11). */
  readonly lostKeys: readonly JsonMember[];
}

export interface RuleTypeText extends Spanned<string> {
  readonly node: JsonString;
}

export interface CapabilityList {
  readonly node: JsonNode;
  /** Only `bracketed` is documented (F1.3). */
  readonly form: "bracketed" | "unbracketed" | "array";
  /** The words as written, without blanks and quotes around them. */
  readonly items: readonly Spanned<string>[];
}

export interface Ttl {
  readonly node: JsonNode;
  /** A string is the documented form (F1.4). */
  readonly form: "string" | "number" | "other";
  /** Positive whole minutes; absent when the value is not that. */
  readonly minutes: number | undefined;
}

/** A place whose shape is not the documented one (F1.1, F1.2), and what would be right. */
export interface StructureFault {
  readonly kind:
    | "top-level-not-object"
    | "empty-path"
    | "half-character"
    | "rules-not-array"
    | "rule-not-object"
    | "rule-type-not-string"
    | "capabilities-missing"
    | "capabilities-not-string";
  readonly span: Span;
  readonly node: JsonNode | undefined;
}
