// Says where a pattern and a path that do not match part ways. It explains and decides nothing:
// what matches is the index's word alone.

import { ANY, PART, type PathToken, type PathTokens, SEGMENT } from "../policy/path-tokens.ts";
import { showTemplates } from "../policy/tokenize-pattern.ts";
import type { NearMiss } from "./decision.ts";
import { indexPatterns } from "./path-index.ts";

/** A near miss and how near it is; higher is nearer. */
export interface Mismatch {
  readonly why: NearMiss;
  readonly nearness: number;
}

/** A pattern prepared for comparing. */
export interface PatternShape {
  readonly tokens: PathTokens;
  /** Absent where a wildcard stands inside a segment or before the end. */
  readonly segments: readonly Segment[] | undefined;
  /** The first segment, folded, where it is text: a path with another one has nothing in common with the pattern. */
  readonly start: string | undefined;
}

/** A segment that must be equal, or `+`; `open` is the last one, after which anything may follow. */
type Segment = { readonly kind: "text" | "open"; readonly text: string } | { readonly kind: "plus" };

/** Prepares a pattern. */
export function shapeOf(tokens: PathTokens): PatternShape {
  const segments = readSegments(tokens);
  const first = segments?.[0];
  return { tokens, segments, start: first?.kind === "text" ? first.text.toLowerCase() : undefined };
}

/** A path prepared for comparing with many patterns. */
export interface AskedPath {
  readonly path: string;
  /** Behind the leading slash; at least one. */
  readonly segments: readonly string[];
}

/** Prepares a path. @param path with its leading slash. */
export function splitPath(path: string): AskedPath {
  return { path, segments: path.slice(1).split("/") };
}

/** The first segment of a path, as shapes have it. */
export function startOf(path: string): string {
  const end = path.indexOf("/", 1);
  return path.slice(1, end < 0 ? undefined : end).toLowerCase();
}

/**
 * Compares segment by segment. Nothing when the two have nothing in common. Where a wildcard stands inside a segment or
 * before the end, only case and the folder itself are told.
 */
export function describeMismatch({ tokens, segments }: PatternShape, { path, segments: found }: AskedPath): Mismatch[] {
  if (segments === undefined) return describeWhole(tokens, path);
  const mismatch = describeSegments(tokens, segments, found);
  return mismatch ? [mismatch] : [];
}

function describeSegments(
  tokens: PathTokens,
  expected: readonly Segment[],
  found: readonly string[],
): Mismatch | undefined {
  let otherCase: number | undefined;
  for (let at = 0; at < expected.length; at++) {
    const fit = found.length > at ? fitAt(expected, found, at, at) : "absent";
    if (otherCase !== undefined && (fit === "absent" || fit === "differs")) return differs(expected, found, otherCase);
    if (fit === "absent") return short(expected, found);
    if (fit === "differs" && isFolderAt(tokens, expected, at)) return long(tokens, expected.slice(0, at), found);
    if (fit === "differs") return off(expected, found, at);
    if (fit === "case") otherCase ??= at;
  }
  if (found.length > expected.length && !isOpen(expected)) {
    return otherCase === undefined ? long(tokens, expected, found) : differs(expected, found, otherCase);
  }
  return otherCase === undefined ? undefined : { why: { kind: "case" }, nearness: NEAREST };
}

const NEAREST = 1000;

/** A rule that would match with `/*` more or less is nearer than one whose segments differ. */
const ONE_STEP = 100;

/** How much farther a rule is whose segment differs than one whose segments end there. */
export const DIFFERS = 5;

/** How much segments agree; text counts more than a wildcard, which agrees with anything. */
export function agreementOf({ texts, pluses }: { readonly texts: number; readonly pluses: number }): number {
  return 10 * texts + 2 * pluses;
}

/** How much the first segments of a pattern agree. */
function agreement(expected: readonly Segment[], before: number): number {
  const pluses = countPluses(expected, before);
  return agreementOf({ texts: Math.min(before, expected.length) - pluses, pluses });
}

function countPluses(expected: readonly Segment[], before: number): number {
  let count = 0;
  for (let at = 0; at < before; at++) if (expected[at]?.kind === "plus") count++;
  return count;
}

function describeWhole(tokens: PathTokens, path: string): Mismatch[] {
  const found: Mismatch[] = [];
  if (matches(tokens.map(foldToken), path.toLowerCase())) found.push({ why: { kind: "case" }, nearness: NEAREST });
  const last = tokens.at(-2);
  if (tokens.at(-1) === ANY && typeof last === "string" && last.endsWith("/")) {
    const folder = [...tokens.slice(0, -2), ...(last === "/" ? [] : [last.slice(0, -1)])];
    const nearness = ONE_STEP;
    if (matches(folder, path)) found.push({ why: { kind: "folder-itself" }, nearness });
  }
  return found;
}

/** In lower case; a wildcard stays what it is. */
export function foldToken(token: PathToken): PathToken {
  return typeof token === "string" ? token.toLowerCase() : token;
}

function matches(tokens: PathTokens, path: string): boolean {
  return indexPatterns([tokens]).decide(path) !== 0;
}

type Fit = "same" | "case" | "differs";

/** The pattern's segments behind the leading slash. */
function readSegments(tokens: PathTokens): Segment[] | undefined {
  const segments: Segment[] = [];
  let text: string | undefined;
  for (const [at, token] of tokens.entries()) {
    if (token === PART || (token === ANY && (at < tokens.length - 1 || text === undefined))) return undefined;
    if (token === ANY) segments.push({ kind: "open", text: text ?? "" });
    else if (token === SEGMENT) {
      if (text !== "") return undefined;
      segments.push({ kind: "plus" });
      text = undefined;
    } else {
      const [first = "", ...others] = token.split("/");
      if (text === undefined && at > 0 && first !== "") return undefined;
      if (text !== undefined) segments.push({ kind: "text", text: text + first });
      text = others.pop();
      segments.push(...others.map((each): Segment => ({ kind: "text", text: each })));
    }
    if (token === ANY) return segments;
  }
  if (text !== undefined) segments.push({ kind: "text", text });
  return segments;
}

/** Whether a path without wildcard ends there in a slash, as folders are written. */
function isFolderAt(tokens: PathTokens, expected: readonly Segment[], at: number): boolean {
  const last = expected.at(-1);
  return at === expected.length - 1 && last?.kind === "text" && last.text === "" && isExact(tokens);
}

function isExact(tokens: PathTokens): boolean {
  return tokens.every((token) => typeof token === "string");
}

function isOpen(expected: readonly Segment[]): boolean {
  return expected.at(-1)?.kind === "open";
}

/** How the segment of a path, or all that follows it, fits the segment of a pattern. */
function fitAt(expected: readonly Segment[], found: readonly string[], at: number, foundAt: number): Fit {
  const want = expected[at];
  const have = found[foundAt];
  if (want === undefined || have === undefined) return "differs";
  if (want.kind === "plus") return have === "" ? "differs" : "same";
  const text = want.kind === "open" ? found.slice(foundAt).join("/").slice(0, want.text.length) : have;
  if (want.text === text) return "same";
  return want.text.toLowerCase() === text.toLowerCase() ? "case" : "differs";
}

function short(expected: readonly Segment[], found: readonly string[]): Mismatch | undefined {
  const count = expected.length - found.length;
  const last = expected.at(-1);
  const folderItself = count === 1 && last?.kind === "open" && last.text === "";
  if (!folderItself && !sharesText(expected, found.length)) return undefined;
  return {
    why: folderItself ? { kind: "folder-itself" } : { kind: "segments-short", count },
    nearness: agreement(expected, found.length) - count + (folderItself ? ONE_STEP : 0),
  };
}

function long(tokens: PathTokens, expected: readonly Segment[], found: readonly string[]): Mismatch {
  const count = found.length - expected.length;
  const exact = isExact(tokens);
  const why: NearMiss = exact ? { kind: "below" } : { kind: "segments-long", count };
  return { why, nearness: agreement(expected, expected.length) - count + (exact ? ONE_STEP : 5) };
}

/** Too few or too many segments where the pattern has `+`, when the rest fits; else the segment that differs. */
function off(expected: readonly Segment[], found: readonly string[], at: number): Mismatch | undefined {
  const pluses = countPluses(expected, at);
  for (let count = 1; count <= MOST_OFF && pluses > 0; count++) {
    if (count <= pluses && fitsFrom(expected, found, at, at - count)) {
      return { why: { kind: "segments-short", count }, nearness: agreement(expected, at) - count };
    }
    if (fitsFrom(expected, found, at, at + count)) {
      return { why: { kind: "segments-long", count }, nearness: agreement(expected, at) - count };
    }
  }
  return differs(expected, found, at);
}

/** Farther off than this, counting segments explains nothing. */
const MOST_OFF = 3;

/** Whether the pattern from one segment on matches the path from another on. */
function fitsFrom(expected: readonly Segment[], found: readonly string[], at: number, foundAt: number): boolean {
  if (foundAt < 1 || (!isOpen(expected) && expected.length - at !== found.length - foundAt)) return false;
  for (let i = 0; at + i < expected.length; i++)
    if (fitAt(expected, found, at + i, foundAt + i) !== "same") return false;
  return true;
}

function differs(expected: readonly Segment[], found: readonly string[], at: number): Mismatch | undefined {
  const want = expected[at];
  if (want === undefined || !sharesText(expected, at)) return undefined;
  const why: NearMiss = {
    kind: "segment-differs",
    position: at + 1,
    expected: segmentText(want),
    found: found[at] ?? "",
  };
  return { why, nearness: agreement(expected, at) - DIFFERS };
}

/** Whether more than wildcards agrees before a segment: without that, two paths have nothing in common. */
function sharesText(expected: readonly Segment[], before: number): boolean {
  for (let at = 0; at < before; at++) if (expected[at]?.kind === "text") return true;
  return false;
}

function segmentText(segment: Segment): string {
  if (segment.kind === "plus") return "+";
  return showTemplates(segment.kind === "open" ? `${segment.text}*` : segment.text);
}
