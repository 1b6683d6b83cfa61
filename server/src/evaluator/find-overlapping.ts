// Which parts of a trie share a path with a pattern, as walk-pairs.ts finds them: where rules end that do, or where none
// does that could matter.
import type { PathTokens } from "../policy/path-tokens.ts";
import type { PathTrie } from "./path-trie.ts";
import { ALL_RULES, type Sought } from "./sought-rules.ts";
import { PairWalk, Trail, WalkMemory } from "./walk-pairs.ts";

/** How many steps may still be taken, for all that is asked together. */
export interface StepsLeft {
  left: number;
}

/**
 * The places that share a path with the pattern and hold such a rule. Undefined when the two cross each
 * other so often that finding them takes more than `limit` steps, or more than are left.
 */
export function findOverlapping(
  trie: PathTrie,
  tokens: PathTokens,
  limit: number,
  steps?: StepsLeft,
  sought: Sought = ALL_RULES,
  memory: WalkMemory = new WalkMemory(),
): readonly number[] | undefined {
  const walk = new PairWalk(trie, tokens, Math.min(limit, steps?.left ?? limit), memory, sought);
  const isDone = walk.run();
  if (steps) steps.left -= walk.steps;
  return isDone ? walk.places : undefined;
}

/**
 * Nodes below which nothing with outcome bits shares a path with the pattern. Not all such nodes are named, only those
 * at which a walk along the pattern would look; undefined when finding them takes more than `limit` steps.
 */
export function findBlocked(trie: PathTrie, tokens: PathTokens, limit: number): ReadonlySet<number> | undefined {
  const trail = new Trail();
  const walk = new PairWalk(trie, tokens, limit, new WalkMemory(), trail);
  if (!walk.run()) return undefined;
  const blocked = new Set<number>();
  const below = new Set(walk.whole);
  // Parents stand before their children.
  for (const [node, parent] of trail.parents) {
    if (below.has(parent)) below.add(node);
    else if (!trail.useful.has(node) && !below.has(node)) blocked.add(node);
  }
  return blocked;
}
