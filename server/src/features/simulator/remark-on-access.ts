// What is said beside the rows of everything that a client may do: why there are none, and with what they were compared.
// That nothing has changed, or that nothing is permitted, is said only where it holds for all paths.

import type { Against } from "./describe-earlier.ts";

export interface ListedAccess {
  /** How many rows pass the filters, and how many there are without those. */
  readonly shown: number;
  readonly all: number;
  /** How many patterns of access there are that no object shows; 0 where the rows are patterns. */
  readonly beyond: number;
  /** Where only what has changed is listed. */
  readonly comparison: Comparison | undefined;
}

interface Comparison extends Against {
  readonly decided: boolean;
}

/** The sentences, each by itself. */
export function remarkOnAccess({ shown, all, beyond, comparison }: ListedAccess): string[] {
  const none = shown > 0 ? [] : [all > 0 ? "Nothing passes these filters." : explainNone(beyond, comparison)];
  if (!comparison) return none;
  return [...none, ...(comparison.decided ? [] : [NOT_DECIDED]), comparison.against];
}

const NOT_DECIDED = "Some questions were too large and are not decided: what is listed is true, and there may be more.";

function explainNone(beyond: number, comparison: ListedAccess["comparison"]): string {
  const patterns = beyond === 1 ? "1 pattern" : `${beyond} patterns`;
  if (comparison) {
    if (beyond > 0) return `Access has changed on ${patterns} that no known object shows: choose "patterns" to see it.`;
    return comparison.decided && comparison.isWhole ? "No change in access." : "No change in access was found.";
  }
  if (beyond === 0) return "This client may do nothing: no rule permits or denies it anything.";
  return `No known object is permitted or denied to this client. Its rules say something of ${patterns}: choose "patterns" to see it.`;
}
