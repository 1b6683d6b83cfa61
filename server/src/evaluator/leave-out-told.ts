// Cuts what was told at earlier moments out of where a change lies, so that no loss is told twice.

import type { AccessChange } from "./compare-access.ts";
import { coversRead, intersectRead, mayShare, readPattern } from "./compare-patterns.ts";
import { type Region, subtractRead } from "./region.ts";

/** The same changes without what was told; a change whose capabilities then lie apart becomes several. */
export function leaveOutTold<Change extends AccessChange>(
  changes: readonly Change[],
  told: readonly AccessChange[],
): readonly Change[] {
  if (told.length === 0) return changes;
  return changes.flatMap((change) => {
    const parts = new Map<string, Change>();
    for (const capability of change.capabilities) {
      const same = told.filter(
        ({ ruleType, capabilities }) => ruleType === change.ruleType && capabilities.includes(capability),
      );
      const region = cut(
        change.region,
        same.map((each) => each.region),
      );
      const key = JSON.stringify(region);
      const capabilities = [...(parts.get(key)?.capabilities ?? []), capability];
      parts.set(key, { ...change, region, capabilities });
    }
    return [...parts.values()];
  });
}

/** What cannot be cut out as a pattern stays in, and the region is no longer exact. */
function cut(region: Region, told: readonly Region[]): Region {
  const inside = readPattern(region.inside);
  const except = region.except.map(readPattern);
  const cuts = [...except];
  let { exact } = region;
  for (const each of told) {
    const [other, left] = [readPattern(each.inside), each.except.map(readPattern)];
    const isApart =
      !mayShare(other, inside) ||
      left.some((part) => coversRead(part, inside)) ||
      cuts.some((part) => coversRead(part, other));
    if (isApart) continue;
    const shared = intersectRead(other, inside);
    const whole = shared && readPattern(shared);
    // What was left out then may be what is new now.
    const isWhole = whole && left.every((part) => !mayShare(part, whole) || isCut(part, whole, except));
    if (each.exact && isWhole) cuts.push(whole);
    else exact = false;
  }
  return cuts.length === except.length && exact === region.exact ? region : subtractRead(inside, cuts, exact);
}

type Read = ReturnType<typeof readPattern>;

function isCut(part: Read, whole: Read, except: readonly Read[]): boolean {
  const shared = intersectRead(part, whole);
  return shared !== undefined && except.some((each) => coversRead(each, readPattern(shared)));
}
