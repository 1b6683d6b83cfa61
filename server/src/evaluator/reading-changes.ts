// Whether a reading of some rules otherwise changes what a client may do on any path of a pattern.

import type { AssumptionId } from "../policy/assumptions.ts";
import type { CapabilitySet } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { AccessAsked } from "./access-asked.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import type { Compartment } from "./client.ts";
import type { ClientRule } from "./client-rule.ts";
import { DENIED } from "./indexed-rule.ts";
import { joinPatterns } from "./join-patterns.ts";
import type { OtherReading } from "./other-readings.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";
import type { PathQuestion } from "./path-question.ts";
import type { RuleEntry } from "./rule-index.ts";

/** Rules whose denies cut each other's allows, as far as they are asked about. */
export class Scope {
  /** Where each role is a scope. */
  readonly role: string | undefined;
  readonly entries: readonly RuleEntry[];
  private readonly compartment: Compartment;
  private readonly asked: AccessAsked;
  private known: PathIndex | undefined;

  constructor(compartment: Compartment, perRole: boolean, asked: AccessAsked) {
    const { acting, uncertain, idle } = compartment;
    const first = [acting, uncertain, idle].find(({ entries }) => entries.length > 0);
    this.role = perRole ? first?.entries[0]?.rule.role : undefined;
    this.entries = acting.entries;
    this.compartment = compartment;
    this.asked = asked;
  }

  /** Ids are positions in the entries; those that are not asked about are not in it. */
  get paths(): PathIndex {
    this.known ??= this.index();
    return this.known;
  }

  isAsked({ rule }: RuleEntry): boolean {
    const { wanted, only } = this.asked;
    if (this.role !== undefined && rule.role !== this.role) return false;
    return rule.denies || ((rule.grants & wanted) !== 0 && (only === undefined || rule.role === only));
  }

  private index(): PathIndex {
    const { paths } = this.compartment.acting;
    const others = this.entries.flatMap((entry, id) => (this.isAsked(entry) ? [] : id));
    if (others.length === 0) return paths;
    const copy = paths.copy();
    for (const id of others) copy.remove(id);
    return copy;
  }
}

interface ScopeChange {
  readonly scope: Scope;
  /** Ids of rules that do not stand as they do, and what stands instead. */
  readonly gone: readonly number[];
  readonly come: readonly RuleEntry[];
}

/** Where the rules that one reading concerns stand otherwise. */
export class ReadingChanges {
  readonly ids: readonly AssumptionId[];
  private readonly asked: AccessAsked;
  private readonly effort: AnswerBudget;
  private readonly scopes: readonly Scope[];
  private readonly changes: readonly ScopeChange[];
  private readonly patterns: readonly RuleEntry[];
  private readonly where: PathIndex;
  private readonly otherwise = new Map<Scope, PathIndex>();

  constructor(reading: OtherReading, scopes: readonly Scope[], asked: AccessAsked, effort: AnswerBudget) {
    this.ids = reading.ids;
    this.asked = asked;
    this.effort = effort;
    this.scopes = scopes;
    this.changes = scopes.map((scope) => changeOf(scope, reading, asked));
    this.patterns = this.changes.flatMap(({ scope, gone, come }) => [
      ...gone.flatMap((id) => scope.entries[id] ?? []),
      ...come,
    ]);
    this.where = indexPatterns(
      this.patterns.map(({ tokens }) => tokens),
      "questions",
    );
  }

  /** Whether on a path of a pattern something else is permitted by this reading. */
  reach(inside: PathTokens): boolean {
    const { cutting } = this.effort;
    if (this.patterns.length === 0) return false;
    if (this.effort.isSpent) return true;
    return this.where.overlapping(inside, cutting).some((id) => this.effort.isSpent || this.differs(inside, id));
  }

  private differs(inside: PathTokens, id: number): boolean {
    const [only, ...others] = this.scopes;
    const patterns = joinPatterns([inside, this.patterns[id]?.tokens ?? []]);
    const simple =
      only !== undefined && others.length === 0 ? this.questionOn(only, this.patterns[id]?.rule) : undefined;
    const answer = this.effort.find({ inside: patterns, ...(simple ?? this.questionOnAll(patterns)) });
    return !answer.decided || answer.witness !== undefined;
  }

  /** Where there is one scope, and all that changes is that allows come or that denies do, what stands says all. */
  private questionOn(scope: Scope, rule: ClientRule | undefined): Omit<PathQuestion, "inside"> | undefined {
    const change = this.changes[0];
    if (rule === undefined || change === undefined || change.gone.length > 0) return undefined;
    const { wanted } = this.asked;
    const indexes = [scope.paths];
    if (change.come.every((entry) => entry.rule.denies)) {
      return {
        indexes,
        wanted: ([outcome = 0]) => outcome !== DENIED && (outcome & wanted) !== 0,
        hopeless: ([certain = 0], [possible = 0]) => certain === DENIED || ((certain | possible) & wanted) === 0,
      };
    }
    if (change.come.some((entry) => entry.rule.denies)) return undefined;
    const grants = rule.grants & wanted;
    return {
      indexes,
      wanted: ([outcome = 0]) => outcome !== DENIED && (grants & ~outcome) !== 0,
      hopeless: ([certain = 0]) => certain === DENIED || (grants & ~certain) === 0,
      fewerRulesSuffice: true,
    };
  }

  private questionOnAll(patterns: readonly PathTokens[]): Omit<PathQuestion, "inside"> {
    const { cutting } = this.effort;
    const reaches = (paths: PathIndex): boolean =>
      patterns.every((tokens) => paths.overlapping(tokens, cutting).length > 0);
    const near =
      this.scopes.length === 1
        ? this.scopes
        : this.scopes.filter((scope) => reaches(scope.paths) || reaches(this.readOtherwise(scope)));
    const count = near.length;
    const { wanted } = this.asked;
    return {
      indexes: [...near.map((scope) => scope.paths), ...near.map((scope) => this.readOtherwise(scope))],
      wanted: (outcomes) => granted(outcomes, 0, count, wanted) !== granted(outcomes, count, count * 2, wanted),
      hopeless: (certain, possible) => {
        const [least, most] = bounds(certain, possible, 0, count, wanted);
        const [otherLeast, otherMost] = bounds(certain, possible, count, count * 2, wanted);
        return (most & ~otherLeast) === 0 && (otherMost & ~least) === 0;
      },
    };
  }

  private readOtherwise(scope: Scope): PathIndex {
    const change = this.changes.find((each) => each.scope === scope);
    if (change === undefined || change.gone.length + change.come.length === 0) return scope.paths;
    const known = this.otherwise.get(scope);
    if (known) return known;
    const copy = scope.paths.copy();
    for (const id of change.gone) copy.remove(id);
    for (const { tokens, rule } of change.come) copy.add({ tokens, grants: rule.grants, denies: rule.denies });
    this.otherwise.set(scope, copy);
    return copy;
  }
}

/** What is the same by both readings is no change. */
function changeOf(scope: Scope, { concerns, byType }: OtherReading, { ruleType }: AccessAsked): ScopeChange {
  const gone = scope.entries.flatMap((entry, id) => (concerns(entry.rule) && scope.isAsked(entry) ? id : []));
  const come = (byType.get(ruleType)?.acting.entries ?? []).filter((entry) => scope.isAsked(entry));
  if (gone.length === 0 || come.length === 0) return { scope, gone, come };
  const keyOf = (entry: RuleEntry | undefined): string =>
    JSON.stringify([entry?.rule.denies, entry?.rule.grants, entry?.tokens]);
  const stays = new Set(come.map(keyOf));
  const was = new Set(gone.map((id) => keyOf(scope.entries[id])));
  return {
    scope,
    gone: gone.filter((id) => !stays.has(keyOf(scope.entries[id]))),
    come: come.filter((entry) => !was.has(keyOf(entry))),
  };
}

/** What of the wanted some scopes grant on a path. */
function granted(outcomes: readonly number[], from: number, to: number, wanted: CapabilitySet): CapabilitySet {
  let set = 0;
  for (let at = from; at < to; at++) if (outcomes[at] !== DENIED) set |= outcomes[at] ?? 0;
  return set & wanted;
}

/** The least and the most that they may grant on any longer path. */
function bounds(
  certain: readonly number[],
  possible: readonly number[],
  from: number,
  to: number,
  wanted: CapabilitySet,
): [least: CapabilitySet, most: CapabilitySet] {
  let [least, most] = [0, 0];
  for (let at = from; at < to; at++) {
    const [sure, more] = [certain[at] ?? 0, possible[at] ?? 0];
    if (sure === DENIED) continue;
    most |= (sure | more) & ~DENIED;
    if ((more & DENIED) === 0) least |= sure;
  }
  return [least & wanted, most & wanted];
}
