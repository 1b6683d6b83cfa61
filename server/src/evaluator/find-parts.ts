// On which parts of a pattern one client has a capability: first those where it surely has it, then those where it may,
// because of some rule it is unknown whether it reaches them (A7). Who the client is, is not known here.

import type { CapabilitySet } from "../policy/capability-set.ts";
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
  /** The role whose allows are asked about, if only one; the denies of all count. */
  readonly only: string | undefined;
  /** Of this and all other questions of the answer. */
  readonly effort: AnswerBudget;
}

/** An allow of which it is not decided where it gives the capability, or what denies leave of it. */
export interface Undecided {
  readonly undecided: RuleEntry;
}

/**
 * A part for each allow that gives the capability where nothing denies it, and where nothing surely does but something
 * may.
 */
export function* findParts(client: Client, question: PartsQuestion): Generator<Part | Undecided> {
  const scopes = (client.compartmentsByType.get(question.ruleType) ?? []).map(scopeOf);
  const nowhereSure = new Set<RuleEntry>();
  for (const scope of scopes) {
    const openDenies = new OpenDenies(client, scope.acting);
    for (const entry of grantingEntries(scope.acting, question)) {
      const find = (tokens: PathTokens): PathAnswer => findSure(scope, question, tokens);
      const answer = find(entry.tokens);
      if (!answer.decided) yield { undecided: entry };
      else if (answer.witness === undefined) nowhereSure.add(entry);
      else {
        const open = { entry, inside: question.inside, effort: question.effort };
        const granted = isOpen(client, entry) ? openDenies.findGranted(open) : answer;
        const filled = granted.decided ? granted.witness : findFilled(client, entry, find);
        const place = filled === undefined ? placeOfOthers(question, entry) : placeOf(client, question.inside, entry);
        const told = without(place, [scope.denies, scope.perhaps], question);
        const region = place.isWritten ? cutForValues(told, scope.bareDenies(), question.effort.cutting) : told;
        const isCut = openDenies.mayCut(place.tokens, open);
        const witness = filled ?? answer.witness;
        yield { role: entry.rule.role, region, witness, certain: place.isForAll && !isCut };
        if (question.effort.cutting.left <= 0) yield { undecided: entry };
      }
    }
  }
  const granting = scopes.filter(({ acting }) => grantingEntries(acting, { ...question, only: undefined }).length);
  for (const scope of scopes) {
    if (scope.uncertain.entries.length === 0) continue;
    const those = [scope, ...granting.filter((other) => other !== scope)];
    for (const entry of grantingEntries(scope.acting, question))
      yield* partsPerhapsDenied(client, those, entry, question, nowhereSure.has(entry));
    for (const entry of grantingEntries(scope.uncertain, question)) {
      const place = placeOf(client, question.inside, entry);
      yield* partNotSure(those, entry, place, question, false);
    }
  }
}

/** Rules whose denies cut each other's allows, and the denies of them: those that act, and those that may. */
interface Scope extends Compartment {
  readonly denies: DenyIndex;
  readonly perhaps: DenyIndex;
  /** Those of the denies that have no template; made when first asked for. */
  readonly bareDenies: () => DenyIndex;
}

function scopeOf(compartment: Compartment): Scope {
  const { acting, uncertain } = compartment;
  const bare = (): RuleEntry[] => acting.entries.filter(({ rule }) => !hasTemplate(rule.rule.pattern));
  return {
    ...compartment,
    denies: new DenyIndex(acting.entries),
    perhaps: new DenyIndex(uncertain.entries),
    bareDenies: onDemand(() => new DenyIndex(bare())),
  };
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

function grantingEntries({ paths, entries }: RuleIndex, { inside, wanted, only }: PartsQuestion): RuleEntry[] {
  if (entries.length === 0) return [];
  return paths.overlapping(inside).flatMap((id) => {
    const entry = entries[id];
    if (!entry || entry.rule.denies || (entry.rule.grants & wanted) === 0) return [];
    return only === undefined || entry.rule.role === only ? [entry] : [];
  });
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
