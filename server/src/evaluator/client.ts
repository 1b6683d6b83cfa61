// A client with its roles, prepared for decisions: its rules are read once for its claims and one moment,
// and indexed by rule type. Decisions themselves stand in decide.ts.

import { DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { NO_CLAIMS, type Role } from "../policy/role.ts";
import { applyRule, type Circumstances, type ClientRule, expiresAt } from "./client-rule.ts";
import { type NearRules, sortByStart } from "./near-rules.ts";
import { buildPathIndex, type PathIndex } from "./path-index.ts";
import type { RoleNotHeld } from "./select-roles.ts";

export interface Client {
  /** The roles it holds. */
  readonly roles: readonly Role[];
  readonly circumstances: Circumstances;
  /** Every rule of its roles, also those that do not act. */
  readonly rules: readonly ClientRule[];
  readonly compartmentsByType: ReadonlyMap<string, readonly Compartment[]>;
  /** Roles that it does not hold, and why; none where nothing is known of associations. */
  readonly notHeld: readonly RoleNotHeld[];
  /** The rules of those roles by type; indexed when first asked for. */
  readonly unheldRules: () => ReadonlyMap<string, RuleIndex>;
  /** Its acting rules by rule type and start; sorted when first asked for. */
  readonly nearRules: () => ReadonlyMap<string, NearRules>;
  /** The first moment, in unix seconds, at which a rule or its auth method expires; the client must be prepared anew then. */
  readonly validUntil: number;
}

/** Rules whose denies cut each other's allows: those of all roles, or of one role (A1). */
export interface Compartment {
  readonly acting: RuleIndex;
  /** Rules of which it is unknown whether they reach a path (A7). */
  readonly uncertain: RuleIndex;
  /** Rules that do not act: expired, used up, without the claim they need, denies that do not count. */
  readonly idle: RuleIndex;
}

/** An index of paths and, by id, the rule that each of its entries comes from. */
export interface RuleIndex {
  readonly paths: PathIndex;
  readonly entries: readonly RuleEntry[];
}

/** A rule with one of its expansions. */
export interface RuleEntry {
  readonly rule: ClientRule;
  readonly tokens: PathTokens;
}

/** The rules of an index that match a path, each once. */
export function rulesMatching({ paths, entries }: RuleIndex, path: string): ClientRule[] {
  if (entries.length === 0) return [];
  return [...new Set(paths.matching(path).flatMap((id) => entries[id]?.rule ?? []))];
}

export const NO_CIRCUMSTANCES: Circumstances = {
  claims: NO_CLAIMS,
  assumptions: DEFAULT_ASSUMPTIONS,
  time: 0,
  appliedAt: 0,
};

/** Prepares a client that holds some roles and not others. */
export function prepareClient(
  roles: readonly Role[],
  circumstances: Circumstances = NO_CIRCUMSTANCES,
  notHeld: readonly RoleNotHeld[] = [],
): Client {
  const rulesOfRoles = roles.map((role) => role.rules.flatMap((rule) => applyRule(rule, role.name, circumstances)));
  const perRole = circumstances.assumptions["cross-role-deny"] === "per-role";
  const scopes = perRole ? rulesOfRoles : [rulesOfRoles.flat()];
  const compartmentsByType = new Map<string, Compartment[]>();
  for (const scope of scopes) {
    for (const [ruleType, rules] of groupByType(scope)) {
      const compartments = compartmentsByType.get(ruleType) ?? [];
      compartments.push(buildCompartment(rules));
      compartmentsByType.set(ruleType, compartments);
    }
  }
  const all = rulesOfRoles.flat();
  return {
    roles,
    circumstances,
    rules: all,
    compartmentsByType,
    notHeld,
    unheldRules: onDemand(() => indexUnheld(notHeld, circumstances)),
    nearRules: onDemand(() => sortByStart(all)),
    validUntil: firstExpiry(all, circumstances),
  };
}

function indexUnheld(notHeld: readonly RoleNotHeld[], circumstances: Circumstances): ReadonlyMap<string, RuleIndex> {
  const rules = notHeld.flatMap(({ role }) => role.rules.flatMap((rule) => applyRule(rule, role.name, circumstances)));
  const groups = groupByType(rules.filter(({ state }) => state.kind === "acts"));
  return new Map([...groups].map(([ruleType, group]) => [ruleType, buildRuleIndex(group)]));
}

/** Computes a value when it is first asked for, and keeps it. */
function onDemand<T>(compute: () => T): () => T {
  let kept: { readonly value: T } | undefined;
  return () => {
    kept ??= { value: compute() };
    return kept.value;
  };
}

function groupByType(rules: readonly ClientRule[]): Map<string, ClientRule[]> {
  const groups = new Map<string, ClientRule[]>();
  for (const rule of rules) {
    const group = groups.get(rule.rule.ruleType);
    if (group) group.push(rule);
    else groups.set(rule.rule.ruleType, [rule]);
  }
  return groups;
}

function buildCompartment(rules: readonly ClientRule[]): Compartment {
  return {
    acting: buildRuleIndex(rules.filter(({ state }) => state.kind === "acts")),
    uncertain: buildRuleIndex(rules.filter(({ state }) => state.kind === "uncertain")),
    idle: buildRuleIndex(rules.filter(({ state }) => state.kind !== "acts" && state.kind !== "uncertain")),
  };
}

/** Indexes every expansion of every rule. */
function buildRuleIndex(rules: readonly ClientRule[]): RuleIndex {
  const entries = rules.flatMap((rule) => rule.reaches.map((tokens) => ({ rule, tokens })));
  const paths = buildPathIndex(entries.map(({ rule: { grants, denies }, tokens }) => ({ tokens, grants, denies })));
  return { paths, entries };
}

function firstExpiry(rules: readonly ClientRule[], { time, appliedAt }: Circumstances): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { rule } of rules) {
    const at = rule.expiry && expiresAt(rule.expiry, appliedAt);
    if (at !== undefined && at > time && at < first) first = at;
  }
  return first;
}
