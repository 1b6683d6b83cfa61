// The changes that one rule brings to clients with certain claim values, as they are told: each once, none that is told
// anyway, and many as one.

import type { CapabilityName } from "../policy/capability.ts";
import { type CapabilitySet, capabilityNames } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { TimedChange } from "./compare-at-moments.ts";
import { type FreshClaims, plainValues, regionWithout } from "./fresh-claims.ts";
import { ToldChanges } from "./told-changes.ts";

/** A change as it was found: its region and its witness still hold what stands in for values. */
export interface ValueChange extends TimedChange {
  /** How the rules around it are written. */
  readonly texts: readonly string[];
}

export class ValueChanges {
  readonly widest: PathTokens;
  private readonly told: ToldChanges;
  /** What this rule brings, as it was found: told as one pattern, it is told to other clients. */
  private readonly own = new ToldChanges();
  /** What is told of all that the rule reaches, and need not be found. */
  private readonly whole: ReadonlySet<CapabilityName>;
  private readonly found: TimedChange[] = [];
  private isWide = false;
  decided = true;

  /**
   * @param widest all that the rule reaches, each template in it being any value of the client.
   * @param told what else is told of the same moment; what is told here becomes a part of it.
   */
  constructor(ruleType: string, widest: PathTokens, told: ToldChanges) {
    this.widest = widest;
    this.told = told;
    this.whole = told.toldAllOver(ruleType, widest);
  }

  add({ texts, ...change }: ValueChange, { claims, standIns }: FreshClaims): void {
    const capabilities = this.own.untold({ ...change, capabilities: this.told.untold(change, claims) }, claims);
    if (capabilities.length === 0) return;
    const region = regionWithout(standIns, change.region);
    const plain = plainValues(standIns, [...texts, change.witness]);
    const found = {
      ...change,
      capabilities,
      region,
      witness: plain(change.witness),
      claims: new Map([...claims].map(([claim, values]) => [claim, values.map(plain)])),
    };
    this.found.push(found);
    this.own.add(found);
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

  /** Everything at last; it is called once. */
  tell(): readonly TimedChange[] {
    const changes = this.isWide ? this.joined() : this.found;
    for (const change of changes) this.told.add(change);
    return changes;
  }

  private joined(): readonly TimedChange[] {
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
    return this.whole.has(name) || this.found.some(({ capabilities }) => capabilities.includes(name));
  }
}

/** More patterns than this that one rule changes are told as one. */
const MOST_APART = 5;
