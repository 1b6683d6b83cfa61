// How one rule stands for one client at one time: whether it acts, on which paths, or why it does not.

import type { AccessRule, Expiry } from "../policy/access-rule.ts";
import type { AssumptionId, Assumptions } from "../policy/assumptions.ts";
import { type CapabilitySet, grantedSet } from "../policy/capability-set.ts";
import { type Expansion, expandTemplates, type OpenTemplate } from "../policy/expand-templates.ts";
import { hasTemplate, type PathPattern } from "../policy/path-pattern.ts";
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
  /** `uncertain`: which paths it reaches is unknown; `reaches` is the most it could (A7). */
  | OpenTemplate
  | { readonly kind: "expired"; readonly at: number }
  | { readonly kind: "used-up" }
  /** A deny with an unclear wildcard is not counted as protection (A5, A6). */
  | { readonly kind: "unclear-deny" };

/** For whom and when rules are read. Times are unix seconds. */
export interface Circumstances {
  /**
   * Where no client is in question, how templates are read. `symbolic`: a template stands for itself and equals only
   * the same template. `widest`: so it does in denies; in allows it is any text, as some client may have it.
   * `any-value`: in denies, too, it is any text without a slash, as some client may have it.
   */
  readonly claims: Claims | "symbolic" | "widest" | "any-value";
  readonly assumptions: Assumptions;
  readonly time: number;
  /** When rules that are not applied yet are taken to be applied (A10). */
  readonly appliedAt: number;
}

/**
 * How a rule of a role stands for a client. Mostly in one way; in two where some of the client's claim values say
 * for sure which paths are meant and others do not (A7).
 */
export function applyRule(rule: AccessRule, role: string, circumstances: Circumstances): ClientRule[] {
  const { claims, assumptions } = circumstances;
  const { patterns, open, widest }: Expansion =
    typeof claims === "string"
      ? { patterns: [rule.pattern], open: undefined, widest: [] }
      : expandTemplates(rule.pattern, claims);
  const denies = rule.capabilities.includes("deny");
  const unclear = unclearAssumptions(rule.pattern, assumptions);
  const grants = grantedSet(rule.ruleType, rule.capabilities);
  const restsOn = assumptionsOf(rule, unclear);
  const reading = readingOf(assumptions, templateReading(claims, denies));
  const certain = patterns.map((pattern) => tokenizePattern(pattern, reading));
  const most = open ? widest.map((pattern) => tokenizePattern(pattern, readingOf(assumptions, "any"))) : certain;
  const blocked = blockOf(rule, denies && unclear.length > 0, circumstances);
  // All properties are written out: there is one of these for every rule, and so they share one shape.
  const stand = (state: RuleState, reaches: readonly PathTokens[]): ClientRule => {
    return { rule, role, grants, denies, state, reaches, assumptions: restsOn };
  };
  // Without a claim that it needs it would reach nothing even if nothing else kept it from acting.
  if (blocked) return [stand(blocked, open?.kind === "claim-missing" ? [] : most)];
  if (open) return certain.length > 0 ? [stand(ACTS, certain), stand(open, most)] : [stand(open, most)];
  return certain.length > 0 ? [stand(ACTS, certain)] : [];
}

const ACTS: RuleState = { kind: "acts" };

function templateReading(claims: Circumstances["claims"], denies: boolean): PatternReading["template"] {
  if (claims === "any-value") return "part";
  return claims === "widest" && !denies ? "any" : "opaque";
}

/** The moment from which a rule no longer acts, in unix seconds. */
export function expiresAt(expiry: Expiry, appliedAt: number): number {
  return "at" in expiry ? expiry.at : appliedAt + expiry.minutesAfterApplying * SECONDS_A_MINUTE;
}

/** In unix seconds, as `expiresAt()`; infinity for a rule that does not expire. */
export function endOf({ expiry }: AccessRule, appliedAt: number): number {
  return expiry === undefined ? Number.POSITIVE_INFINITY : expiresAt(expiry, appliedAt);
}

const SECONDS_A_MINUTE = 60;

/** What keeps a rule from acting, whatever the claims are. */
function blockOf(rule: AccessRule, unclearDeny: boolean, { time, appliedAt }: Circumstances): RuleState | undefined {
  if (rule.expiry) {
    const at = expiresAt(rule.expiry, appliedAt);
    if (time >= at) return { kind: "expired", at };
  }
  if (rule.accessesLeft !== undefined && rule.accessesLeft <= 0) return { kind: "used-up" };
  return unclearDeny ? { kind: "unclear-deny" } : undefined;
}

function assumptionsOf(rule: AccessRule, unclear: readonly AssumptionId[]): AssumptionId[] {
  const rests = [...unclear];
  if (hasTemplate(rule.pattern)) rests.push("A7");
  if (rule.expiry && "minutesAfterApplying" in rule.expiry) rests.push("A10");
  return rests;
}

/** The assumptions on unclear wildcards that a pattern rests on as they are set. */
function unclearAssumptions(pattern: PathPattern, assumptions: Assumptions): AssumptionId[] {
  const kinds = new Set(pattern.pieces.map((piece) => piece.kind));
  const unclear: AssumptionId[] = [];
  if (kinds.has("inner-star") && assumptions["inner-star"] === "unclear") unclear.push("A5");
  if (kinds.has("partial-plus") && assumptions["partial-plus"] === "unclear") unclear.push("A6");
  return unclear;
}

/** How the pieces of patterns are read whose meaning is not documented, as the assumptions are set. */
export function readingOf(assumptions: Assumptions, template: PatternReading["template"]): PatternReading {
  return {
    innerStar: assumptions["inner-star"] === "literal" ? "literal" : "any",
    partialPlus: assumptions["partial-plus"] === "literal" ? "literal" : "any",
    template,
  };
}
