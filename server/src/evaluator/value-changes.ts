// The changes that one rule brings to clients with certain claim values, as they are told: each once, none that is told
// anyway, and many as one.

import type { CapabilityName } from "../policy/capability.ts";
import { type CapabilitySet, capabilityNames } from "../policy/capability-set.ts";
import { PART, type PathTokens } from "../policy/path-tokens.ts";
import { replaceTemplates } from "../policy/tokenize-pattern.ts";
import type { TimedChange } from "./compare-at-moments.ts";
import { coversRead, intersectRead, mayShare, readPattern } from "./compare-patterns.ts";
import { type FreshClaims, pathWithout, readFor, regionWithout } from "./fresh-claims.ts";
import { showsSameRules } from "./same-rules.ts";

/** A change as it was found: its region and its witness still hold what stands in for values. */
export interface ValueChange extends TimedChange {
  /** How the rules around it are written. */
  readonly texts: readonly string[];
}

export class ValueChanges {
  private readonly widest: PathTokens;
  private readonly told: readonly TimedChange[];
  private readonly found: TimedChange[] = [];
  private isWide = false;
  decided = true;

  /**
   * @param widest all that the rule reaches, each template in it being any value of the client.
   * @param told what else is told of the same moment.
   */
  constructor(widest: PathTokens, told: readonly TimedChange[]) {
    this.widest = widest;
    this.told = told;
  }

  add({ texts, ...change }: ValueChange, { claims, standIns }: FreshClaims): void {
    const capabilities = change.capabilities.filter(
      (name) => ![...this.told, ...this.found].some((other) => tells(other, name, change, claims)),
    );
    if (capabilities.length === 0) return;
    const region = regionWithout(standIns, change.region);
    const witness = pathWithout(standIns, change.witness, texts);
    this.found.push({ ...change, capabilities, region, witness });
    if (this.found.length > MOST_APART) this.isWide = true;
  }

  /** Whether nothing that grants only this can add anything. */
  tellsAll(grants: CapabilitySet): boolean {
    return this.isWide && capabilityNames(grants).every((name) => this.isFound(name));
  }

  /** From here on all that the rule reaches is told; what of these capabilities was not found may be there. */
  tellWidely(grants: CapabilitySet): void {
    this.isWide = true;
    if (!capabilityNames(grants).every((name) => this.isFound(name))) this.leaveOpen();
  }

  leaveOpen(): this {
    this.decided = false;
    return this;
  }

  tell(): readonly TimedChange[] {
    if (!this.isWide) return this.found;
    const joined = new Map<TimedChange, CapabilityName[]>();
    for (const name of new Set(this.found.flatMap(({ capabilities }) => capabilities))) {
      const [first, ...others] = this.found.filter(({ capabilities }) => capabilities.includes(name));
      if (first === undefined) continue;
      const shortest = others.reduce((a, b) => (b.witness.length < a.witness.length ? b : a), first);
      joined.set(shortest, [...(joined.get(shortest) ?? []), name]);
    }
    const region = { inside: this.widest, except: [], exact: false };
    return [...joined].map(([change, capabilities]) => ({ ...change, capabilities, region }));
  }

  private isFound(name: CapabilityName): boolean {
    return this.found.some(({ capabilities }) => capabilities.includes(name));
  }
}

/** More patterns than this that one rule changes are told as one. */
const MOST_APART = 5;

/** Whether a capability of a change is told by another, also to all clients with more values than these. */
function tells(other: TimedChange, name: CapabilityName, change: TimedChange, claims: FreshClaims["claims"]): boolean {
  if (other.ruleType !== change.ruleType || !other.capabilities.includes(name)) return false;
  if (!other.region.exact && !showsSameRules(other, change)) return false;
  const inside = readPattern(change.region.inside);
  if (!readFor(claims, other.region.inside).some((tokens) => coversRead(readPattern(tokens), inside))) return false;
  const left = change.region.except;
  const widest = readPattern(anyValue(change.region.inside));
  return other.region.except.every((tokens) => {
    if (left.some((each) => JSON.stringify(each) === JSON.stringify(tokens))) return true;
    const except = readPattern(anyValue(tokens));
    if (!mayShare(except, widest)) return true;
    const shared = intersectRead(except, widest);
    return shared !== undefined && left.some((each) => coversRead(readPattern(each), readPattern(shared)));
  });
}

function anyValue(tokens: PathTokens): PathTokens {
  return replaceTemplates(tokens, () => PART);
}
