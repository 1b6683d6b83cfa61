// The paths of the inventory in order, so that the objects of a pattern are found without looking at all of them.

import { indexPatterns } from "../evaluator/path-index.ts";
import type { Inventory } from "../policy/inventory.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";

export interface ObjectIndex {
  readonly items: Inventory["items"];
  readonly targets: Inventory["targets"];
  readonly itemPaths: readonly string[];
  readonly targetPaths: readonly string[];
}

/** Sorts the paths once for all questions. */
export function indexObjects({ items, targets }: Inventory): ObjectIndex {
  return {
    items,
    targets,
    itemPaths: items.map(({ path }) => path).sort(),
    targetPaths: targets.map(({ path }) => path).sort(),
  };
}

/** Whether a path of the sorted list begins so. */
export function hasPrefix(paths: readonly string[], prefix: string): boolean {
  return paths[firstFrom(paths, prefix)]?.startsWith(prefix) ?? false;
}

/** Whether a pattern matches a path of the sorted list; nothing when too many would have to be looked at. */
export function matchesAny(paths: readonly string[], tokens: PathTokens): boolean | undefined {
  const [first, second] = tokens;
  const prefix = typeof first === "string" ? first : "";
  if (tokens.length === 2 && second === ANY) return hasPrefix(paths, prefix);
  if (tokens.length === 1 && typeof first === "string") return paths[firstFrom(paths, first)] === first;
  const index = indexPatterns([tokens]);
  let looked = 0;
  for (let at = firstFrom(paths, prefix); paths[at]?.startsWith(prefix); at++) {
    if (index.decide(paths[at] ?? "") !== 0) return true;
    if (++looked > MOST_LOOKED_AT) return undefined;
  }
  return false;
}

const MOST_LOOKED_AT = 2_000;

function firstFrom(paths: readonly string[], prefix: string): number {
  let low = 0;
  let high = paths.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((paths[middle] ?? "") < prefix) low = middle + 1;
    else high = middle;
  }
  return low;
}
