// How a client's rules stand where an assumption on what they mean is taken otherwise: on unclear wildcards (A5, A6), on
// claims (A7) and on when their time began (A10). What other rules then decide is asked elsewhere.

import type { AssumptionId, Assumptions, UnclearWildcard } from "../policy/assumptions.ts";
import { groupBy } from "../policy/group-by.ts";
import { applyRule, type Circumstances, type ClientRule } from "./client-rule.ts";
import { buildRuleIndex, type RuleIndex } from "./rule-index.ts";
import { hasAnyOf, WILDCARDS, type Wildcard } from "./unclear-wildcards.ts";

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

/**
 * The readings by which any rule of a client stands otherwise.
 * @param all every rule of its roles.
 * @param resting those of them that rest on an assumption.
 */
export function listReadings(
  all: readonly ClientRule[],
  resting: readonly ClientRule[],
  circumstances: Circumstances,
): readonly OtherReading[] {
  // Most rules rest on nothing, and need not be looked at for each reading.
  const rules = areUnclear(circumstances)
    ? resting
    : all.filter((rule) => rule.assumptions.length > 0 || hasAnyOf(rule, WILDCARDS));
  return [
    ...readingsOfWildcards(rules, circumstances),
    ...readingsOfClaims(rules),
    ...readingsOfTimes(rules, circumstances),
  ];
}

function areUnclear({ assumptions }: Circumstances): boolean {
  return WILDCARDS.every(({ name }) => assumptions[name] === "unclear");
}

const VALUES: readonly UnclearWildcard[] = ["unclear", "wildcard", "literal"];

/** A5 and A6: each wildcard as anything that it is not taken for, and both as wildcards. */
function readingsOfWildcards(rules: readonly ClientRule[], circumstances: Circumstances): OtherReading[] {
  const { assumptions } = circumstances;
  const readAs = (value: UnclearWildcard, wildcards: readonly Wildcard[], parts?: OtherReading[]): OtherReading[] => {
    const set: Partial<Assumptions> = Object.fromEntries(wildcards.map(({ name }) => [name, value]));
    const otherwise = { ...circumstances, assumptions: { ...assumptions, ...set } };
    return readOtherwise(rules, {
      ids: wildcards.map(({ id }) => id),
      concerns: (rule) => hasAnyOf(rule, wildcards),
      apply: ({ rule, role }) => applyRule(rule, role, otherwise),
      parts,
    });
  };
  const isOther = (value: UnclearWildcard, { name }: Wildcard): boolean => assumptions[name] !== value;
  const each = WILDCARDS.map((wildcard) => ({
    others: VALUES.filter((value) => value !== "wildcard" && isOther(value, wildcard)).flatMap((value) =>
      readAs(value, [wildcard]),
    ),
    asWildcard: isOther("wildcard", wildcard) ? readAs("wildcard", [wildcard]) : [],
  }));
  const asWildcards = each.flatMap(({ asWildcard }) => asWildcard);
  // A deny that rests on both counts only where both wildcards are what they seem.
  const areBoth = areUnclear(circumstances) && asWildcards.length === WILDCARDS.length;
  return [
    ...each.flatMap(({ others, asWildcard }) => [...others, ...asWildcard]),
    ...(areBoth ? readAs("wildcard", WILDCARDS, asWildcards) : []),
  ];
}

/** A7: rules of claims match nothing, and those whose claim is missing act. */
function readingsOfClaims(rules: readonly ClientRule[]): OtherReading[] {
  const ids = ["A7"] as const;
  return [
    ...readOtherwise(rules, { ids, concerns: (rule) => isOfClaims(rule) && !isMissing(rule), apply: () => [] }),
    ...readOtherwise(rules, { ids, concerns: isMissing, apply: (rule) => [{ ...rule, state: { kind: "acts" } }] }),
  ];
}

/** A10: rules whose time runs have ended, and those whose time has ended have not. */
function readingsOfTimes(rules: readonly ClientRule[], circumstances: Circumstances): OtherReading[] {
  const ids = ["A10"] as const;
  const renew: Apply = ({ rule, role }) => applyRule({ ...rule, expiry: undefined }, role, circumstances);
  return [
    ...readOtherwise(rules, { ids, concerns: (rule) => isTimed(rule) && !isExpired(rule), apply: () => [] }),
    ...readOtherwise(rules, { ids, concerns: (rule) => isTimed(rule) && isExpired(rule), apply: renew }),
  ];
}

type Apply = (rule: ClientRule) => readonly ClientRule[];

/** The reading, or nothing where it concerns no rule. */
function readOtherwise(
  rules: readonly ClientRule[],
  {
    apply,
    parts = [],
    ...reading
  }: Pick<OtherReading, "ids" | "concerns"> & { readonly apply: Apply; readonly parts?: OtherReading[] | undefined },
): OtherReading[] {
  const concerned = rules.filter(reading.concerns);
  return concerned.length === 0 ? [] : [{ ...reading, parts, byType: indexOtherwise(concerned, apply) }];
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

function isOfClaims({ assumptions }: ClientRule): boolean {
  return assumptions.includes("A7");
}

function isMissing({ state }: ClientRule): boolean {
  return state.kind === "claim-missing";
}

function isTimed({ assumptions }: ClientRule): boolean {
  return assumptions.includes("A10");
}

function isExpired({ state }: ClientRule): boolean {
  return state.kind === "expired";
}
