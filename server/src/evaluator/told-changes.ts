// The changes that are told, by where they lie, for finding out whether another is told with them.

import type { CapabilityName } from "../policy/capability.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Claims } from "../policy/role.ts";
import { anyText } from "../policy/tokenize-pattern.ts";
import type { TimedChange } from "./compare-at-moments.ts";
import { coversRead, intersectRead, mayShare, readPattern } from "./compare-patterns.ts";
import { readFor } from "./fresh-claims.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import { showsSameRules } from "./same-rules.ts";

export class ToldChanges {
  private readonly byType = new Map<string, { readonly paths: PathIndex; readonly changes: TimedChange[] }>();

  add(change: TimedChange): void {
    const { ruleType, region } = change;
    const known = this.byType.get(ruleType) ?? { paths: buildPathIndex([]), changes: [] };
    this.byType.set(ruleType, known);
    known.changes.push(change);
    known.paths.add({ tokens: anyText(region.inside), grants: 1, denies: false });
  }

  /** The capabilities of a change that none of the others tells to all clients with these values, more values or not. */
  untold(change: TimedChange, claims: Claims): CapabilityName[] {
    const telling = this.near(change.ruleType, change.region.inside)
      .filter((other) => tellsAll(other, change, claims))
      .flatMap(({ capabilities }) => capabilities);
    return change.capabilities.filter((name) => !telling.includes(name));
  }

  /** What is told to change all over a pattern, whatever values its templates have. */
  toldAllOver(ruleType: string, tokens: PathTokens): ReadonlySet<CapabilityName> {
    const inside = readPattern(tokens);
    const isWhole = ({ region }: TimedChange): boolean =>
      region.exact && region.except.length === 0 && coversRead(readPattern(region.inside), inside);
    const whole = this.near(ruleType, tokens).filter(isWhole);
    return new Set(whole.flatMap(({ capabilities }) => capabilities));
  }

  private near(ruleType: string, tokens: PathTokens): TimedChange[] {
    const known = this.byType.get(ruleType);
    return known?.paths.overlapping(anyText(tokens)).flatMap((id) => known.changes[id] ?? []) ?? [];
  }
}

/** Whether all of the region of a change is told by another. */
function tellsAll(other: TimedChange, change: TimedChange, claims: Claims): boolean {
  if (!other.region.exact && !showsSameRules(other, change)) return false;
  const inside = readPattern(change.region.inside);
  if (!readFor(claims, other.region.inside).some((tokens) => coversRead(readPattern(tokens), inside))) return false;
  const left = change.region.except;
  const widest = readPattern(anyText(change.region.inside));
  return other.region.except.every((tokens) => {
    if (left.some((each) => JSON.stringify(each) === JSON.stringify(tokens))) return true;
    const except = readPattern(anyText(tokens));
    if (!mayShare(except, widest)) return true;
    const shared = intersectRead(except, widest);
    return shared !== undefined && left.some((each) => coversRead(readPattern(each), readPattern(shared)));
  });
}
