// Exact questions about two path patterns: does one cover the other, do they overlap, what do they share.
// Every answer that names a witness names a shortest one; a question too large for its budget is "not decided".

import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { isWellFormed } from "../text/half-characters.ts";
import { shortestPath } from "./asked-pattern.ts";
import { findPath } from "./find-path.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";
import { DEFAULT_BUDGET, type PathAnswer } from "./path-question.ts";
import {
  coversSegments,
  intersectSegments,
  type Segments,
  shareSegments,
  toSegments,
  toTokens,
} from "./plain-segments.ts";

export type CoverAnswer =
  | { readonly decided: true; readonly holds: true }
  | { readonly decided: true; readonly holds: false; readonly witness: string }
  | { readonly decided: false };

export type OverlapAnswer =
  | { readonly decided: true; readonly holds: true; readonly witness: string }
  | { readonly decided: true; readonly holds: false }
  | { readonly decided: false };

/** Does every path of `q` match `p`? The witness is a shortest path of `q` that `p` misses. */
export function covers(p: PathTokens, q: PathTokens, budget: number = DEFAULT_BUDGET): CoverAnswer {
  const [left, right] = [toSegments(p), toSegments(q)];
  if (left && right) {
    if (coversSegments(left, right)) return { decided: true, holds: true };
    const witness = shortestPath(q);
    if (!coversSegments(left, witness.split("/"))) return { decided: true, holds: false, witness };
  }
  const answer = findPath({
    inside: [q],
    indexes: [indexPatterns([p])],
    wanted: ([outcome]) => outcome === 0,
    hopeless: ([certain]) => certain !== 0,
    fewerRulesSuffice: true,
    budget,
  });
  if (!answer.decided) return answer;
  const { witness } = answer;
  return witness === undefined ? { decided: true, holds: true } : { decided: true, holds: false, witness };
}

/** Whether `p` certainly matches every path of `q`, without a witness: a quick answer for the patterns people write. */
export function coversAll(p: PathTokens, q: PathTokens): boolean {
  const [start, other] = [p[0], q[0]];
  if (typeof start === "string" && typeof other === "string") {
    if (!other.startsWith(start)) return false;
    if (p.length === 2 && p[1] === ANY) return true;
  }
  return coversRead(readPattern(p), readPattern(q));
}

/** Is there a path that matches both? The witness is a shortest one. */
export function overlaps(p: PathTokens, q: PathTokens, budget: number = DEFAULT_BUDGET): OverlapAnswer {
  const [left, right] = [toSegments(p), toSegments(q)];
  const answer = left && right ? findInShared(left, right) : findInBoth(p, q, budget);
  if (!answer.decided) return answer;
  const { witness } = answer;
  return witness === undefined ? { decided: true, holds: false } : { decided: true, holds: true, witness };
}

/** One pattern that matches exactly the paths that both match, where one can be written; otherwise undefined. */
export function intersect(p: PathTokens, q: PathTokens): PathTokens | undefined {
  return intersectRead(readPattern(p), readPattern(q));
}

/** A pattern and what can be read off it, for who compares the same patterns again and again. */
export interface ReadPattern {
  readonly tokens: PathTokens;
  readonly segments: Segments | undefined;
  /** Of a pattern that is not plain: made when it is first asked about a path. */
  matcher?: PathIndex;
}

/** Cuts a pattern into its segments, once for all the comparisons that it has a part in. */
export function readPattern(tokens: PathTokens): ReadPattern {
  return { tokens, segments: toSegments(tokens) };
}

/** As coversAll(). */
export function coversRead(p: ReadPattern, q: ReadPattern): boolean {
  if (p.segments && q.segments) return coversSegments(p.segments, q.segments);
  const [start, other] = [p.tokens[0], q.tokens[0]];
  if (typeof start === "string" && typeof other === "string" && !other.startsWith(start)) return false;
  const path = shortestPath(q.tokens);
  if (isWellFormed(path) && !matchesRead(p, path)) return false;
  const answer = covers(p.tokens, q.tokens);
  return answer.decided && answer.holds;
}

function matchesRead(pattern: ReadPattern, path: string): boolean {
  if (pattern.segments) return coversSegments(pattern.segments, path.split("/"));
  pattern.matcher ??= indexPatterns([pattern.tokens]);
  return pattern.matcher.decide(path) !== 0;
}

/** As intersect(). */
export function intersectRead(p: ReadPattern, q: ReadPattern): PathTokens | undefined {
  return shareRead(p, q)?.tokens;
}

/** As intersect(), for who goes on comparing. */
export function shareRead(p: ReadPattern, q: ReadPattern): ReadPattern | undefined {
  if (p.segments && q.segments) {
    const segments = intersectSegments(p.segments, q.segments);
    return segments && new SharedPattern(segments);
  }
  if (coversRead(q, p)) return p;
  return coversRead(p, q) ? q : undefined;
}

/** Most of what is shared is compared and never written. */
class SharedPattern implements ReadPattern {
  readonly segments: Segments;
  private written: PathTokens | undefined;

  constructor(segments: Segments) {
    this.segments = segments;
  }

  get tokens(): PathTokens {
    this.written ??= toTokens(this.segments);
    return this.written;
  }
}

/** Whether some path is in both, also where that is not decided. */
export function mayShare(p: ReadPattern, q: ReadPattern): boolean {
  if (p.segments && q.segments) return shareSegments(p.segments, q.segments);
  const answer = overlaps(p.tokens, q.tokens);
  return !answer.decided || answer.holds;
}

const findInShared = (p: Segments, q: Segments): PathAnswer => {
  const shared = intersectSegments(p, q);
  return { decided: true, witness: shared && shortestPath(toTokens(shared)) };
};

const findInBoth = (p: PathTokens, q: PathTokens, budget: number): PathAnswer =>
  findPath({ inside: [p, q], indexes: [], wanted: () => true, budget });
