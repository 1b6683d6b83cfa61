// How one rule stands for one client at one time: whether it acts, on which paths, or why it does not.

import type { AccessRule, Expiry } from "../policy/access-rule.ts";
import type { AssumptionId, Assumptions } from "../policy/assumptions.ts";
import { type CapabilitySet, grantedSet } from "../policy/capability-set.ts";
import { type Expansion, expandTemplates } from "../policy/expand-templates.ts";
import type { PathPattern } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Claims } from "../policy/role.ts";
import { type PatternReading, tokenizePattern } from "../policy/tokenize-pattern.ts";

export interface ClientRule {
  readonly rule: AccessRule;
  readonly role: string;
  readonly grants: CapabilitySet;
  readonly denies: boolean;
  readonly state: RuleState;
  /** The paths it acts on, or at most would act on if its state let it; one entry for each combination of claim values. */
  readonly reaches: readonly PathTokens[];
  /** What its acting, or not acting, rests on. */
  readonly assumptions: readonly AssumptionId[];
}

export type RuleState =
  | { readonly kind: "acts" }
  /** Which paths it reaches is unknown; `reaches` is the most it could (A7). */
  | { readonly kind: "uncertain"; readonly claim: string }
  | { readonly kind: "expired"; readonly at: number }
  | { readonly kind: "used-up" }
  | { readonly kind: "claim-missing"; readonly claim: string }
  /** A deny with an unclear wildcard is not counted as protection (A5, A6). */
  | { readonly kind: "unclear-deny" };

/** For whom and when rules are read. Times are unix seconds. */
export interface Circumstances {
  /** `symbolic`: no client is in question; a template stands for itself and equals only the same template. */
  readonly claims: Claims | "symbolic";
  readonly assumptions: Assumptions;
  readonly time: number;
  /** When rules that are not applied yet are taken to be applied (A10). */
  readonly appliedAt: number;
}

/** How a rule of a role stands for a client. */
export function applyRule(rule: AccessRule, role: string, circumstances: Circumstances): ClientRule {
  const { claims, assumptions } = circumstances;
  const denies = rule.capabilities.includes("deny");
  const expansion: Expansion =
    claims === "symbolic" ? { kind: "expanded", patterns: [rule.pattern] } : expandTemplates(rule.pattern, claims);
  const unclear = unclearAssumptions(rule.pattern, assumptions);
  const rests: AssumptionId[] = [...unclear];
  if (rule.pattern.pieces.some((piece) => piece.kind === "template")) rests.push("A7");
  if (rule.expiry && "minutesAfterApplying" in rule.expiry) rests.push("A10");
  const patterns = expansion.kind === "expanded" ? expansion.patterns : [rule.pattern];
  const reading = readingOf(assumptions, expansion.kind !== "expanded");
  return {
    rule,
    role,
    denies,
    grants: grantedSet(rule.ruleType, rule.capabilities),
    state: stateOf(rule, expansion, denies && unclear.length > 0, circumstances),
    reaches: patterns.map((pattern) => tokenizePattern(pattern, reading)),
    assumptions: rests,
  };
}

/** The moment from which a rule no longer acts, in unix seconds. */
export function expiresAt(expiry: Expiry, appliedAt: number): number {
  return "at" in expiry ? expiry.at : appliedAt + expiry.minutesAfterApplying * SECONDS_A_MINUTE;
}

const SECONDS_A_MINUTE = 60;

function stateOf(
  rule: AccessRule,
  expansion: Expansion,
  unclearDeny: boolean,
  { time, appliedAt }: Circumstances,
): RuleState {
  if (rule.expiry) {
    const at = expiresAt(rule.expiry, appliedAt);
    if (time >= at) return { kind: "expired", at };
  }
  if (rule.accessesLeft !== undefined && rule.accessesLeft <= 0) return { kind: "used-up" };
  if (unclearDeny) return { kind: "unclear-deny" };
  return expansion.kind === "expanded" ? { kind: "acts" } : expansion;
}

/** The assumptions on unclear wildcards that a pattern rests on as they are set. */
function unclearAssumptions(pattern: PathPattern, assumptions: Assumptions): AssumptionId[] {
  const kinds = new Set(pattern.pieces.map((piece) => piece.kind));
  const unclear: AssumptionId[] = [];
  if (kinds.has("inner-star") && assumptions["inner-star"] === "unclear") unclear.push("A5");
  if (kinds.has("partial-plus") && assumptions["partial-plus"] === "unclear") unclear.push("A6");
  return unclear;
}

function readingOf(assumptions: Assumptions, widenTemplates: boolean): PatternReading {
  return {
    innerStar: assumptions["inner-star"] === "literal" ? "literal" : "any",
    partialPlus: assumptions["partial-plus"] === "literal" ? "literal" : "any",
    template: widenTemplates ? "any" : "opaque",
  };
}
