// Which paths a file has, asked before a fix writes one anew: of two equal keys only the last one counts, and the rules
// of the other are silently lost (F1.11). A leading slash makes no difference (F5.1).

import { normalisePath, type PathPattern } from "../policy/path-pattern.ts";
import type { RulesFile } from "../policy/rules-file.ts";

export interface PathNames {
  /** Whether a path of the file is written so already. */
  isTaken(written: string): boolean;
  /** Whether what a path becomes is neither there already nor what another path becomes too. */
  isMendedAlone(pattern: PathPattern): boolean;
}

/**
 * The names of a file's paths; they are collected when they are first asked for.
 * @param mend what a path becomes when every certain fix of the check is made in it.
 */
export function namePaths({ paths }: RulesFile, mend: (pattern: PathPattern) => string): PathNames {
  let taken: ReadonlySet<string> | undefined;
  let wanted: ReadonlyMap<string, number> | undefined;
  const isTaken = (written: string): boolean => {
    taken ??= new Set(paths.map(({ pattern }) => pattern.normal));
    return taken.has(normalisePath(written));
  };
  const isMendedAlone = (pattern: PathPattern): boolean => {
    wanted ??= countNames(paths.map((entry) => mend(entry.pattern)));
    const mended = mend(pattern);
    return !isTaken(mended) && wanted.get(normalisePath(mended)) === 1;
  };
  return { isTaken, isMendedAlone };
}

function countNames(names: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(normalisePath(name), (counts.get(normalisePath(name)) ?? 0) + 1);
  return counts;
}
