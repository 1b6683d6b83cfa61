// Globs choose files, never Akeyless paths. The only door for picomatch; its posix entry means the same on every system.

import picomatch from "picomatch/posix.js";

/**
 * Whether a shell glob, as in VS Code's settings, matches a file's path. A malformed glob matches nothing.
 * @param path with forward slashes; a leading one does not count.
 */
export function matchesGlob(path: string, glob: string): boolean {
  return readGlob(glob)(path);
}

/** A glob read once, to be asked of many paths as `matchesGlob` is. */
export function readGlob(glob: string): (path: string) => boolean {
  try {
    const matches = picomatch(glob.replace(/^\.?\/+/, ""), { dot: true });
    return (path) => matches(path.replace(/^\/+/, ""));
  } catch {
    return () => false;
  }
}

/** Where the files of a glob can lie, so that nothing else need be looked into. */
export interface GlobReach {
  /** The one file that a glob without wildcard means. */
  readonly file: string | undefined;
  /** Else the folder below which all files lie; empty for the folder in which the glob holds. */
  readonly folder: string;
  /** How many folders deep a file can lie in it: 1 is directly in it. */
  readonly depth: number;
}

/** How far a glob reaches. Never too little. */
export function globReach(glob: string): GlobReach {
  const plain = glob.replace(/^\.?\/+/, "");
  const { base, isGlob, negated } = picomatch.scan(plain);
  if (negated || plain.includes("\\")) return { file: undefined, folder: "", depth: Number.POSITIVE_INFINITY };
  if (!isGlob) return { file: plain, folder: "", depth: 1 };
  const rest = base === "" ? plain : plain.slice(base.length + 1);
  const depth = /\*\*|[(){}]/.test(rest) ? Number.POSITIVE_INFINITY : rest.split("/").length;
  return { file: undefined, folder: base, depth };
}
