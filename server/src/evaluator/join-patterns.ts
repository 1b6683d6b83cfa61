import type { PathTokens } from "../policy/path-tokens.ts";
import { type ReadPattern, readPattern, shareRead } from "./compare-patterns.ts";

/**
 * As few patterns as can be written at little cost in the place of several that a path must match: a search in them is
 * far shorter. They share a path.
 */
export function joinPatterns(patterns: readonly PathTokens[]): PathTokens[] {
  const joined: ReadPattern[] = [];
  for (const each of patterns.map(readPattern)) {
    const at = joined.findIndex(({ segments }) => segments && each.segments);
    const [other] = joined.slice(at);
    const both = at >= 0 && other ? shareRead(other, each) : undefined;
    if (both) joined[at] = both;
    else joined.push(each);
  }
  return joined.map(({ tokens }) => tokens);
}
