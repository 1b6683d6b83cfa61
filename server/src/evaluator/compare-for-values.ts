// What an edit changes only for clients whose claims have certain values. As itself a template equals only the same
// template, so that a deny on /dev/* would seem to take nothing from an allow on /{{team}}/*, though it does where the
// team is dev. Whatever a client gains it gains by an allow; and either nothing allowed it before, which shows where
// templates stand for themselves, or a deny that went took it away. So every allow is asked with every deny that went:
// which values let them meet, and what a client with these values and no others gains there.

import type { AccessRule } from "../policy/access-rule.ts";
import { assumeSame } from "../policy/assumptions.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { tokenizePattern, unclearWildcards } from "../policy/tokenize-pattern.ts";
import type { AnswerBudget } from "./answer-budget.ts";
import { changedRules } from "./changed-rules.ts";
import { type Client, prepareClient } from "./client.ts";
import { type ClientRule, expiresAt, readingOf } from "./client-rule.ts";
import { compareAccess } from "./compare-access.ts";
import type { TimedChange } from "./compare-at-moments.ts";
import { touching } from "./find-touching-rules.ts";
import { type FreshClaims, freshClaims } from "./fresh-claims.ts";
import type { HeldRoles } from "./held-roles.ts";
import { indexPatterns } from "./path-index.ts";
import { anyValueOf, indexByValue, type RulesByValue } from "./rules-by-value.ts";
import { unifyPatterns } from "./unify-patterns.ts";
import { type ValueChange, ValueChanges } from "./value-changes.ts";

/** One version of the roles that a client holds. */
export interface Version {
  readonly held: HeldRoles;
  /** The same at the first moment, with templates that stand for themselves. */
  readonly client: Client;
}

export interface ValueComparison {
  readonly decided: boolean;
  readonly gained: readonly TimedChange[];
  readonly lost: readonly TimedChange[];
}

/** Both versions, prepared for asking at one moment after the other. */
export class CompareForValues {
  private readonly sides: { readonly was: Side; readonly is: Side };
  private readonly changed: readonly AccessRule[];
  private readonly effort: AnswerBudget;
  private readonly earlier: number[] = [];
  /** How many pairs of rules may still be asked. */
  private left = MOST_PAIRS;

  constructor(was: Version, is: Version, effort: AnswerBudget) {
    const { appliedAt } = was.client.circumstances;
    this.sides = { was: new Side(was, appliedAt), is: new Side(is, appliedAt) };
    this.changed = [...changedRules(this.sides.was.rules, this.sides.is.rules), ...this.readAnew()];
    this.effort = effort;
  }

  /** What shows at a moment and at none that was asked before. @param told what is told of this moment. */
  at(time: number, told: Omit<ValueComparison, "decided">): ValueComparison {
    const { was, is } = this.sides;
    // Who has full access has it whatever claims are, and what denies took of it is told as it is.
    if (was.isAdmin || is.isAdmin) return { decided: true, gained: [], lost: [] };
    const gained = this.findGains({ from: was, to: is, time, told: told.gained });
    const lost = this.findGains({ from: is, to: was, time, told: told.lost });
    this.earlier.push(time);
    return { decided: gained.decided && lost.decided, gained: gained.changes, lost: lost.changes };
  }

  /** The rules that mean something else because of what is assumed. */
  private readAnew(): AccessRule[] {
    const { was, is } = this.sides;
    if (assumeSame(was.held.assumptions, is.held.assumptions)) return [];
    return [...was.rules, ...is.rules].filter(({ pattern }) => unclearWildcards(pattern).length > 0);
  }

  private findGains(search: Search): { decided: boolean; changes: readonly TimedChange[] } {
    const { from, to, time } = search;
    const acts = (rule: AccessRule): boolean => from.endOf(rule) > time;
    const came = new Set(this.changed.filter((rule) => to.has(rule) && !isDeny(rule) && acts(rule)));
    const went = this.changed.filter((rule) => from.has(rule) && isDeny(rule) && acts(rule));
    const changes: TimedChange[] = [];
    let decided = true;
    const ask = (rule: AccessRule, side: Side, isAsked: (allow: AccessRule) => boolean): void => {
      const reach = anyValueOf(rule, side.held.assumptions);
      const allows = to.byValue
        .near(rule.ruleType, reach)
        .filter((it) => !it.denies && it.grants !== 0 && acts(it.rule) && isAsked(it.rule))
        .filter((it) => hasTemplate(rule.pattern) || hasTemplate(it.rule.pattern));
      const found =
        allows.length > 0 && this.askEach({ rule, side }, allows, { ...search, told: [...search.told, ...changes] });
      if (!found) return;
      decided &&= found.decided;
      changes.push(...found.tell());
    };
    for (const deny of went) ask(deny, from, () => true);
    // Until it ended, a rule may have hidden what another gives to clients with certain values.
    if (came.size + went.length === 0) return { decided, changes };
    const isUncovered = touching(went);
    const mayGive = (allow: AccessRule): boolean => came.has(allow) || isUncovered(allow);
    for (const rule of this.endedBy(search)) ask(rule, to.has(rule) ? to : from, mayGive);
    return { decided, changes };
  }

  /** Denies of the second, allows of the first, that ended since the moment before. */
  private endedBy({ from, to, time }: Search): AccessRule[] {
    const since = this.earlier.at(-1);
    if (since === undefined) return [];
    const hasEnded = (rule: AccessRule): boolean => from.endOf(rule) > since && from.endOf(rule) <= time;
    return [...to.passing.filter(isDeny), ...from.passing.filter((rule) => !isDeny(rule))].filter(hasEnded);
  }

  private askEach({ rule, side }: RuleOf, allows: readonly ClientRule[], search: Search): ValueChanges {
    const { to } = search;
    const reading = readingOf(side.held.assumptions, "opaque");
    const found = new ValueChanges(tokenizePattern(rule.pattern, reading), search.told);
    for (const allow of allows) {
      if (found.tellsAll(allow.grants)) continue;
      if (this.left-- <= 0) return found.leaveOpen();
      const pattern = { pattern: allow.rule.pattern, reading: readingOf(to.held.assumptions, "opaque") };
      const { unifiers, complete } = unifyPatterns(pattern, { pattern: rule.pattern, reading });
      for (const unifier of unifiers) {
        const fresh = freshClaims(unifier);
        const { decided, changes } = this.compareFor(fresh, rule.ruleType, search);
        if (!decided) found.leaveOpen();
        for (const change of changes) found.add(change, fresh);
      }
      if (!complete) found.tellWidely(allow.grants);
    }
    return found;
  }

  /** What a client with these claims gains on the paths in question and did not at earlier moments. */
  private compareFor(
    { claims, path, standIns }: FreshClaims,
    ruleType: string,
    { from, to, time }: Search,
  ): { decided: boolean; changes: readonly ValueChange[] } {
    const { was, is } = this.sides;
    const near = { was: was.narrowTo(ruleType, path), is: is.narrowTo(ruleType, path) };
    const prepare = (side: Side, held: HeldRoles, at: number): Client =>
      prepareClient(held.roles, { claims, time: at, appliedAt: side.appliedAt, assumptions: held.assumptions });
    const stateAt = (at: number): { before: Client; after: Client } => {
      return { before: prepare(was, near.was, at), after: prepare(is, near.is, at) };
    };
    const { before, after } = stateAt(time);
    const place = { index: indexPatterns([path]), patterns: [path], rules: [] };
    const states = this.earlier.map(stateAt);
    const all = compareAccess(before, after, this.effort, { places: new Map([[ruleType, place]]), states });
    const changes = from === was ? all.gained : all.lost;
    if (changes.length === 0) return { decided: all.decided, changes: [] };
    const since = this.earlier.at(-1);
    const rules = [...near.was.roles, ...near.is.roles].flatMap((role) => role.rules);
    const restsOnEnd = rules.some((rule) => {
      const end = to.endOf(rule);
      return since !== undefined && end > since && end <= time && "minutesAfterApplying" in (rule.expiry ?? {});
    });
    const texts = rules.map(({ pattern }) => pattern.written);
    const more = { from: since === undefined ? undefined : time, fromRestsOn: restsOnEnd ? (["A10"] as const) : [] };
    return { decided: all.decided, changes: changes.map((change) => ({ ...change, ...more, texts, standIns })) };
  }
}

/** More pairs of rules are not asked. */
const MOST_PAIRS = 2_000;

interface Search {
  readonly from: Side;
  readonly to: Side;
  readonly time: number;
  readonly told: readonly TimedChange[];
}

interface RuleOf {
  readonly rule: AccessRule;
  readonly side: Side;
}

/** One version and what is asked of it again and again. */
class Side {
  readonly held: HeldRoles;
  readonly rules: readonly AccessRule[];
  /** Those that end. */
  readonly passing: readonly AccessRule[];
  readonly isAdmin: boolean;
  readonly appliedAt: number;
  private readonly known: ReadonlySet<AccessRule>;
  private readonly client: Client;
  private indexed: RulesByValue | undefined;

  constructor({ held, client }: Version, appliedAt: number) {
    this.held = held;
    this.client = client;
    this.appliedAt = appliedAt;
    this.rules = held.roles.flatMap(({ rules }) => rules);
    this.passing = this.rules.filter(({ expiry }) => expiry !== undefined);
    this.isAdmin = held.roles.some(({ admin }) => admin);
    this.known = new Set(this.rules);
  }

  get byValue(): RulesByValue {
    this.indexed ??= indexByValue(this.client);
    return this.indexed;
  }

  has(rule: AccessRule): boolean {
    return this.known.has(rule);
  }

  /** In unix seconds. */
  endOf({ expiry }: AccessRule): number {
    return expiry === undefined ? Number.POSITIVE_INFINITY : expiresAt(expiry, this.appliedAt);
  }

  /** The roles with only the rules that may act on some paths. */
  narrowTo(ruleType: string, path: PathTokens): HeldRoles {
    const near = this.byValue.near(ruleType, path);
    const names = [...new Set(near.map(({ role }) => role))];
    const roles = names.map((name) => {
      return {
        name,
        admin: false,
        rules: near.filter(({ role }) => role === name).map(({ rule }) => rule),
        associations: [],
      };
    });
    return { ...this.held, roles };
  }
}

function isDeny({ capabilities }: AccessRule): boolean {
  return capabilities.includes("deny");
}
