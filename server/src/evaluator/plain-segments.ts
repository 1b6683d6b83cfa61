// What nearly all patterns are: segments of text or `+`, and perhaps a `*` at the end. Of two such patterns it can be
// read off, segment by segment, what one covers and what they share. Any other pattern is not read here at all.

import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { isWellFormed } from "./code-units.ts";

/** Text, or `+`, or, only at the end, text and then anything. */
type Segment = string | typeof SEGMENT | { readonly startsWith: string };

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
    else if (token === ANY && i === tokens.length - 1) segments[segments.length - 1] = { startsWith: last };
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
    if (typeof a === "object") return beginsWith(b, a.startsWith);
    if (typeof b === "object" || (a === SEGMENT ? b === "" : a !== b)) return false;
  }
}

/** The pattern of the paths that are in both, undefined when there are none. */
export function intersectSegments(p: Segments, q: Segments): PathTokens | undefined {
  const shared: PathToken[][] = [];
  for (let i = 0; ; i++) {
    const a = p[i];
    const b = q[i];
    if (a === undefined || b === undefined) return a === b ? join(shared, []) : undefined;
    if (typeof a === "object") return join(shared, withBeginning(a.startsWith, q.slice(i)));
    if (typeof b === "object") return join(shared, withBeginning(b.startsWith, p.slice(i)));
    const segment = a === SEGMENT ? b : a;
    if (segment === "" ? a !== b : b !== SEGMENT && segment !== b) return undefined;
    shared.push([segment]);
  }
}

function beginsWith(segment: Segment, text: string): boolean {
  if (segment === SEGMENT) return text === "";
  return (typeof segment === "object" ? segment.startsWith : segment).startsWith(text);
}

/** The segments where the first begins with a text; undefined when it cannot. */
function withBeginning(text: string, segments: Segments): PathToken[][] | undefined {
  const [first = "", ...others] = segments;
  if (typeof first === "object" && text.startsWith(first.startsWith)) return [[text, ANY]];
  if (first === SEGMENT && text !== "") return [[text, PART], ...others.map(toTokens)];
  return beginsWith(first, text) ? segments.map(toTokens) : undefined;
}

function toTokens(segment: Segment): PathToken[] {
  return typeof segment === "object" ? [segment.startsWith, ANY] : [segment];
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
