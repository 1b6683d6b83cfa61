// What nearly all patterns are: segments of text or `+`, and perhaps a `*` at the end; and what two of them share, where
// a segment may also be a text and more. Of such patterns it can be read off, segment by segment, what one covers and
// what they share. Any other pattern is not read here at all.

import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { isWellFormed } from "../text/half-characters.ts";

/** Text, or `+`, or some text and more in the same segment; or, only at the end, text and then anything. */
export type Segment = string | typeof SEGMENT | { readonly text: string; readonly rest: typeof PART | typeof ANY };

/** A plain pattern, from slash to slash. */
export type Segments = readonly Segment[];

/** Undefined where the pattern is not plain: other wildcards, or half a surrogate pair. */
export function toSegments(tokens: PathTokens): Segments | undefined {
  const segments: Segment[] = [""];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const last = segments.at(-1);
    if (typeof token === "string") {
      if (!isWellFormed(token)) return undefined;
      const [first = "", ...others] = token.split("/");
      if (typeof last === "string") segments[segments.length - 1] = last + first;
      else if (first !== "") return undefined;
      for (const other of others) segments.push(other);
    } else if (typeof last !== "string") return undefined;
    else if (token === SEGMENT && last === "") segments[segments.length - 1] = SEGMENT;
    else if (token === ANY && i === tokens.length - 1) segments[segments.length - 1] = { text: last, rest: ANY };
    else if (token === PART && last !== "") segments[segments.length - 1] = { text: last, rest: PART };
    else return undefined;
  }
  return segments;
}

/** Whether every path of the second is one of the first. */
export function coversSegments(p: Segments, q: Segments): boolean {
  for (let i = 0; ; i++) {
    const a = p[i];
    const b = q[i];
    if (a === undefined || b === undefined) return a === b;
    if (goesOn(a)) return beginsWith(b, a.text);
    if (goesOn(b)) return false;
    if (typeof a === "object" ? !beginsWith(b, a.text) : a === SEGMENT ? b === "" : a !== b) return false;
  }
}

/** Whether some path is in both. */
export function shareSegments(p: Segments, q: Segments): boolean {
  for (let i = 0; ; i++) {
    const a = p[i];
    const b = q[i];
    if (a === undefined || b === undefined) return a === b;
    if (goesOn(a)) return mayBegin(b, a.text);
    if (goesOn(b)) return mayBegin(a, b.text);
    if (intersectSegment(a, b) === undefined) return false;
  }
}

/** The pattern of the paths that are in both, undefined when there are none. */
export function intersectSegments(p: Segments, q: Segments): Segments | undefined {
  const shared: Segment[] = [];
  for (let i = 0; ; i++) {
    const a = p[i];
    const b = q[i];
    if (a === undefined || b === undefined) return a === b ? shared : undefined;
    if (goesOn(a)) return addBeginning(shared, a.text, q, i);
    if (goesOn(b)) return addBeginning(shared, b.text, p, i);
    const segment = intersectSegment(a, b);
    if (segment === undefined) return undefined;
    shared.push(segment);
  }
}

/** Whether a segment is a last `*`, perhaps with text before it. */
export function goesOn(segment: Segment): segment is { readonly text: string; readonly rest: typeof ANY } {
  return typeof segment === "object" && segment.rest === ANY;
}

/** Of two segments of which neither goes on beyond a `/`. */
function intersectSegment(a: Segment, b: Segment): Segment | undefined {
  if (a === SEGMENT) return b === "" ? undefined : b;
  if (typeof a === "object") return mayBegin(b, a.text) ? longer(a, b) : undefined;
  if (b === SEGMENT) return a === "" ? undefined : a;
  return (typeof b === "object" ? a.startsWith(b.text) : a === b) ? a : undefined;
}

/** The one that says more, of two segments of which one is a text and more, and that can be the same. */
function longer(a: Segment & { readonly text: string }, b: Segment): Segment {
  if (b === SEGMENT) return a;
  return typeof b === "object" && b.text.length < a.text.length ? a : b;
}

/** Whether all that the segment stands for begins with a text. */
function beginsWith(segment: Segment, text: string): boolean {
  if (segment === SEGMENT) return text === "";
  return (typeof segment === "object" ? segment.text : segment).startsWith(text);
}

/** Whether something that the segment stands for, with or without what follows it, begins with a text. */
function mayBegin(segment: Segment, text: string): boolean {
  if (segment === SEGMENT) return true;
  return beginsWith(segment, text) || (typeof segment === "object" && text.startsWith(segment.text));
}

/** Adds a pattern's segments from a position on where the first begins with a text; undefined when it cannot. */
function addBeginning(shared: Segment[], text: string, segments: Segments, from: number): Segments | undefined {
  const first = segments[from] ?? "";
  if (!mayBegin(first, text)) return undefined;
  shared.push(beginsWith(first, text) ? first : { text, rest: goesOn(first) ? ANY : PART });
  for (let i = from + 1; i < segments.length; i++) shared.push(segments[i] as Segment);
  return shared;
}

/** The pattern as it was read. */
export function toTokens(segments: Segments): PathTokens {
  const tokens: PathToken[] = [];
  let text = "";
  for (let i = 0; i < segments.length; i++) {
    const segment = segments[i] as Segment;
    if (i > 0) text += "/";
    if (segment !== SEGMENT) text += typeof segment === "object" ? segment.text : segment;
    if (typeof segment === "string") continue;
    if (text !== "") tokens.push(text);
    text = "";
    tokens.push(segment === SEGMENT ? segment : segment.rest);
  }
  if (text !== "") tokens.push(text);
  return tokens;
}
