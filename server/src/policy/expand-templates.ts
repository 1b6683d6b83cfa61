// Puts a client's claim values into the templates of a pattern (F5.5, A7).

import type { PathPattern, PatternPiece } from "./path-pattern.ts";
import type { Claims } from "./role.ts";

export interface Expansion {
  /** The pattern without templates, once for every combination of plain values. */
  readonly patterns: readonly PathPattern[];
  /** Why these patterns may not be all. */
  readonly open: OpenTemplate | undefined;
}

export type OpenTemplate =
  /** A value is empty or holds a wildcard or slash, or there are too many combinations: which paths are meant is unknown (A7). */
  { readonly kind: "uncertain"; readonly claim: string } | { readonly kind: "claim-missing"; readonly claim: string };

/** More combinations than this are not listed one by one. */
const MOST_COMBINATIONS = 10_000;

/** A pattern as it reads for one client. A pattern without templates is its own only expansion. */
export function expandTemplates(pattern: PathPattern, claims: Claims): Expansion {
  const templates = pattern.pieces.filter((piece) => piece.kind === "template").map((piece) => piece.text);
  if (templates.length === 0) return { patterns: [pattern], open: undefined };
  const plain = new Map(templates.map((claim) => [claim, (claims.get(claim) ?? []).filter(isPlain)]));
  const missing = templates.find((claim) => (claims.get(claim) ?? []).length === 0);
  if (missing !== undefined) return { patterns: [], open: { kind: "claim-missing", claim: missing } };
  const odd = templates.find((claim) => plain.get(claim)?.length !== claims.get(claim)?.length);
  const combinations = templates.reduce((count, claim) => count * (plain.get(claim)?.length ?? 0), 1);
  if (combinations > MOST_COMBINATIONS) {
    return { patterns: [], open: { kind: "uncertain", claim: odd ?? templates[0] ?? "" } };
  }
  return {
    patterns: combine(pattern, plain),
    open: odd === undefined ? undefined : { kind: "uncertain", claim: odd },
  };
}

function isPlain(value: string): boolean {
  return value !== "" && !/[/*+]/.test(value);
}

/** A template that stands twice in a pattern has the same value in both places. */
function combine(pattern: PathPattern, claims: Claims): PathPattern[] {
  let choices: ReadonlyMap<string, string>[] = [new Map()];
  for (const [claim, values] of claims) {
    choices = choices.flatMap((chosen) => values.map((value) => new Map([...chosen, [claim, value]])));
  }
  return choices.map((chosen) => ({ ...pattern, pieces: pattern.pieces.map((piece) => fill(piece, chosen)) }));
}

/** A value in the place of its template; it keeps the template's place in the written pattern. */
function fill(piece: PatternPiece, chosen: ReadonlyMap<string, string>): PatternPiece {
  const value = piece.kind === "template" ? chosen.get(piece.text) : undefined;
  return value === undefined ? piece : { ...piece, kind: "text", text: value };
}
