// Globs choose files, never Akeyless paths. The only door for picomatch; its posix entry means the same on every system.

import picomatch from "picomatch/posix.js";

/**
 * Whether a shell glob, as in VS Code's settings, matches a file's path. A malformed glob matches nothing.
 * @param path with forward slashes; a leading one does not count.
 */
export function matchesGlob(path: string, glob: string): boolean {
  try {
    return picomatch.isMatch(path.replace(/^\/+/, ""), glob.replace(/^\.?\/+/, ""), { dot: true });
  } catch {
    return false;
  }
}
