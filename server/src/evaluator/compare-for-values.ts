// What an edit changes only for clients whose claims have certain values. As itself a template equals only the same
// template, so that a deny on /dev/* would seem to take nothing from an allow on /{{team}}/*, though it does where the
// team is dev. Whatever a client gains it gains by an allow; and either nothing allowed it before, which shows where
// templates stand for themselves, or a deny that went took it away. So every allow is asked with every deny that went:
// which values let them meet, and what a client with these values and no others gains there.

import { type AccessRule, isDeny } from "../policy/access-rule.ts";
import { capabilityNames } from "../policy/capability-set.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import type { AnswerBudget, LeftOut } from "./answer-budget.ts";
import { type Client, prepareClient } from "./client.ts";
import { readingOf } from "./client-rule.ts";
import { compareAccess } from "./compare-access.ts";
import type { TimedChange } from "./compare-at-moments.ts";
import { coversAll } from "./compare-patterns.ts";
import type { ComparedRoles } from "./compared-roles.ts";
import { touching } from "./find-touching-rules.ts";
import { type FreshClaims, freshClaims } from "./fresh-claims.ts";
import { type HeldRoles, jointName } from "./held-roles.ts";
import { markPart } from "./mark-parts.ts";
import { indexPatterns } from "./path-index.ts";
import { anyValueOf } from "./rules-by-value.ts";
import { ToldChanges } from "./told-changes.ts";
import { unifyPatterns } from "./unify-patterns.ts";
import { type ValueChange, ValueChanges } from "./value-changes.ts";

export interface ValueComparison {
  readonly decided: boolean;
  readonly gained: readonly TimedChange[];
  readonly lost: readonly TimedChange[];
}

/** Both versions, prepared for asking at one moment after the other. */
export class CompareForValues {
  private readonly was: ComparedRoles;
  private readonly is: ComparedRoles;
  private readonly changed: readonly AccessRule[];
  private readonly effort: AnswerBudget;
  private readonly earlier: number[] = [];

  /** @param changed the rules that make a difference between the versions. */
  constructor(was: ComparedRoles, is: ComparedRoles, changed: readonly AccessRule[], effort: AnswerBudget) {
    this.was = was;
    this.is = is;
    this.changed = changed;
    this.effort = effort;
  }

  /**
   * What shows at a moment and at none that was asked before.
   * @param told what is told of this moment; it is told with the rest, and what of it does not come to all as a part.
   */
  at(time: number, told: Omit<ValueComparison, "decided">): ValueComparison {
    const { was, is } = this;
    // Who has full access has it whatever claims are, and what denies took of it is told as it is.
    if (was.isAdmin || is.isAdmin) return { decided: true, ...told };
    const [gains, losses] = [
      { change: "gained", from: was, to: is, time, told: tellAll(told.gained) } as const,
      { change: "lost", from: is, to: was, time, told: tellAll(told.lost) } as const,
    ];
    const [gained, lost] = [this.findGains(gains), this.findGains(losses)];
    this.earlier.push(time);
    const { pairing } = this.effort;
    return {
      decided: gained.decided && lost.decided,
      gained: [...told.gained, ...gained.changes].map((change) => markPart(change, gains, pairing)),
      lost: [...told.lost, ...lost.changes].map((change) => markPart(change, losses, pairing)),
    };
  }

  private findGains(search: Search): { decided: boolean; changes: readonly TimedChange[] } {
    const { from, to, time } = search;
    const acts = (rule: AccessRule): boolean => from.endOf(rule) > time;
    const came = new Set(this.changed.filter((rule) => to.has(rule) && !isDeny(rule) && acts(rule)));
    const went = this.changed.filter((rule) => from.has(rule) && isDeny(rule) && acts(rule));
    const changes: TimedChange[] = [];
    let decided = true;
    const ask = (rule: AccessRule, isAsked: (allow: AccessRule) => boolean): void => {
      const found = this.askEach(rule, isAsked, search);
      changes.push(...found.tell());
      if (found.decided) return;
      decided = false;
      this.effort.leftOut.push({
        role: this.role,
        ruleType: rule.ruleType,
        tokens: found.widest,
        change: search.change,
      });
    };
    for (const deny of went) ask(deny, () => true);
    // Until it ended, a rule may have hidden what another gives to clients with certain values.
    if (came.size + went.length === 0) return { decided, changes };
    const isUncovered = touching(went);
    for (const rule of this.endedBy(search)) ask(rule, (allow) => came.has(allow) || isUncovered(allow));
    return { decided, changes };
  }

  /** Denies of the second, allows of the first, that ended since the moment before. */
  private endedBy({ from, to, time }: Search): AccessRule[] {
    const since = this.earlier.at(-1);
    if (since === undefined) return [];
    const hasEnded = (rule: AccessRule): boolean => from.endOf(rule) > since && from.endOf(rule) <= time;
    return [...to.passing.filter(isDeny), ...from.passing.filter((rule) => !isDeny(rule))].filter(hasEnded);
  }

  /** What clients gain where a rule, which no longer is in the way, meets an allow for certain values only. */
  private askEach(rule: AccessRule, isAsked: (allow: AccessRule) => boolean, search: Search): ValueChanges {
    const { from, to, time, told } = search;
    const { pairing } = this.effort;
    const { assumptions } = (from.has(rule) ? from : to).held;
    const read = { pattern: rule.pattern, reading: readingOf(assumptions, "opaque") };
    const tokens = tokenizePattern(read.pattern, read.reading);
    const found = new ValueChanges(rule.ruleType, tokens, told);
    const near = to.near(rule.ruleType, anyValueOf(rule, assumptions), time);
    // What is denied as before whatever claims are needs no asking.
    if (near.some(({ denies, reaches }) => denies && reaches.some((reach) => coversAll(reach, tokens)))) return found;
    for (const { rule: allow, denies, grants } of near) {
      if (denies || grants === 0 || !isAsked(allow)) continue;
      if (!(hasTemplate(rule.pattern) || hasTemplate(allow.pattern)) || found.tellsAll(grants)) continue;
      const reading = readingOf(to.held.assumptions, "opaque");
      const whole = told.toldAllOver(rule.ruleType, tokenizePattern(allow.pattern, reading));
      if (capabilityNames(grants).every((name) => whole.has(name))) continue;
      if (pairing.left <= 0) return found.leaveOpen();
      pairing.left -= OF_PAIR;
      const { unifiers, complete } = unifyPatterns({ pattern: allow.pattern, reading }, read, pairing);
      for (const unifier of unifiers) {
        const fresh = freshClaims(unifier);
        if (fresh.isSymbolic) continue;
        const { decided, changes } = this.compareFor(fresh, rule.ruleType, search);
        if (!decided) found.leaveOpen();
        for (const change of changes) found.add(change, fresh);
      }
      if (!complete) found.tellWidely(grants);
    }
    return found;
  }

  /** What a client with these claims gains on the paths in question and did not at earlier moments. */
  private compareFor(
    { claims, path }: FreshClaims,
    ruleType: string,
    search: Search,
  ): { decided: boolean; changes: readonly ValueChange[] } {
    const { was, is } = this;
    const { change, from, time } = search;
    const first = this.earlier[0] ?? time;
    const near = { was: was.narrowTo(ruleType, path, first), is: is.narrowTo(ruleType, path, first) };
    const rules = [...near.was.roles, ...near.is.roles].flatMap((role) => role.rules);
    const endedIn = (since: number, until: number): AccessRule[] =>
      rules.filter((rule) => from.endOf(rule) > since && from.endOf(rule) <= until);
    const since = this.earlier.at(-1);
    const ended = since === undefined ? [] : endedIn(since, time);
    if (since !== undefined && ended.length === 0) return { decided: true, changes: [] };
    this.effort.pairing.left -= OF_CLIENT;
    const earlier = this.earlier.filter((at, n) => n === 0 || endedIn(this.earlier[n - 1] ?? at, at).length > 0);
    const prepare = ({ roles, assumptions }: HeldRoles, at: number): Client => {
      const client = prepareClient(roles, { claims, time: at, appliedAt: was.appliedAt, assumptions });
      for (const { reaches } of client.rules) this.effort.pairing.left -= reaches.length * OF_REACH;
      return client;
    };
    const place = { index: indexPatterns([path]), patterns: [path], rules: [] };
    const states = earlier.map((at) => ({ before: prepare(near.was, at), after: prepare(near.is, at) }));
    const shown = { places: new Map([[ruleType, place]]), states };
    const known = this.effort.leftOut.length;
    const all = compareAccess(prepare(near.was, time), prepare(near.is, time), this.effort, shown);
    // The rule is named in their place: these patterns hold values that nobody wrote.
    const leftOut = this.effort.leftOut.splice(known);
    const texts = rules.map(({ pattern }) => pattern.written);
    const restsOnEnd = ended.some(({ expiry }) => expiry && "minutesAfterApplying" in expiry);
    const more = { from: since === undefined ? undefined : time, fromRestsOn: restsOnEnd ? (["A10"] as const) : [] };
    const changes = all[change].map((each) => ({ ...each, ...more, texts }));
    return { decided: !leftOut.some((open) => open.change === change), changes };
  }

  private get role(): string {
    return jointName(this.is.held, this.was.held);
  }
}

/** What it costs to ask about a pair of rules, of a client, and to prepare each path of a rule near it, in steps. */
const OF_PAIR = 5_000;
const OF_CLIENT = 8_000;
const OF_REACH = 150;

interface Search {
  readonly change: LeftOut["change"];
  readonly from: ComparedRoles;
  readonly to: ComparedRoles;
  readonly time: number;
  readonly told: ToldChanges;
}

function tellAll(changes: readonly TimedChange[]): ToldChanges {
  const told = new ToldChanges();
  for (const change of changes) told.add(change);
  return told;
}
