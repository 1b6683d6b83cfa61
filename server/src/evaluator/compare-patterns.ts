// Exact questions about two path patterns: does one cover the other, do they overlap, what do they share.
// Every answer that names a witness names a shortest one; a question too large for its budget is "not decided".
import type { PathTokens } from "../policy/path-tokens.ts";
import { DEFAULT_BUDGET, findPath } from "./find-path.ts";
import { intersectTokens } from "./intersect-tokens.ts";
import { buildPathIndex } from "./path-index.ts";

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
  const index = buildPathIndex([{ tokens: p, grants: 1, denies: false }]);
  const answer = findPath({
    inside: [q],
    indexes: [index],
    wanted: ([outcome]) => outcome === 0,
    hopeless: ([certain]) => certain !== 0,
    fewerRulesSuffice: true,
    budget,
  });
  if (!answer.decided) return answer;
  const { witness } = answer;
  return witness === undefined ? { decided: true, holds: true } : { decided: true, holds: false, witness };
}

/** Is there a path that matches both? The witness is a shortest one. */
export function overlaps(p: PathTokens, q: PathTokens, budget: number = DEFAULT_BUDGET): OverlapAnswer {
  const answer = findPath({ inside: [p, q], indexes: [], wanted: () => true, budget });
  if (!answer.decided) return answer;
  const { witness } = answer;
  return witness === undefined ? { decided: true, holds: false } : { decided: true, holds: true, witness };
}

/** One pattern that matches exactly the paths that both match, where one can be written; otherwise undefined. */
export function intersect(p: PathTokens, q: PathTokens): PathTokens | undefined {
  const inQ = covers(q, p);
  if (inQ.decided && inQ.holds) return p;
  const inP = covers(p, q);
  if (inP.decided && inP.holds) return q;
  return intersectTokens(p, q);
}
