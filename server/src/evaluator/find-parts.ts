// On which parts of a pattern one client has a capability: first those where it surely has it, then those where it may,
// because of some rule it is unknown whether it reaches them (A7). Who the client is, is not known here.

import type { CapabilitySet } from "../policy/capability-set.ts";
import { groupBy } from "../policy/group-by.ts";
import { onDemand } from "../policy/on-demand.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import type { Client, Compartment } from "./client.ts";
import { readingOf } from "./client-rule.ts";
import { covers, intersect, readPattern } from "./compare-patterns.ts";
import { cutForValues } from "./cut-for-values.ts";
import { cutOut, DenyIndex } from "./deny-index.ts";
import { findFilledPath } from "./fill-templates.ts";
import { DENIED } from "./indexed-rule.ts";
import { OpenDenies } from "./open-denies.ts";
import type { PathAnswer } from "./path-question.ts";
import { type Region, subtractRead } from "./region.ts";
import type { RuleEntry, RuleIndex } from "./rule-index.ts";

export interface Part {
  /** Whose rule grants it. */
  readonly role: string;
  readonly region: Region;
  readonly witness: string;
  /** False where a claim's value decides that is not known, or leaves open what is meant. */
  readonly certain: boolean;
}

export interface PartsQuestion {
  readonly wanted: CapabilitySet;
  readonly ruleType: string;
  readonly inside: PathTokens;
  /** Of this and all other questions of the answer. */
  readonly effort: AnswerBudget;
}

/** An allow of which it is not decided where it gives the capability, or what denies leave of it. */
export interface Undecided {
  readonly undecided: RuleEntry;
}

/** Asks about one client; what all its roles have in common is found once. */
export class PartsFinder {
  private readonly client: Client;
  private readonly question: PartsQuestion;
  private readonly scopes: readonly Scope[];
  /** Those of the scopes that have allows which give the capability. */
  private readonly granting: readonly Scope[];

  constructor(client: Client, question: PartsQuestion) {
    this.client = client;
    this.question = question;
    this.scopes = (client.compartmentsByType.get(question.ruleType) ?? []).map(
      (each) => new Scope(client, each, question),
    );
    this.granting = this.scopes.filter(({ sure }) => sure.of(undefined).length > 0);
  }

  /**
   * A part for each allow that gives the capability where nothing denies it, and where nothing surely does but something
   * may.
   * @param only the role whose allows are asked about, if only one; the denies of all count.
   */
  *find(only: string | undefined): Generator<Part | Undecided> {
    const { client, question, scopes, granting } = this;
    const nowhereSure = new Set<RuleEntry>();
    for (const scope of scopes) {
      for (const entry of scope.sure.of(only)) {
        const find = (tokens: PathTokens): PathAnswer => findSure(scope, question, tokens);
        const answer = find(entry.tokens);
        if (!answer.decided) yield { undecided: entry };
        else if (answer.witness === undefined) nowhereSure.add(entry);
        else {
          const open = { entry, inside: question.inside, effort: question.effort };
          const granted = isOpen(client, entry) ? scope.openDenies().findGranted(open) : answer;
          const filled = granted.decided ? granted.witness : findFilled(client, entry, find);
          const place = filled === undefined ? placeOfOthers(question, entry) : placeOf(client, question.inside, entry);
          const told = without(place, [scope.denies, scope.perhaps], question);
          const region = place.isWritten ? cutForValues(told, scope.bareDenies(), question.effort.cutting) : told;
          const certain = place.isForAll && !scope.openDenies().mayCut(place.tokens, open);
          const witness = filled ?? answer.witness;
          yield { role: entry.rule.role, region, witness, certain };
          if (question.effort.cutting.left <= 0) yield { undecided: entry };
        }
      }
    }
    for (const scope of scopes) {
      if (scope.uncertain.entries.length === 0) continue;
      const those = [scope, ...granting.filter((other) => other !== scope)];
      for (const entry of scope.sure.of(only))
        yield* partsPerhapsDenied(client, those, entry, question, nowhereSure.has(entry));
      for (const entry of scope.unsure.of(only)) {
        const place = placeOf(client, question.inside, entry);
        yield* partNotSure(those, entry, place, question, false);
      }
    }
  }
}

/** Rules whose denies cut each other's allows, the denies of them, and the allows that are asked about. */
class Scope implements Compartment {
  readonly acting: RuleIndex;
  readonly uncertain: RuleIndex;
  readonly idle: RuleIndex;
  /** Those that act, and those that may. */
  readonly denies: DenyIndex;
  readonly perhaps: DenyIndex;
  readonly sure: Granting;
  readonly unsure: Granting;
  /** Those of the denies that have no template. */
  readonly bareDenies: () => DenyIndex;
  readonly openDenies: () => OpenDenies;

  constructor(client: Client, { acting, uncertain, idle }: Compartment, question: PartsQuestion) {
    this.acting = acting;
    this.uncertain = uncertain;
    this.idle = idle;
    this.denies = new DenyIndex(acting.entries);
    this.perhaps = new DenyIndex(uncertain.entries);
    this.sure = new Granting(acting, question);
    this.unsure = new Granting(uncertain, question);
    this.bareDenies = onDemand(
      () => new DenyIndex(acting.entries.filter(({ rule }) => !hasTemplate(rule.rule.pattern))),
    );
    this.openDenies = onDemand(() => new OpenDenies(client, acting));
  }
}

/** The allows that give the capability somewhere in the asked pattern. */
class Granting {
  private readonly all: readonly RuleEntry[];
  private readonly byRole: () => ReadonlyMap<string, readonly RuleEntry[]>;

  constructor({ paths, entries }: RuleIndex, { inside, wanted }: PartsQuestion) {
    const isGiving = (entry: RuleEntry | undefined): entry is RuleEntry =>
      entry !== undefined && !entry.rule.denies && (entry.rule.grants & wanted) !== 0;
    this.all =
      entries.length === 0
        ? []
        : paths
            .overlapping(inside)
            .map((id) => entries[id])
            .filter(isGiving);
    this.byRole = onDemand(() => groupBy(this.all, ({ rule }) => rule.role));
  }

  of(only: string | undefined): readonly RuleEntry[] {
    return only === undefined ? this.all : (this.byRole().get(only) ?? []);
  }
}

/** Where an allow and the asked pattern meet. */
interface Place {
  readonly tokens: PathTokens;
  /** Whether it is exactly there; else it is somewhere there. */
  readonly isExact: boolean;
  /** Whether it is there for every client in question, whatever its claims. */
  readonly isForAll: boolean;
  /** Whether templates stand in it as they are written, for whatever a client's claims make of them. */
  readonly isWritten: boolean;
}

/** A template is told as it is written where all it could become lies inside; else where it lies is told in part. */
function placeOf(client: Client, inside: PathTokens, entry: RuleEntry): Place {
  const isWritten = isOpen(client, entry);
  const reading = readingOf(client.circumstances.assumptions, "opaque");
  const within = isWritten ? covers(inside, entry.tokens) : undefined;
  const written = within?.decided && within.holds ? tokenizePattern(entry.rule.rule.pattern, reading) : undefined;
  const shared = isWritten ? written : intersect(inside, entry.tokens);
  if (shared !== undefined) return { tokens: shared, isExact: true, isForAll: true, isWritten };
  // Of a single path there is no part.
  const isExact = inside.every((token) => typeof token === "string");
  return { tokens: inside, isExact, isForAll: !isWritten, isWritten: false };
}

/** Where an allow with templates is that only values give of which it is open what they mean (A7). */
function placeOfOthers({ inside }: PartsQuestion, { tokens }: RuleEntry): Place {
  return { tokens: intersect(inside, tokens) ?? inside, isExact: false, isForAll: false, isWritten: false };
}

/** Whether no client is in question whose claims say which paths a rule reaches. */
function isOpen({ circumstances }: Client, { rule: { rule } }: RuleEntry): boolean {
  return typeof circumstances.claims === "string" && hasTemplate(rule.pattern);
}

function without({ tokens, isExact }: Place, denies: readonly DenyIndex[], { effort }: PartsQuestion): Region {
  return cutOut(tokens, denies, effort.cutting, isExact);
}

/** A path of an allow that nothing denies, not even perhaps. */
function findSure({ acting, uncertain }: Scope, question: PartsQuestion, within: PathTokens): PathAnswer {
  const mayDeny = uncertain.entries.some(({ rule }) => rule.denies);
  return question.effort.find({
    inside: together(question.inside, within),
    indexes: mayDeny ? [acting.paths, uncertain.paths] : [acting.paths],
    wanted: (outcomes) => !outcomes.includes(DENIED),
    hopeless: (certain) => certain.includes(DENIED),
    fewerRulesSuffice: true,
  });
}

/** One pattern in the place of two, where one can be written: a search in it is far shorter. */
function together(inside: PathTokens, tokens: PathTokens): PathTokens[] {
  const both = intersect(inside, tokens);
  return both ? [both] : [inside, tokens];
}

/** The parts of an allow's place where a deny may reach; the whole place where it is sure nowhere. */
function* partsPerhapsDenied(
  client: Client,
  those: readonly Scope[],
  entry: RuleEntry,
  question: PartsQuestion,
  isNowhereSure: boolean,
): Generator<Part | Undecided> {
  const { cutting } = question.effort;
  const place = placeOf(client, question.inside, entry);
  const where = readPattern(place.tokens);
  const cuts = those[0]?.perhaps.reaching(where, cutting);
  if (cuts?.patterns.length === 0) return;
  const { except, exact } = subtractRead(where, cuts ?? [], place.isExact, cutting);
  if (cutting.left <= 0) yield { undecided: entry };
  else if (isNowhereSure) yield* partNotSure(those, entry, place, question, true);
  else if (!exact) yield* partNotSure(those, entry, { ...place, isExact: false }, question, false);
  else for (const tokens of except) yield* partNotSure(those, entry, { ...place, tokens }, question, true);
}

/** The part of a place, if any, that nothing surely denies and nothing surely grants. The first of those has the allow. */
function* partNotSure(
  those: readonly Scope[],
  entry: RuleEntry,
  place: Place,
  question: PartsQuestion,
  isPerhapsDenied: boolean,
): Generator<Part | Undecided> {
  const { inside, wanted } = question;
  const { tokens, rule } = entry;
  const [own, ...others] = those;
  if (!own) return;
  const isSureIn = (outcomes: readonly number[], at: number): boolean =>
    outcomes[at] !== DENIED && outcomes[at + 1] !== DENIED && ((outcomes[at] ?? 0) & wanted) !== 0;
  const isUndeniedAlone = isPerhapsDenied && others.length === 0;
  const answer = question.effort.find({
    inside: [...together(inside, tokens), place.tokens],
    indexes: isUndeniedAlone ? [own.acting.paths] : those.flatMap((each) => [each.acting.paths, each.uncertain.paths]),
    wanted: (outcomes) =>
      outcomes[0] !== DENIED && (isUndeniedAlone || !those.some((_, at) => isSureIn(outcomes, at * 2))),
    hopeless: ([certain]) => certain === DENIED,
    fewerRulesSuffice:
      isUndeniedAlone || (others.length === 0 && !own.uncertain.entries.some((each) => each.rule.denies)),
  });
  if (!answer.decided) yield { undecided: entry };
  else if (answer.witness !== undefined) {
    const region = without(place, [own.denies], question);
    yield { role: rule.role, region, witness: answer.witness, certain: false };
    if (question.effort.cutting.left <= 0) yield { undecided: entry };
  }
}

/** A path that a rule with templates grants for sure to some client. */
function findFilled(
  { circumstances }: Client,
  { rule: { rule } }: RuleEntry,
  find: (tokens: PathTokens) => PathAnswer,
): string | undefined {
  return findFilledPath(rule.pattern, readingOf(circumstances.assumptions, "opaque"), (tokens) => {
    const answer = find(tokens);
    return answer.decided ? answer.witness : undefined;
  });
}
