// A client with its roles, prepared for decisions: its rules are read once for its claims and one moment,
// and indexed by rule type. Decisions themselves stand in decide.ts.

import { assumeSame, DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import { groupBy } from "../policy/group-by.ts";
import { onDemand } from "../policy/on-demand.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import { NO_CLAIMS, type Role } from "../policy/role.ts";
import { applyRule, type Circumstances, type ClientRule, expiresAt } from "./client-rule.ts";
import { type KnownShapes, type NearRules, sortByStart } from "./near-rules.ts";
import { listReadings, type OtherReading } from "./other-readings.ts";
import type { IndexUse } from "./path-index.ts";
import { buildRuleIndex, type RuleIndex } from "./rule-index.ts";
import type { RoleNotHeld } from "./select-roles.ts";
import { applyRules, type StandingRules } from "./standing-rules.ts";

export interface Client {
  /** The roles it holds. */
  readonly roles: readonly Role[];
  readonly circumstances: Circumstances;
  /** Every rule of its roles, also those that do not act. */
  readonly rules: readonly ClientRule[];
  /** Those of them that rest on an assumption. */
  readonly resting: readonly ClientRule[];
  /** The same as `rules`, by role and rule. */
  readonly standing: readonly StandingRules[];
  readonly compartmentsByType: ReadonlyMap<string, readonly Compartment[]>;
  /** The names of roles that it would not hold if the case of a claim's key counted everywhere (A11). */
  readonly heldByFoldedKeys: ReadonlySet<string>;
  /** Roles that it does not hold, and why; none where nothing is known of associations. */
  readonly notHeld: readonly RoleNotHeld[];
  /** The rules of those roles by type; indexed when first asked for. */
  readonly unheldRules: () => ReadonlyMap<string, RuleIndex>;
  /** Its acting rules by rule type and start; sorted when first asked for. */
  readonly nearRules: () => ReadonlyMap<string, NearRules>;
  /** How its rules stand where an assumption on them is taken otherwise; read when first asked for. */
  readonly otherReadings: () => readonly OtherReading[];
  /** The same client with its rules with templates alone, for any value of each; prepared when first asked for. */
  readonly forAnyValue: () => Client;
  /** What was found of patterns when they were sorted; handed on to the states that follow. */
  readonly shapes: KnownShapes;
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

export const NO_CIRCUMSTANCES: Circumstances = {
  claims: NO_CLAIMS,
  assumptions: DEFAULT_ASSUMPTIONS,
  time: 0,
  appliedAt: 0,
};

/**
 * Prepares a client that holds some roles and not others.
 * @param before an earlier state of the same client: what an edit did not change is taken over. Any other client will do
 * as well, and only saves nothing.
 */
export function prepareClient(
  roles: readonly Role[],
  circumstances: Circumstances = NO_CIRCUMSTANCES,
  notHeld: readonly RoleNotHeld[] = [],
  before?: Client,
): Client {
  const known = before && isSameAsker(before.circumstances, circumstances) ? before : undefined;
  const standing = roles.map((role, at) => applyRules(role, circumstances, known?.standing[at]));
  const rulesOfRoles = standing.map(({ byRule }) => byRule.flat());
  const perRole = circumstances.assumptions["cross-role-deny"] === "per-role";
  const all = rulesOfRoles.flat();
  const compartmentsByType = new Map<string, Compartment[]>();
  // Where no client is in question, it is patterns that are asked about.
  const use = typeof circumstances.claims === "string" ? "questions" : "decisions";
  for (const scope of perRole ? rulesOfRoles : [all]) {
    for (const [ruleType, rules] of groupBy(scope, ruleTypeOf)) {
      const compartments = compartmentsByType.get(ruleType) ?? [];
      const earlier = known?.compartmentsByType.get(ruleType)?.[compartments.length];
      compartments.push(buildCompartment(rules, earlier, use));
      compartmentsByType.set(ruleType, compartments);
    }
  }
  const resting = all.filter(({ assumptions }) => assumptions.length > 0);
  return {
    roles,
    circumstances,
    rules: all,
    resting,
    standing,
    compartmentsByType,
    heldByFoldedKeys: new Set(),
    notHeld,
    ...partsOnDemand({ roles, circumstances, rules: all, resting, notHeld, shapes: known?.shapes ?? new WeakMap() }),
    validUntil: firstExpiry(all, circumstances),
  };
}

/** What is computed later stands apart from the state before, or each state would keep the one before it. */
function partsOnDemand({
  roles,
  circumstances,
  rules,
  resting,
  notHeld,
  shapes,
}: Pick<Client, "roles" | "circumstances" | "rules" | "resting" | "notHeld" | "shapes">): Pick<
  Client,
  "unheldRules" | "nearRules" | "otherReadings" | "forAnyValue" | "shapes"
> {
  return {
    unheldRules: onDemand(() => indexUnheld(notHeld, circumstances)),
    nearRules: onDemand(() => sortByStart(rules, shapes)),
    otherReadings: onDemand(() => listReadings(rules, resting, circumstances)),
    forAnyValue: onDemand(() => prepareForAnyValue(roles, circumstances)),
    shapes,
  };
}

function prepareForAnyValue(roles: readonly Role[], circumstances: Circumstances): Client {
  const ofClaims = roles.map((role) => ({ ...role, rules: role.rules.filter((rule) => hasTemplate(rule.pattern)) }));
  return prepareClient(ofClaims, { ...circumstances, claims: "any-value" });
}

/** Whether rules that do not expire stand for both in the same way. */
function isSameAsker(a: Circumstances, b: Circumstances): boolean {
  const claims = ({ claims }: Circumstances): string =>
    JSON.stringify(typeof claims === "string" ? claims : [...claims]);
  return (a.claims === b.claims || claims(a) === claims(b)) && assumeSame(a.assumptions, b.assumptions);
}

function indexUnheld(notHeld: readonly RoleNotHeld[], circumstances: Circumstances): ReadonlyMap<string, RuleIndex> {
  const rules = notHeld.flatMap(({ role }) => role.rules.flatMap((rule) => applyRule(rule, role.name, circumstances)));
  const groups = groupBy(
    rules.filter(({ state }) => state.kind === "acts"),
    ruleTypeOf,
  );
  return new Map([...groups].map(([ruleType, group]) => [ruleType, buildRuleIndex(group)]));
}

const ruleTypeOf = ({ rule }: ClientRule): string => rule.ruleType;

function buildCompartment(rules: readonly ClientRule[], before: Compartment | undefined, use: IndexUse): Compartment {
  const standing = (isIt: (kind: string) => boolean): ClientRule[] => rules.filter(({ state }) => isIt(state.kind));
  return {
    acting: buildRuleIndex(
      standing((kind) => kind === "acts"),
      before?.acting,
      use,
    ),
    uncertain: buildRuleIndex(
      standing((kind) => kind === "uncertain"),
      before?.uncertain,
      use,
    ),
    idle: buildRuleIndex(
      standing((kind) => kind !== "acts" && kind !== "uncertain"),
      before?.idle,
      use,
    ),
  };
}

function firstExpiry(rules: readonly ClientRule[], { time, appliedAt }: Circumstances): number {
  let first = Number.POSITIVE_INFINITY;
  for (const { rule } of rules) {
    const at = rule.expiry && expiresAt(rule.expiry, appliedAt);
    if (at !== undefined && at > time && at < first) first = at;
  }
  return first;
}
