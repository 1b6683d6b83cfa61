// A path that a pattern with templates surely grants to some client, where no client is in question. A value that is
// empty or has a slash in it leaves open what is meant (A7), so that such a path would show nothing.

import { expandTemplates } from "../policy/expand-templates.ts";
import type { PathPattern } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { type PatternReading, tokenizePattern } from "../policy/tokenize-pattern.ts";

/**
 * @param ask finds a path that is wanted and of these tokens.
 * @returns nothing where none was found. A template that stands twice has one value: for it a few values are tried.
 */
export function findFilledPath(
  pattern: PathPattern,
  reading: PatternReading,
  ask: (tokens: PathTokens) => string | undefined,
): string | undefined {
  const names = pattern.pieces.flatMap(({ kind, text }) => (kind === "template" ? [text] : []));
  const pieces = pattern.pieces.map((piece) =>
    piece.kind === "template" ? ({ ...piece, kind: "segment" } as const) : piece,
  );
  const path = ask(tokenizePattern({ ...pattern, pieces }, reading));
  if (path === undefined || new Set(names).size === names.length) return path;
  for (const value of new Set([...path.split("/"), STAND_IN])) {
    for (const filled of expandTemplates(pattern, new Map(names.map((name) => [name, [value]]))).patterns) {
      const found = ask(tokenizePattern(filled, reading));
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

const STAND_IN = "x";
