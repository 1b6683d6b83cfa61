// What a rule is worth among others: does it ever grant, does it add anything, does a deny take anything away.
// Exact for all paths: a "no" is a proof and names the rules responsible, a "yes" shows a path.
// What is unclear or passing never proves anything: unclear wildcards, ttl, access limits (A5, A6). A rule with a template
// is proved for every value of its claims, also for one that holds slashes (A7): fixed-segments.ts says how.

import type { AccessRule } from "../policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import { hasTemplate, readPathPattern } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { FOR_ANY_CLAIMS, tokenizePattern } from "../policy/tokenize-pattern.ts";
import { isWellFormed } from "../text/half-characters.ts";
import { shortestPath } from "./asked-pattern.ts";
import { applyRule, type ClientRule } from "./client-rule.ts";
import { coversAll } from "./compare-patterns.ts";
import { findGranted } from "./find-granted.ts";
import { findPath } from "./find-path.ts";
import { fixSegments } from "./fixed-segments.ts";
import { DENIED, type IndexedRule } from "./indexed-rule.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { PathAnswer } from "./path-question.ts";

export type RuleEffect =
  /** The rule acts, as this path shows. */
  | { readonly kind: "acts"; readonly witness: string }
  /** An allow: every path of it is denied. */
  | { readonly kind: "never-grants"; readonly by: readonly ClientRule[] }
  /** Other rules already grant, or deny, all of it. */
  | { readonly kind: "adds-nothing"; readonly by: readonly ClientRule[] }
  /** A deny: no other rule grants anything on its paths, or what is granted there these other denies take away already. */
  | { readonly kind: "protects-nothing"; readonly by: readonly ClientRule[] }
  | { readonly kind: "not-decided" };

/** Rules of one rule type whose denies cut each other's allows, prepared for questions. */
export class RuleQuestions {
  /** Never used, only kept, as PathIndex says; and with it the shapes of rules. */
  static readonly kept: RuleQuestions = new RuleQuestions(readAnyRule());
  readonly rules: readonly ClientRule[];
  /** By position, whether the rule acts for certain on what its tokens say, and for good. */
  readonly proves: readonly boolean[];
  /** Rules that prove what is granted or denied: they act for certain, on paths that are clear, and for good. */
  readonly certain: Ground;
  /** The same for questions about a rule with a template. */
  readonly forAnyValue: Ground;
  /** The same denies, with every allow as far as it could reach. */
  readonly possible: PathIndex;

  constructor(rules: readonly ClientRule[]) {
    this.rules = rules;
    this.proves = rules.map(isCertain);
    const makeGround = (read: (rule: ClientRule) => PathTokens): Ground => {
      const sure = rules.map((rule, at) => indexedIf(rule, read(rule), this.proves[at] === true));
      return { read, index: buildPathIndex(sure, "questions") };
    };
    this.certain = makeGround(tokensOf);
    const templates = rules.some(({ rule }) => hasTemplate(rule.pattern));
    this.forAnyValue = templates ? makeGround((rule) => fixSegments(tokensOf(rule))) : this.certain;
    const isPlain = !templates && this.proves.every((proves) => proves);
    const widest = (rule: ClientRule, at: number): IndexedRule =>
      rule.denies
        ? indexedIf(rule, tokensOf(rule), this.proves[at] === true)
        : indexedIf(rule, widestTokens(rule), true);
    this.possible = isPlain ? this.certain.index : buildPathIndex(rules.map(widest), "questions");
  }
}

/** Rules as a question sees them: what their paths are, and an index of those that prove something. */
export interface Ground {
  read(rule: ClientRule): PathTokens;
  readonly index: PathIndex;
}

/** Prepares rules; their claims are `symbolic`. Ids in the indexes are positions in the list. */
export function prepareRuleQuestions(rules: readonly ClientRule[]): RuleQuestions {
  return new RuleQuestions(rules);
}

/** What the rule at a position is worth among all the others. */
export function askRule(questions: RuleQuestions, position: number, budget?: number): RuleEffect {
  const rule = questions.rules[position];
  if (rule === undefined) return { kind: "not-decided" };
  return rule.denies ? askDeny(questions, rule, position, budget) : askAllow(questions, rule, position, budget);
}

/** Takes a rule out, so that it proves nothing for the questions that follow. */
export function withdrawRule({ certain, forAnyValue, possible }: RuleQuestions, position: number): void {
  for (const index of new Set([certain.index, forAnyValue.index, possible])) index.remove(position);
}

/** Where it is asked what is granted or denied on all paths of a rule. */
export function groundFor({ certain, forAnyValue }: RuleQuestions, { rule }: ClientRule): Ground {
  return hasTemplate(rule.pattern) ? forAnyValue : certain;
}

function askAllow(
  questions: RuleQuestions,
  rule: ClientRule,
  position: number,
  budget: number | undefined,
): RuleEffect {
  if (rule.grants === 0) return { kind: "not-decided" };
  const missing = (outcome = 0): boolean => outcome !== DENIED && (rule.grants & ~outcome) !== 0;
  const { index, read } = groundFor(questions, rule);
  const inside = read(rule);
  const plain = askOnePath(questions, rule, position, missing);
  if (plain) return plain;
  const adds = ask(index, inside, position, missing, (certain = 0) => !missing(certain), budget);
  if (!adds.decided) return { kind: "not-decided" };
  if (adds.witness !== undefined) return actsOn(rule, adds.witness);
  const notDenied = (outcome = 0): boolean => outcome !== DENIED;
  const grants = ask(index, inside, position, notDenied, (certain) => certain === DENIED, budget);
  if (!grants.decided) return { kind: "not-decided" };
  const never = grants.witness === undefined;
  const by = responsible(
    questions,
    rule,
    position,
    (other) => other.denies || (!never && (other.grants & rule.grants) !== 0),
  );
  return { kind: never ? "never-grants" : "adds-nothing", by };
}

function askDeny(questions: RuleQuestions, rule: ClientRule, position: number, budget: number | undefined): RuleEffect {
  const stillDenied = (certain = 0): boolean => certain === DENIED;
  const granted = (outcome = 0): boolean => outcome !== DENIED && outcome !== 0;
  const inside = widestTokens(rule);
  const quick = findGranted(questions.possible, inside, questions.possible.bitsWithout([position]));
  const takes = quick.decided ? quick : ask(questions.possible, inside, position, granted, stillDenied, budget, false);
  if (!takes.decided) return { kind: "not-decided" };
  if (takes.witness !== undefined) return { kind: "acts", witness: takes.witness };
  const { index, read } = groundFor(questions, rule);
  const others = ask(index, read(rule), position, (outcome) => outcome !== DENIED, stillDenied, budget);
  if (!others.decided) return { kind: "not-decided" };
  const isDeny = (other: ClientRule): boolean => other.denies;
  if (others.witness === undefined) return { kind: "adds-nothing", by: responsible(questions, rule, position, isDeny) };
  // Where it was quick, no allow shares any path with the deny.
  return { kind: "protects-nothing", by: quick.decided ? [] : deniesBefore(questions, inside, position) };
}

function ask(
  index: PathIndex,
  inside: PathTokens,
  without: number,
  wanted: (outcome?: number) => boolean,
  hopeless: (certain?: number) => boolean,
  budget: number | undefined,
  fewerRulesSuffice = true,
): PathAnswer {
  return findPath({
    inside: [inside],
    indexes: [index],
    without: [{ index: 0, id: without }],
    wanted: (outcomes) => wanted(outcomes[0]),
    hopeless: (certain) => hopeless(certain[0]),
    fewerRulesSuffice,
    ...(budget === undefined ? {} : { budget }),
  });
}

/** One rule that covers all of it if there is one, else all that have a part in it; a deny counts before an allow. */
function responsible(
  questions: RuleQuestions,
  rule: ClientRule,
  position: number,
  counts: (other: ClientRule) => boolean,
): ClientRule[] {
  const { rules, proves } = questions;
  const { index, read } = groundFor(questions, rule);
  const own = read(rule);
  const among = (ids: readonly number[]): ClientRule[] =>
    ids
      .flatMap((id) => (id === position || !proves[id] ? [] : (rules[id] ?? [])))
      .filter(counts)
      .sort((a, b) => Number(b.denies) - Number(a.denies));
  // What covers all of it matches each of its paths, and to ask for one path is cheap.
  const whole = among(index.matching(shortestPath(own))).find(
    (other) => (other.denies || (rule.grants & ~other.grants) === 0) && coversAll(read(other), own),
  );
  return whole ? [whole] : among(index.overlapping(own));
}

/** The other denies that take away what is granted within a pattern; none where nothing is. */
function deniesBefore(
  { rules, proves, possible }: RuleQuestions,
  inside: PathTokens,
  position: number,
): readonly ClientRule[] {
  const beside = possible.overlapping(inside).filter((id) => id !== position);
  const isGranted = beside.some((id) => rules[id]?.denies === false);
  return isGranted ? beside.flatMap((id) => (proves[id] && rules[id]?.denies ? [rules[id]] : [])) : [];
}

/**
 * Most allows are judged by one of their shortest paths: either they add something there, or a rule that matches it
 * grants all that they grant on all their paths. Undefined where that says nothing.
 */
function askOnePath(
  questions: RuleQuestions,
  rule: ClientRule,
  position: number,
  missing: (outcome: number) => boolean,
): RuleEffect | undefined {
  const { rules, proves } = questions;
  const { index, read } = groundFor(questions, rule);
  const own = read(rule);
  const path = shortestPath(own);
  const others: ClientRule[] = [];
  let outcome = 0;
  for (const id of index.matching(path)) {
    const other = rules[id];
    if (other === undefined || id === position || !proves[id]) continue;
    if (other.denies) return undefined;
    outcome |= other.grants;
    if ((rule.grants & ~other.grants) === 0) others.push(other);
  }
  if (missing(outcome)) return isWellFormed(path) ? actsOn(rule, path) : undefined;
  const by = others.find((other) => coversAll(read(other), own));
  return by && { kind: "adds-nothing", by: [by] };
}

/** For some value of a template others may cover the path that is found, so that it shows nothing. */
function actsOn({ rule }: ClientRule, witness: string): RuleEffect {
  return hasTemplate(rule.pattern) ? { kind: "not-decided" } : { kind: "acts", witness };
}

/** Whether a rule acts for certain on what its tokens say, and for good. */
function isCertain({ state, rule, assumptions }: ClientRule): boolean {
  const clear = !assumptions.includes("A5") && !assumptions.includes("A6");
  return state.kind === "acts" && clear && rule.expiry === undefined && rule.accessesLeft === undefined;
}

function indexedIf({ grants, denies }: ClientRule, tokens: PathTokens, counts: boolean): IndexedRule {
  return counts ? { tokens, grants, denies } : { tokens, grants: 0, denies: false };
}

function tokensOf({ reaches, rule }: ClientRule): PathTokens {
  return reaches[0] ?? tokenizePattern(rule.pattern);
}

/** The paths that a rule could reach with any claims. */
function widestTokens(rule: ClientRule): PathTokens {
  const { pattern } = rule.rule;
  return hasTemplate(pattern) ? tokenizePattern(pattern, FOR_ANY_CLAIMS) : tokensOf(rule);
}

function readAnyRule(): ClientRule[] {
  const rule: AccessRule = {
    ruleType: "item-rule",
    pattern: readPathPattern("/"),
    capabilities: [],
    expiry: undefined,
    accessesLeft: undefined,
    source: { document: "", span: { start: 0, end: 0 }, line: 0 },
  };
  return applyRule(rule, "", { claims: "symbolic", assumptions: DEFAULT_ASSUMPTIONS, time: 0, appliedAt: 0 });
}
