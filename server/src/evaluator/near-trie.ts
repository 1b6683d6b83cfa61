// Patterns by their segments, so that those which come near a path are found by walking the path and not by trying all.
// It only holds them; which of them are near is decided in find-near-rules.ts, and why they miss in describe-mismatch.ts.

import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import type { ClientRule } from "./client-rule.ts";
import { foldToken, type PatternShape } from "./describe-mismatch.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";

/** A rule with the shape of one of its expansions. */
export interface NearRule {
  readonly rule: ClientRule;
  readonly shape: PatternShape;
}

export interface NearTrie {
  readonly rules: readonly NearRule[];
  readonly root: NearNode;
  /** The positions of all expansions of a rule that has several. */
  readonly together: ReadonlyMap<ClientRule, readonly number[]>;
  /** Patterns with wildcards inside segments or before the end, which no segments lead to. */
  readonly whole: WholePatterns;
}

/** Rules stand in a node as positions in the list of all, ascending. */
export interface NearNode {
  /** The segment that leads here, as it is written; a `+` by nothing. */
  readonly text: string | undefined;
  /** How many of the segments that lead here are text, and how many `+`. */
  readonly texts: number;
  readonly pluses: number;
  /** All whose first segments lead here. */
  readonly below: number[];
  /** Those of them that end here. */
  readonly ends: number[];
  /** Those whose last segment is open at its end and would stand next. */
  readonly opens: number[];
  /** By the next segment, folded. */
  readonly children: Map<string, NearNode[]>;
  plus: NearNode | undefined;
}

export interface WholePatterns {
  readonly positions: readonly number[];
  /** The patterns in lower case. */
  readonly folded: PathIndex;
  /** Those of the form `x/*` as the folder `x`; the others deny nothing and grant nothing. */
  readonly folders: PathIndex;
}

/** Sorts rules by the segments of their patterns. */
export function buildNearTrie(rules: readonly NearRule[]): NearTrie {
  const root = node(undefined, 0, 0);
  const whole: number[] = [];
  const together = new Map<ClientRule, number[]>();
  for (const [position, { rule, shape }] of rules.entries()) {
    if (shape.segments) insert(root, shape.segments, position);
    else whole.push(position);
    if (rule.reaches.length > 1) together.set(rule, [...(together.get(rule) ?? []), position]);
  }
  return { rules, root, together, whole: indexWhole(rules, whole) };
}

function insert(root: NearNode, segments: NonNullable<PatternShape["segments"]>, position: number): void {
  let at = root;
  at.below.push(position);
  for (const segment of segments) {
    if (segment.kind === "open") {
      at.opens.push(position);
      return;
    }
    at = segment.kind === "plus" ? plusOf(at) : childOf(at, segment.text);
    at.below.push(position);
  }
  at.ends.push(position);
}

function plusOf(parent: NearNode): NearNode {
  parent.plus ??= node(undefined, parent.texts, parent.pluses + 1);
  return parent.plus;
}

function childOf(parent: NearNode, text: string): NearNode {
  const key = text.toLowerCase();
  const alike = parent.children.get(key) ?? [];
  const known = alike.find((child) => child.text === text);
  if (known) return known;
  const child = node(text, parent.texts + 1, parent.pluses);
  parent.children.set(key, [...alike, child]);
  return child;
}

function node(text: string | undefined, texts: number, pluses: number): NearNode {
  return { text, texts, pluses, below: [], ends: [], opens: [], children: new Map(), plus: undefined };
}

function indexWhole(rules: readonly NearRule[], positions: readonly number[]): WholePatterns {
  const tokens = positions.map((position) => rules[position]?.shape.tokens ?? []);
  return {
    positions,
    folded: indexPatterns(tokens.map((each) => each.map(foldToken))),
    folders: indexPatterns(tokens.map(folderOf)),
  };
}

/** The folder of a pattern `x/*`; otherwise a pattern that matches no path. */
function folderOf(tokens: PathTokens): PathTokens {
  const last = tokens.at(-2);
  if (tokens.at(-1) !== ANY || typeof last !== "string" || !last.endsWith("/")) return ["no path begins so"];
  return [...tokens.slice(0, -2), ...(last === "/" ? [] : [last.slice(0, -1)])];
}
