// Where a key belongs by the layout of the text: in broken text brackets do not tell, but columns often do.

import type { JsonMember, JsonNode } from "./json-tree.ts";

/** A container that is being read. */
export type Frame = ObjectFrame | ArrayFrame;

export interface ObjectFrame {
  readonly kind: "object";
  readonly members: JsonMember[];
  /** The column of the first of its keys that begins a line. */
  column: number | undefined;
}

export interface ArrayFrame {
  readonly kind: "array";
  readonly elements: JsonNode[];
}

/**
 * The index of the frame to which a key belongs that begins a line; nothing where layout does not tell.
 * Keys that follow each other in the same column are members of the same object.
 * @param frames the open containers, the innermost last.
 * @param indentation of the line on which the outermost container begins.
 */
export function findHome(frames: readonly Frame[], column: number, indentation: number): number | undefined {
  const at = frames.findLastIndex(({ kind }) => kind === "object");
  const inner = frames[at];
  if (inner?.kind !== "object") return undefined;
  if (inner.column === column) return at;
  const home = frames.findLastIndex((frame) => frame.kind === "object" && frame.column === column);
  if (home < 0) return undefined;
  if (inner.column !== undefined) return home;
  // The members of the inner object stand on one line, or else it has none yet, and then the text must be indented.
  return inner.members.length > 0 || isIndented(frames, home, column, indentation) ? home : undefined;
}

/** Whether the keys of an object stand further right than what is around it. */
function isIndented(frames: readonly Frame[], home: number, column: number, indentation: number): boolean {
  if (home === 0) return indentation < column;
  return frames.slice(0, home).some((frame) => frame.kind === "object" && (frame.column ?? column) < column);
}

/** How many blanks the line of a place begins with. */
export function indentationAt(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== "\n" && text[start - 1] !== "\r") start--;
  if (text[start] === "\ufeff") start++;
  let end = start;
  while (text[end] === " " || text[end] === "\t") end++;
  return end - start;
}
