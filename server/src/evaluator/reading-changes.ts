// Whether a reading of some rules otherwise changes what a client may do on any path of a pattern.

import type { AssumptionId } from "../policy/assumptions.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { AccessAsked } from "./access-asked.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import type { AskedCompartment } from "./asked-compartment.ts";
import type { ClientRule } from "./client-rule.ts";
import { DENIED } from "./indexed-rule.ts";
import { joinPatterns } from "./join-patterns.ts";
import type { OtherReading } from "./other-readings.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";
import type { PathQuestion } from "./path-question.ts";
import type { RuleEntry } from "./rule-index.ts";
import { unite, uniteLeast, uniteMost } from "./unite-outcomes.ts";

interface CompartmentChange {
  readonly compartment: AskedCompartment;
  /** Ids of rules that do not stand as they do, and what stands instead. */
  readonly gone: readonly number[];
  readonly come: readonly RuleEntry[];
}

/** Where the rules that one reading concerns stand otherwise. */
export class ReadingChanges {
  readonly ids: readonly AssumptionId[];
  private readonly asked: AccessAsked;
  private readonly effort: AnswerBudget;
  private readonly compartments: readonly AskedCompartment[];
  private readonly changes: readonly CompartmentChange[];
  private readonly patterns: readonly RuleEntry[];
  private readonly where: PathIndex;
  private readonly otherwise = new Map<AskedCompartment, PathIndex>();

  constructor(
    reading: OtherReading,
    compartments: readonly AskedCompartment[],
    asked: AccessAsked,
    effort: AnswerBudget,
  ) {
    this.ids = reading.ids;
    this.asked = asked;
    this.effort = effort;
    this.compartments = compartments;
    this.changes = compartments.map((compartment) => changeOf(compartment, reading, asked));
    this.patterns = this.changes.flatMap(({ compartment, gone, come }) => [
      ...gone.flatMap((id) => compartment.entries[id] ?? []),
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
    const [only, ...others] = this.compartments;
    const patterns = joinPatterns([inside, this.patterns[id]?.tokens ?? []]);
    const simple =
      only !== undefined && others.length === 0 ? this.questionOn(only, this.patterns[id]?.rule) : undefined;
    const answer = this.effort.find({ inside: patterns, ...(simple ?? this.questionOnAll(patterns)) });
    return !answer.decided || answer.witness !== undefined;
  }

  /** Where there is one compartment, and all that changes is that allows come or that denies do, what stands says all. */
  private questionOn(
    compartment: AskedCompartment,
    rule: ClientRule | undefined,
  ): Omit<PathQuestion, "inside"> | undefined {
    const change = this.changes[0];
    if (rule === undefined || change === undefined || change.gone.length > 0) return undefined;
    const { wanted } = this.asked;
    const indexes = [compartment.paths];
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
      this.compartments.length === 1
        ? this.compartments
        : this.compartments.filter(
            (compartment) => reaches(compartment.paths) || reaches(this.readOtherwise(compartment)),
          );
    const count = near.length;
    const both = count * 2;
    const { wanted } = this.asked;
    return {
      indexes: [
        ...near.map((compartment) => compartment.paths),
        ...near.map((compartment) => this.readOtherwise(compartment)),
      ],
      wanted: (outcomes) => ((unite(outcomes, 0, count) ^ unite(outcomes, count, both)) & wanted) !== 0,
      hopeless: (certain, possible) => {
        const more = uniteMost(certain, possible, 0, count) & ~uniteLeast(certain, possible, count, both);
        const less = uniteMost(certain, possible, count, both) & ~uniteLeast(certain, possible, 0, count);
        return ((more | less) & wanted) === 0;
      },
    };
  }

  private readOtherwise(compartment: AskedCompartment): PathIndex {
    const change = this.changes.find((each) => each.compartment === compartment);
    if (change === undefined || change.gone.length + change.come.length === 0) return compartment.paths;
    const known = this.otherwise.get(compartment);
    if (known) return known;
    const copy = compartment.paths.copy();
    for (const id of change.gone) copy.remove(id);
    for (const { tokens, rule } of change.come) copy.add({ tokens, grants: rule.grants, denies: rule.denies });
    this.otherwise.set(compartment, copy);
    return copy;
  }
}

/** What is the same by both readings is no change. */
function changeOf(
  compartment: AskedCompartment,
  { concerns, byType }: OtherReading,
  { ruleType }: AccessAsked,
): CompartmentChange {
  const gone = compartment.entries.flatMap((entry, id) =>
    concerns(entry.rule) && compartment.isAsked(entry) ? id : [],
  );
  const come = (byType.get(ruleType)?.acting.entries ?? []).filter((entry) => compartment.isAsked(entry));
  if (gone.length === 0 || come.length === 0) return { compartment, gone, come };
  const keyOf = (entry: RuleEntry | undefined): string =>
    JSON.stringify([entry?.rule.denies, entry?.rule.grants, entry?.tokens]);
  const stays = new Set(come.map(keyOf));
  const was = new Set(gone.map((id) => keyOf(compartment.entries[id])));
  return {
    compartment,
    gone: gone.filter((id) => !stays.has(keyOf(compartment.entries[id]))),
    come: come.filter((entry) => !was.has(keyOf(entry))),
  };
}
