// On which parts of a pattern one client has a capability: first those where it surely has it, then those where it may,
// because of some rule it is unknown whether it reaches them (A7). Who the client is, is not known here.

import type { CapabilitySet } from "../policy/capability-set.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import type { Client, Compartment } from "./client.ts";
import { readingOf } from "./client-rule.ts";
import { covers, intersect } from "./compare-patterns.ts";
import { findFilledPath } from "./fill-templates.ts";
import { findPath } from "./find-path.ts";
import { DENIED } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { PathAnswer } from "./path-question.ts";
import { type Region, subtract } from "./region.ts";
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
  /** Steps for each search. */
  readonly budget: number | undefined;
}

/**
 * A part for each allow that gives the capability where nothing denies it, and where nothing surely does but something
 * may. In the place of a search that was too large stands nothing.
 */
export function* findParts(client: Client, question: PartsQuestion): Generator<Part | undefined> {
  const compartments = client.compartmentsByType.get(question.ruleType) ?? [];
  const nowhereSure = new Set<RuleEntry>();
  for (const compartment of compartments) {
    const openDenies = indexOpenDenies(client, compartment.acting);
    for (const entry of grantingEntries(compartment.acting, question)) {
      const find = (tokens: PathTokens): PathAnswer => findSure(compartment, question, tokens);
      const answer = find(entry.tokens);
      if (!answer.decided) yield undefined;
      else if (answer.witness === undefined) nowhereSure.add(entry);
      else {
        const place = placeOf(client, question.inside, entry);
        const region = without(place, compartment.acting, compartment.uncertain);
        const isCut = openDenies !== undefined && mayCut(openDenies, compartment.acting, place, entry, question);
        const witness = findFilled(client, entry, find) ?? answer.witness;
        yield { role: entry.rule.role, region, witness, certain: place.isForAll && !isCut };
      }
    }
  }
  const granting = compartments.filter(
    ({ acting }) => grantingEntries(acting, { ...question, only: undefined }).length,
  );
  for (const compartment of compartments) {
    if (compartment.uncertain.entries.length === 0) continue;
    const those = [compartment, ...granting.filter((other) => other !== compartment)];
    for (const entry of grantingEntries(compartment.acting, question))
      yield* partsPerhapsDenied(client, those, entry, question, nowhereSure.has(entry));
    for (const entry of grantingEntries(compartment.uncertain, question)) {
      const place = placeOf(client, question.inside, entry);
      yield* partNotSure(those, entry, place, question, false);
    }
  }
}

/** Where an allow and the asked pattern meet. */
interface Place {
  readonly tokens: PathTokens;
  /** Whether it is exactly there; else it is somewhere there. */
  readonly isExact: boolean;
  /** Whether it is there for every client in question, whatever its claims. */
  readonly isForAll: boolean;
}

/** A template is told as it is written where all it could become lies inside; else where it lies is told in part. */
function placeOf({ circumstances }: Client, inside: PathTokens, { tokens, rule: { rule } }: RuleEntry): Place {
  const isOpen = typeof circumstances.claims === "string" && hasTemplate(rule.pattern);
  const within = isOpen ? covers(inside, tokens) : undefined;
  const written = within?.decided && within.holds ? tokenizePattern(rule.pattern) : undefined;
  const shared = isOpen ? written : intersect(inside, tokens);
  if (shared !== undefined) return { tokens: shared, isExact: true, isForAll: true };
  // Of a single path there is no part.
  return { tokens: inside, isExact: inside.every((token) => typeof token === "string"), isForAll: !isOpen };
}

function without({ tokens, isExact }: Place, ...indexes: readonly RuleIndex[]): Region {
  return subtract(
    tokens,
    indexes.flatMap((index) => deniesIn(index, tokens)),
    isExact,
  );
}

function deniesIn({ paths, entries }: RuleIndex, tokens: PathTokens): PathTokens[] {
  return paths.overlapping(tokens).flatMap((id) => {
    const entry = entries[id];
    return entry?.rule.denies ? [entry.tokens] : [];
  });
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
function findSure({ acting, uncertain }: Compartment, question: PartsQuestion, ...within: PathTokens[]): PathAnswer {
  const mayDeny = uncertain.entries.some(({ rule }) => rule.denies);
  return findPath({
    inside: [question.inside, ...within],
    indexes: mayDeny ? [acting.paths, uncertain.paths] : [acting.paths],
    wanted: (outcomes) => !outcomes.includes(DENIED),
    hopeless: (certain) => certain.includes(DENIED),
    fewerRulesSuffice: true,
    ...budgetOf(question),
  });
}

/** The parts of an allow's place where a deny may reach; the whole place where it is sure nowhere. */
function* partsPerhapsDenied(
  client: Client,
  those: readonly Compartment[],
  entry: RuleEntry,
  question: PartsQuestion,
  isNowhereSure: boolean,
): Generator<Part | undefined> {
  const uncertain = those[0]?.uncertain;
  const place = placeOf(client, question.inside, entry);
  const cuts = uncertain ? deniesIn(uncertain, place.tokens) : [];
  if (cuts.length === 0) return;
  if (isNowhereSure) yield* partNotSure(those, entry, place, question, true);
  else {
    const { except, exact } = subtract(place.tokens, cuts, place.isExact);
    if (!exact) yield* partNotSure(those, entry, { ...place, isExact: false }, question, false);
    else for (const tokens of except) yield* partNotSure(those, entry, { ...place, tokens }, question, true);
  }
}

/** The part of a place, if any, that nothing surely denies and nothing surely grants. The first of those has the allow. */
function* partNotSure(
  those: readonly Compartment[],
  { tokens, rule }: RuleEntry,
  place: Place,
  question: PartsQuestion,
  isPerhapsDenied: boolean,
): Generator<Part | undefined> {
  const { inside, wanted } = question;
  const [own, ...others] = those;
  if (!own) return;
  const isSureIn = (outcomes: readonly number[], at: number): boolean =>
    outcomes[at] !== DENIED && outcomes[at + 1] !== DENIED && ((outcomes[at] ?? 0) & wanted) !== 0;
  const isUndeniedAlone = isPerhapsDenied && others.length === 0;
  const answer = findPath({
    inside: [inside, tokens, place.tokens],
    indexes: isUndeniedAlone ? [own.acting.paths] : those.flatMap((each) => [each.acting.paths, each.uncertain.paths]),
    wanted: (outcomes) =>
      outcomes[0] !== DENIED && (isUndeniedAlone || !those.some((_, at) => isSureIn(outcomes, at * 2))),
    hopeless: ([certain]) => certain === DENIED,
    fewerRulesSuffice:
      isUndeniedAlone || (others.length === 0 && !own.uncertain.entries.some((each) => each.rule.denies)),
    ...budgetOf(question),
  });
  if (!answer.decided) yield undefined;
  else if (answer.witness !== undefined)
    yield { role: rule.role, region: without(place, own.acting), witness: answer.witness, certain: false };
}

/** A path that a rule with templates grants for sure to some client; of other rules every path is one. */
function findFilled(
  { circumstances }: Client,
  { rule: { rule } }: RuleEntry,
  find: (tokens: PathTokens) => PathAnswer,
): string | undefined {
  if (typeof circumstances.claims !== "string" || !hasTemplate(rule.pattern)) return undefined;
  return findFilledPath(rule.pattern, readingOf(circumstances.assumptions, "opaque"), (tokens) => {
    const answer = find(tokens);
    return answer.decided ? answer.witness : undefined;
  });
}

/** Denies with templates where no client is in question: as some client has them they reach more than they say. */
interface OpenDenies {
  readonly paths: PathIndex;
  readonly widest: readonly PathTokens[];
  /** By id: the id in the index of the rules that act, where the template stands for itself. */
  readonly ids: readonly number[];
}

function indexOpenDenies({ circumstances }: Client, { entries }: RuleIndex): OpenDenies | undefined {
  if (typeof circumstances.claims !== "string") return undefined;
  const reading = readingOf(circumstances.assumptions, "any");
  const ids = entries.flatMap(({ rule }, id) => (rule.denies && hasTemplate(rule.rule.pattern) ? [id] : []));
  if (ids.length === 0) return undefined;
  const widest = ids.flatMap((id) => {
    const entry = entries[id];
    return entry ? [tokenizePattern(entry.rule.rule.pattern, reading)] : [];
  });
  const paths = buildPathIndex(widest.map((tokens) => ({ tokens, grants: 0, denies: true })));
  return { paths, widest, ids };
}

/** Whether a deny that is not told among the exceptions takes some of the allow from some client. */
function mayCut(
  { paths, widest, ids }: OpenDenies,
  acting: RuleIndex,
  place: Place,
  { tokens }: RuleEntry,
  question: PartsQuestion,
): boolean {
  const reaching = paths.overlapping(place.tokens);
  if (reaching.length === 0) return false;
  const told = new Set(acting.paths.overlapping(place.tokens));
  return reaching.some((at) => {
    const deny = widest[at];
    if (!deny || told.has(ids[at] ?? -1)) return false;
    const answer = findPath({
      inside: [question.inside, tokens, deny],
      indexes: [acting.paths],
      wanted: ([outcome]) => outcome !== DENIED,
      hopeless: ([certain]) => certain === DENIED,
      fewerRulesSuffice: true,
      ...budgetOf(question),
    });
    return !answer.decided || answer.witness !== undefined;
  });
}

function budgetOf({ budget }: PartsQuestion): { readonly budget?: number } {
  return budget === undefined ? {} : { budget };
}
