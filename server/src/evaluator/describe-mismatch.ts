// Says where a pattern and a path that do not match part ways. It explains and decides nothing:
// what matches is the index's word alone.

import type { AccessRule } from "../policy/access-rule.ts";
import type { PatternPiece } from "../policy/path-pattern.ts";
import type { NearMiss } from "./decision.ts";

/** A near miss and how near it is; higher is nearer. */
export interface Mismatch {
  readonly why: NearMiss;
  readonly nearness: number;
}

/**
 * Compares segment by segment. Nothing when the two have nothing in common, or when a wildcard whose reach is
 * unclear stands in the way. Linear in the shorter of the two.
 */
export function describeMismatch({ pattern }: AccessRule, path: string): Mismatch | undefined {
  const expected = readSegments(pattern.pieces);
  if (expected === undefined) return undefined;
  const found = path.split("/").slice(1);
  let caseDiffers = false;
  for (let at = 0; at < expected.length; at++) {
    const want = expected[at] ?? "";
    const have = found[at];
    const open = at === expected.length - 1 && want.endsWith("*");
    if (have === undefined) return short(expected, found, at);
    const fit = compareSegment(want, have, open ? found.slice(at).join("/") : have);
    if (fit === "differs")
      return missesSegment(expected, found, at) ? short(expected, found, at) : differs(at, want, have);
    if (fit === "case") caseDiffers = true;
    if (open) return caseDiffers ? { why: { kind: "case" }, nearness: NEAREST } : undefined;
  }
  if (found.length > expected.length) return long(pattern.pieces, expected, found);
  return caseDiffers ? { why: { kind: "case" }, nearness: NEAREST } : undefined;
}

const NEAREST = 1000;

/** The pattern's segments as text, `+` for a whole-segment wildcard, with the trailing `*`; nothing if unclear. */
function readSegments(pieces: readonly PatternPiece[]): string[] | undefined {
  let text = "";
  for (const piece of pieces) {
    if (piece.kind === "inner-star" || piece.kind === "partial-plus") return undefined;
    text += piece.kind === "template" ? `{{${piece.text}}}` : piece.text;
  }
  return text.replace(/^\//, "").split("/");
}

function compareSegment(want: string, have: string, rest: string): "same" | "case" | "differs" {
  if (want === "+") return have === "" ? "differs" : "same";
  if (want.endsWith("*")) {
    const prefix = want.slice(0, -1);
    if (rest.startsWith(prefix)) return "same";
    return rest.toLowerCase().startsWith(prefix.toLowerCase()) ? "case" : "differs";
  }
  if (want === have) return "same";
  return want.toLowerCase() === have.toLowerCase() ? "case" : "differs";
}

function short(expected: readonly string[], found: readonly string[], at: number): Mismatch {
  const count = expected.length - found.length;
  const folderItself = count === 1 && expected[at] === "*";
  return {
    why: folderItself ? { kind: "folder-itself" } : { kind: "segments-short", count },
    nearness: at * 10 - count + (folderItself ? 5 : 0),
  };
}

/** Whether the path would match with one segment more where the pattern has `+`. */
function missesSegment(expected: readonly string[], found: readonly string[], at: number): boolean {
  return found.length < expected.length && expected.lastIndexOf("+", at - 1) >= 0 && at > 1;
}

function long(pieces: readonly PatternPiece[], expected: readonly string[], found: readonly string[]): Mismatch {
  const count = found.length - expected.length;
  const exact = pieces.every((piece) => piece.kind === "text");
  const why: NearMiss = exact ? { kind: "below" } : { kind: "segments-long", count };
  return { why, nearness: expected.length * 10 - count + 5 };
}

function differs(at: number, expected: string, found: string): Mismatch | undefined {
  return at === 0
    ? undefined
    : { why: { kind: "segment-differs", position: at + 1, expected, found }, nearness: at * 10 - 5 };
}
