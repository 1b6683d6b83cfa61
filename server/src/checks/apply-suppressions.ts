// Findings that the team knows and accepts. A suppression names its check, and where it likes a file and a path.

import type { Suppression } from "../policy/manifest.ts";
import { matchesGlob } from "../policy/match-glob.ts";
import { normalisePath } from "../policy/path-pattern.ts";

/** What a suppression can name of a finding. */
export interface Suppressible {
  readonly code: string;
  /** The file, relative to the manifest's folder. */
  readonly file: string;
  /** The rule path, role, auth method or object that it is about; absent where it is about the file. */
  readonly subject: string | undefined;
}

/**
 * The findings that are left.
 * @param used is given every suppression that has an effect.
 */
export function applySuppressions<T>(
  findings: readonly T[],
  describe: (finding: T) => Suppressible,
  suppressions: readonly Suppression[],
  used: Set<Suppression>,
): readonly T[] {
  if (suppressions.length === 0) return findings;
  return findings.filter((finding) => {
    const described = describe(finding);
    const suppressing = suppressions.filter((suppression) => covers(suppression, described));
    for (const suppression of suppressing) used.add(suppression);
    return suppressing.length === 0;
  });
}

/** A file is named as a glob; a path as it is written in the rules file, with or without its leading slash. */
function covers({ check, file, path }: Suppression, finding: Suppressible): boolean {
  if (check.value !== finding.code) return false;
  if (file && !matchesGlob(finding.file, file.value)) return false;
  return !path || (finding.subject !== undefined && normalisePath(path.value) === normalisePath(finding.subject));
}
