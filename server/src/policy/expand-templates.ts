// Puts a client's claim values into the templates of a pattern (F5.5, A7).

import type { PathPattern, PatternPiece } from "./path-pattern.ts";
import type { Claims } from "./role.ts";

export type Expansion =
  /** The pattern without templates, once for every combination of values. */
  | { readonly kind: "expanded"; readonly patterns: readonly PathPattern[] }
  /** A value holds a wildcard or slash, or there are too many combinations: which paths are meant is unknown (A7). */
  | { readonly kind: "uncertain"; readonly claim: string }
  | { readonly kind: "claim-missing"; readonly claim: string };

/** More combinations than this are not listed one by one. */
const MOST_COMBINATIONS = 10_000;

/** A pattern as it reads for one client. A pattern without templates is its own only expansion. */
export function expandTemplates(pattern: PathPattern, claims: Claims): Expansion {
  const templates = pattern.pieces.filter((piece) => piece.kind === "template");
  if (templates.length === 0) return { kind: "expanded", patterns: [pattern] };
  for (const { text } of templates) {
    const values = claims.get(text) ?? [];
    if (values.length === 0) return { kind: "claim-missing", claim: text };
    if (values.some((value) => value === "" || /[/*+]/.test(value))) return { kind: "uncertain", claim: text };
  }
  const combinations = templates.reduce((count, { text }) => count * (claims.get(text)?.length ?? 0), 1);
  if (combinations > MOST_COMBINATIONS) return { kind: "uncertain", claim: templates[0]?.text ?? "" };
  return { kind: "expanded", patterns: combine(pattern, claims) };
}

function combine(pattern: PathPattern, claims: Claims): PathPattern[] {
  let prefixes: PatternPiece[][] = [[]];
  for (const piece of pattern.pieces) {
    const choices =
      piece.kind === "template" ? (claims.get(piece.text) ?? []).map((value) => asText(piece, value)) : [piece];
    prefixes = prefixes.flatMap((prefix) => choices.map((choice) => [...prefix, choice]));
  }
  return prefixes.map((pieces) => ({ ...pattern, pieces }));
}

/** A value in the place of its template; it keeps the template's place in the written pattern. */
function asText(piece: PatternPiece, text: string): PatternPiece {
  return { ...piece, kind: "text", text };
}
