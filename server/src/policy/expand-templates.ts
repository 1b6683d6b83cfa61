// Puts a client's claim values into the templates of a pattern (F5.5, A7).

import { type PathPattern, type PatternPiece, templateClaims } from "./path-pattern.ts";
import type { Claims } from "./role.ts";

export interface Expansion {
  /** The pattern without templates, once for every combination of plain values. */
  readonly patterns: readonly PathPattern[];
  /** Why these patterns may not be all. */
  readonly open: OpenTemplate | undefined;
  /** Then all that could be meant at most: a template that is left in a pattern may be any text. */
  readonly widest: readonly PathPattern[];
}

export type OpenTemplate =
  /** A value is empty or holds a wildcard or slash, or there are too many combinations: which paths are meant is unknown (A7). */
  { readonly kind: "uncertain"; readonly claim: string } | { readonly kind: "claim-missing"; readonly claim: string };

/** More combinations than this are not listed one by one. */
const MOST_COMBINATIONS = 10_000;

/** A pattern as it reads for one client. A pattern without templates is its own only expansion. */
export function expandTemplates(pattern: PathPattern, claims: Claims): Expansion {
  const templates = templateClaims(pattern);
  if (templates.length === 0) return { patterns: [pattern], open: undefined, widest: [] };
  const given: ClaimValues[] = templates.map((claim) => [claim, claims.get(claim) ?? []]);
  const missing = given.find(([, values]) => values.length === 0)?.[0];
  const odd = given.find((each) => !isKnown(each))?.[0];
  const patterns =
    missing === undefined
      ? combine(
          pattern,
          given.map(([claim, values]) => [claim, values.filter(isPlain)]),
        )
      : [];
  if (patterns && odd === undefined) return { patterns, open: undefined, widest: [] };
  const open: OpenTemplate =
    missing === undefined
      ? { kind: "uncertain", claim: odd ?? templates[0] ?? "" }
      : { kind: "claim-missing", claim: missing };
  return { patterns: patterns ?? [], open, widest: combine(pattern, given.filter(isKnown)) ?? [pattern] };
}

/** A claim and the client's values of it. */
type ClaimValues = readonly [claim: string, values: readonly string[]];

/** Whether all that a template becomes is known. */
function isKnown([, values]: ClaimValues): boolean {
  return values.length > 0 && values.every(isPlain);
}

function isPlain(value: string): boolean {
  return value !== "" && !/[/*+]/.test(value);
}

/**
 * The pattern with every combination of these claims' values, nothing if there are too many to list. A template that
 * stands twice in a pattern has the same value in both places.
 */
function combine(pattern: PathPattern, given: readonly ClaimValues[]): PathPattern[] | undefined {
  if (given.reduce((count, [, values]) => count * values.length, 1) > MOST_COMBINATIONS) return undefined;
  let choices: ReadonlyMap<string, string>[] = [new Map()];
  for (const [claim, values] of given) {
    choices = choices.flatMap((chosen) => values.map((value) => new Map([...chosen, [claim, value]])));
  }
  return choices.map((chosen) => ({ ...pattern, pieces: pattern.pieces.map((piece) => fill(piece, chosen)) }));
}

/** A value in the place of its template; it keeps the template's place in the written pattern. */
function fill(piece: PatternPiece, chosen: ReadonlyMap<string, string>): PatternPiece {
  const value = piece.kind === "template" ? chosen.get(piece.text) : undefined;
  return value === undefined ? piece : { ...piece, kind: "text", text: value };
}
