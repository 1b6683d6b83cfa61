// How a client's rules stand where an assumption on what they mean is taken otherwise: on unclear wildcards (A5, A6), on
// claims (A7) and on when their time began (A10). What other rules then decide is asked elsewhere.

import type { AssumptionId, Assumptions, UnclearWildcard } from "../policy/assumptions.ts";
import { groupBy } from "../policy/group-by.ts";
import type { PieceKind } from "../policy/path-pattern.ts";
import type { Client } from "./client.ts";
import { applyRule, type ClientRule } from "./client-rule.ts";
import { indexPatterns } from "./path-index.ts";
import { buildRuleIndex, type RuleIndex } from "./rule-index.ts";

export interface OtherReading {
  /** What is taken otherwise: mostly one. */
  readonly ids: readonly AssumptionId[];
  /** Of one that takes two otherwise, the readings that take either. */
  readonly parts: readonly OtherReading[];
  /** Whether a rule may stand otherwise then. */
  concerns(rule: ClientRule): boolean;
  /** By rule type: how those that it concerns stand then, if they act or may. */
  readonly byType: ReadonlyMap<string, OtherRules>;
}

export interface OtherRules {
  readonly acting: RuleIndex;
  readonly uncertain: RuleIndex;
}

/** The readings by which any rule of a client stands otherwise. */
export function otherReadings(client: Client): readonly OtherReading[] {
  const known = readingsOf.get(client) ?? listReadings(client);
  readingsOf.set(client, known);
  return known;
}

const readingsOf = new WeakMap<Client, readonly OtherReading[]>();

/** What a rule rests on, whether or not an assumption on it is set. */
export function restsOn({ rule, assumptions }: ClientRule): readonly AssumptionId[] {
  const set = WILDCARDS.filter(({ id, kind }) => !assumptions.includes(id) && hasPiece(rule.pattern.pieces, kind));
  return set.length === 0 ? assumptions : [...assumptions, ...set.map(({ id }) => id)];
}

/** Whether a rule matches a path also where its unclear wildcards are characters like any other. */
export function matchesAsWritten({ circumstances }: Client, { rule, role }: ClientRule, path: string): boolean {
  if (!/[*+]/.test(path)) return false;
  const assumptions = { ...circumstances.assumptions, "inner-star": "literal", "partial-plus": "literal" } as const;
  const stands = applyRule(rule, role, { ...circumstances, assumptions });
  return stands.some(({ state, reaches }) => state.kind === "acts" && indexPatterns(reaches).decide(path) !== 0);
}

/** Whether an assumption is on an unclear wildcard. */
export function isWildcard(id: AssumptionId): boolean {
  return WILDCARDS.some((wildcard) => wildcard.id === id);
}

interface Wildcard {
  readonly id: AssumptionId;
  readonly name: "inner-star" | "partial-plus";
  readonly kind: PieceKind;
}

const WILDCARDS: readonly Wildcard[] = [
  { id: "A5", name: "inner-star", kind: "inner-star" },
  { id: "A6", name: "partial-plus", kind: "partial-plus" },
];

const VALUES: readonly UnclearWildcard[] = ["unclear", "wildcard", "literal"];

type Apply = (rule: ClientRule) => readonly ClientRule[];

function listReadings(client: Client): readonly OtherReading[] {
  const { circumstances } = client;
  const { assumptions } = circumstances;
  // Most rules rest on nothing, and need not be looked at for each reading.
  const areUnclear = WILDCARDS.every(({ name }) => assumptions[name] === "unclear");
  const rules = areUnclear
    ? client.resting
    : client.rules.filter((it) => it.assumptions.length > 0 || hasAnyUnclear(it.rule.pattern.pieces));
  const readings: OtherReading[] = [];
  const add = (
    ids: readonly AssumptionId[],
    concerns: OtherReading["concerns"],
    apply: Apply,
    parts: readonly OtherReading[] = [],
  ): OtherReading[] => {
    const concerned = rules.filter(concerns);
    if (concerned.length === 0) return [];
    const reading = { ids, parts, concerns, byType: indexOtherwise(concerned, apply) };
    readings.push(reading);
    return [reading];
  };
  const readAs = (
    wildcards: readonly Wildcard[],
    value: UnclearWildcard,
    parts?: readonly OtherReading[],
  ): OtherReading[] => {
    const set: Partial<Assumptions> = Object.fromEntries(wildcards.map(({ name }) => [name, value]));
    const otherwise = { ...circumstances, assumptions: { ...assumptions, ...set } };
    const concerns = ({ rule }: ClientRule): boolean =>
      wildcards.some(({ kind }) => hasPiece(rule.pattern.pieces, kind));
    const ids = wildcards.map(({ id }) => id);
    return add(ids, concerns, ({ rule, role }) => applyRule(rule, role, otherwise), parts);
  };
  const asWildcards = WILDCARDS.flatMap((wildcard) => {
    const others = VALUES.filter((value) => value !== assumptions[wildcard.name] && value !== "wildcard");
    for (const value of others) readAs([wildcard], value);
    return assumptions[wildcard.name] === "wildcard" ? [] : readAs([wildcard], "wildcard");
  });
  // A deny that rests on both counts only where both wildcards are what they seem.
  if (areUnclear && asWildcards.length === WILDCARDS.length) readAs(WILDCARDS, "wildcard", asWildcards);
  add(
    ["A7"],
    (rule) => isOfClaims(rule) && !isMissing(rule),
    () => [],
  );
  add(["A7"], isMissing, (rule) => [{ ...rule, state: { kind: "acts" } }]);
  add(
    ["A10"],
    (rule) => isTimed(rule) && rule.state.kind !== "expired",
    () => [],
  );
  add(
    ["A10"],
    (rule) => isTimed(rule) && rule.state.kind === "expired",
    ({ rule, role }) => applyRule({ ...rule, expiry: undefined }, role, circumstances),
  );
  return readings;
}

/** A rule that stands in two ways is read anew once. */
function indexOtherwise(concerned: readonly ClientRule[], apply: Apply): OtherReading["byType"] {
  const once = concerned.filter(
    ({ rule, role }, at) => concerned[at - 1]?.rule !== rule || concerned[at - 1]?.role !== role,
  );
  const rules = once.flatMap(apply).filter(({ grants, denies }) => denies || grants !== 0);
  const index = (kind: string, those: readonly ClientRule[]): RuleIndex =>
    buildRuleIndex(those.filter(({ state }) => state.kind === kind));
  return new Map(
    [...groupBy(rules, ({ rule }) => rule.ruleType)].map(([type, those]) => [
      type,
      { acting: index("acts", those), uncertain: index("uncertain", those) },
    ]),
  );
}

function hasAnyUnclear(pieces: Pieces): boolean {
  return pieces.some(({ kind }) => kind === "inner-star" || kind === "partial-plus");
}

type Pieces = ClientRule["rule"]["pattern"]["pieces"];

function hasPiece(pieces: Pieces, kind: PieceKind): boolean {
  return pieces.some((piece) => piece.kind === kind);
}

function isOfClaims({ assumptions }: ClientRule): boolean {
  return assumptions.includes("A7");
}

function isMissing({ state }: ClientRule): boolean {
  return state.kind === "claim-missing";
}

function isTimed({ assumptions }: ClientRule): boolean {
  return assumptions.includes("A10");
}
