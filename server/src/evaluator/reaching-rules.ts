// Which rules of one scope share a path with a pattern. For a few patterns the trie of all rules is walked along each;
// who asks of very many is answered by the segments of all rules at once, which pays only then.

import type { PathTokens } from "../policy/path-tokens.ts";
import { anyPlainValue } from "../policy/tokenize-pattern.ts";
import { type ReadPattern, readPattern } from "./compare-patterns.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import { DENIED, type IndexedRule } from "./indexed-rule.ts";
import { OverlapIndex } from "./overlap-index.ts";
import type { PathIndex } from "./path-index.ts";
import { ALL_RULES, type Sought } from "./sought-rules.ts";

/** A rule whose pattern is read when first needed, and by its index and its id there. */
export class ReachingRule implements ReadPattern, IndexedRule {
  readonly tokens: PathTokens;
  readonly grants: number;
  readonly denies: boolean;
  readonly index: number;
  readonly id: number;
  private read: ReadPattern | undefined;
  private widest: ReadPattern | undefined;

  constructor({ tokens, grants, denies }: IndexedRule, index: number, id: number) {
    this.tokens = tokens;
    this.grants = grants;
    this.denies = denies;
    this.index = index;
    this.id = id;
  }

  get segments(): ReadPattern["segments"] {
    this.read ??= readPattern(this.tokens);
    return this.read.segments;
  }

  /** The pattern with any value in the place of each template. */
  get forAnyValue(): ReadPattern {
    if (this.widest === undefined) {
      const tokens = anyPlainValue(this.tokens);
      this.widest = tokens === this.tokens ? this : readPattern(tokens);
    }
    return this.widest;
  }
}

export class ReachingRules {
  private readonly index: number;
  private readonly paths: PathIndex;
  private readonly entries: Scope["entries"];
  /** By id; some are not known yet. */
  private readonly known = new Map<number, ReachingRule>();
  private readonly allows: AskedOften = { asked: 0, bySegments: undefined };
  private readonly denies: AskedOften = { asked: 0, bySegments: undefined };

  constructor({ paths, entries }: Scope, index: number) {
    this.paths = paths;
    this.entries = entries;
    this.index = index;
  }

  /**
   * Those that are sought, by their ids: never too few. Where looking for them takes more steps than are left, it does
   * not look, and names all that are sought.
   */
  reaching(pattern: ReadPattern, steps: StepsLeft, sought: Sought = ALL_RULES): ReachingRule[] {
    const often = sought.bits === DENIED ? this.denies : (sought.bits & DENIED) === 0 ? this.allows : undefined;
    if (often === undefined || often.asked++ < MOST_WALKS + this.entries.length / RULES_A_WALK || steps.left <= 0)
      return this.paths.overlapping(pattern.tokens, steps, sought).flatMap((id) => this.at(id));
    const few = this.paths.overlappingWithin(SHORT_WALK, pattern.tokens, steps, sought);
    if (few) return few.flatMap((id) => this.at(id));
    const bySegments = often.bySegments ?? this.indexBySegments(often === this.denies, steps);
    often.bySegments = bySegments;
    const found = bySegments.sharing(pattern, steps);
    return found.filter((rule) => rule.denies || (rule.grants & sought.bits) !== 0);
  }

  allDenies(): ReachingRule[] {
    return this.entries.flatMap(({ rule }, id) => (rule.denies ? this.at(id) : []));
  }

  private indexBySegments(denies: boolean, steps: StepsLeft): OverlapIndex<ReachingRule> {
    steps.left -= this.entries.length * STEPS_TO_INDEX;
    return new OverlapIndex(this.entries.flatMap(({ rule }, id) => (rule.denies === denies ? this.at(id) : [])));
  }

  private at(id: number): ReachingRule | [] {
    const entry = this.entries[id];
    if (entry === undefined) return [];
    const { grants, denies } = entry.rule;
    const rule = this.known.get(id) ?? new ReachingRule({ tokens: entry.tokens, grants, denies }, this.index, id);
    this.known.set(id, rule);
    return rule;
  }
}

/** The rules of a scope by their ids, and an index of them. */
interface Scope {
  readonly paths: PathIndex;
  readonly entries: readonly { readonly tokens: PathTokens; readonly rule: Omit<IndexedRule, "tokens"> }[];
}

interface AskedOften {
  asked: number;
  bySegments: OverlapIndex<ReachingRule> | undefined;
}

/** So often a trie is walked, and once more for so many rules, before they are indexed by their segments. */
const MOST_WALKS = 16;
const RULES_A_WALK = 100;

const STEPS_TO_INDEX = 10;

/** So short a walk takes no longer than looking at the segments of all rules. */
const SHORT_WALK = 50;
