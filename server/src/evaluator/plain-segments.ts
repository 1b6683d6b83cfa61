// What nearly all patterns are: segments of text or `+`, and perhaps a `*` at the end; and what two of them share, where
// a segment may also be a text and more. Of such patterns it can be read off, segment by segment, what one covers and
// what they share. Any other pattern is not read here at all.

import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { isWellFormed } from "./code-units.ts";

/** Text, or `+`, or some text and more in the same segment; or, only at the end, text and then anything. */
type Segment = string | typeof SEGMENT | { readonly text: string; readonly rest: typeof PART | typeof ANY };

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
export function intersectSegments(p: Segments, q: Segments): PathTokens | undefined {
  const shared: PathToken[][] = [];
  for (let i = 0; ; i++) {
    const a = p[i];
    const b = q[i];
    if (a === undefined || b === undefined) return a === b ? join(shared, []) : undefined;
    if (goesOn(a)) return join(shared, withBeginning(a.text, q.slice(i)));
    if (goesOn(b)) return join(shared, withBeginning(b.text, p.slice(i)));
    const segment = intersectSegment(a, b);
    if (segment === undefined) return undefined;
    shared.push(toTokens(segment));
  }
}

function goesOn(segment: Segment): segment is { readonly text: string; readonly rest: typeof ANY } {
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

/** The segments where the first begins with a text; undefined when it cannot. */
function withBeginning(text: string, segments: Segments): PathToken[][] | undefined {
  const [first = "", ...others] = segments;
  if (!mayBegin(first, text)) return undefined;
  if (beginsWith(first, text)) return segments.map(toTokens);
  const end = goesOn(first) ? ANY : PART;
  return [[text, end], ...others.map(toTokens)];
}

function toTokens(segment: Segment): PathToken[] {
  return typeof segment === "object" ? [segment.text, segment.rest] : [segment];
}

function join(before: readonly PathToken[][], after: readonly PathToken[][] | undefined): PathTokens | undefined {
  if (after === undefined) return undefined;
  const tokens: PathToken[] = [];
  const put = (token: PathToken): void => {
    const last = tokens.at(-1);
    if (typeof token === "string" && typeof last === "string") tokens[tokens.length - 1] = last + token;
    else if (token !== "") tokens.push(token);
  };
  for (const [i, segment] of [...before, ...after].entries()) {
    if (i > 0) put("/");
    segment.forEach(put);
  }
  return tokens;
}
