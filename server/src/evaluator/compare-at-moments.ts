// What an edit of roles that one client holds grants and revokes, at every moment that matters and for whatever claims
// the client has. Who holds the roles is not its business.

import type { AccessRule } from "../policy/access-rule.ts";
import type { AssumptionId } from "../policy/assumptions.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { AnswerBudget } from "./answer-budget.ts";
import { rulesOfChange } from "./changed-rules.ts";
import { type Client, prepareClient } from "./client.ts";
import { type AccessChange, type AccessComparison, compareAccess } from "./compare-access.ts";
import { CompareForValues } from "./compare-for-values.ts";
import { ComparedRoles } from "./compared-roles.ts";
import { type HeldRoles, jointName, rulesOf } from "./held-roles.ts";
import { leaveOutTold } from "./leave-out-told.ts";
import { momentsOfChange } from "./moments-of-change.ts";
import type { Times } from "./prepare-identity.ts";
import { assumptionsOfEnd, findShownEarlier, type Moment } from "./shown-earlier.ts";

export interface TimedChange extends AccessChange {
  /** The moment from which the change shows, in unix seconds, where it is not at once: a rule expires then. */
  readonly from: number | undefined;
  /** What it rests on that it shows only then. */
  readonly fromRestsOn: readonly AssumptionId[];
}

export interface TimedComparison {
  readonly decided: boolean;
  readonly gained: readonly TimedChange[];
  readonly lost: readonly TimedChange[];
}

/** Compares two versions of the roles that one client holds. Each change is told at the first moment that shows it. */
export function compareAtMoments(
  was: HeldRoles,
  is: HeldRoles,
  times: Times,
  effort: AnswerBudget = new AnswerBudget(),
): TimedComparison {
  const [gained, lost]: [TimedChange[], TimedChange[]] = [[], []];
  let decided = true;
  const history: History = { moments: [], gained: [], lost: [] };
  let forValues: CompareForValues | undefined;
  const changed = rulesOfChange(was, is);
  const rules = [...rulesOf(was), ...rulesOf(is)];
  for (const time of momentsOfChange(changed, rules, times)) {
    if (time !== times.time && !mayPrepare(rules.length, effort)) {
      leaveOpen(changed, [was, is], effort);
      decided = false;
      break;
    }
    const from = time === times.time ? undefined : time;
    const prepare = (held: HeldRoles): Client =>
      prepareClient(held.roles, { ...times, time, assumptions: held.assumptions, claims: "symbolic" });
    const clients = { was: prepare(was), is: prepare(is) };
    const now = compareNew(history, { was, is, time }, clients, { appliedAt: times.appliedAt, effort });
    const told = { gained: now.gained.map((it) => ({ ...it, from })), lost: now.lost.map((it) => ({ ...it, from })) };
    if (from === undefined && [was, is].some(hasTemplates))
      forValues = new CompareForValues(
        new ComparedRoles(was, clients.was),
        new ComparedRoles(is, clients.is),
        changed,
        effort,
      );
    const all = forValues?.at(time, told) ?? { decided: true, ...told };
    decided &&= now.decided && all.decided;
    gained.push(...all.gained);
    lost.push(...all.lost);
  }
  return { decided, gained, lost };
}

/** Whether so many rules may be prepared for one more moment. */
function mayPrepare(count: number, { preparing }: AnswerBudget): boolean {
  preparing.left -= count;
  return preparing.left >= 0;
}

/** What shows at the moments that are left is not decided: it lies where changed rules are. */
function leaveOpen(
  changed: readonly AccessRule[],
  [was, is]: readonly [HeldRoles, HeldRoles],
  effort: AnswerBudget,
): void {
  const role = jointName(is, was);
  for (const { ruleType, pattern } of changed) {
    const tokens = tokenizePattern(pattern);
    for (const change of ["gained", "lost"] as const) effort.leftOut.push({ role, ruleType, tokens, change });
  }
}

/** What was compared, and shown, at earlier moments. */
interface History {
  readonly moments: Moment[];
  readonly gained: AccessChange[];
  readonly lost: AccessChange[];
}

interface NewComparison extends AccessComparison {
  readonly gained: readonly NewChange[];
  readonly lost: readonly NewChange[];
}

type NewChange = AccessChange & Pick<TimedChange, "fromRestsOn">;

/** What shows at a moment and at none before it; what it finds it adds to the history. */
function compareNew(
  history: History,
  now: Moment,
  clients: { readonly was: Client; readonly is: Client },
  { appliedAt, effort }: { readonly appliedAt: number; readonly effort: AnswerBudget },
): NewComparison {
  const { moments } = history;
  const shown = moments.length > 0 ? findShownEarlier(moments, now, { claims: "symbolic", appliedAt }) : undefined;
  for (const { before, after } of shown?.states ?? [])
    effort.preparing.left -= before.rules.length + after.rules.length;
  const found = compareAccess(clients.was, clients.is, effort, shown);
  const [gained, lost] = [leaveOutTold(found.gained, history.gained), leaveOutTold(found.lost, history.lost)];
  history.gained.push(...gained);
  history.lost.push(...lost);
  moments.push(now);
  const rests = (change: AccessChange): NewChange => {
    return { ...change, fromRestsOn: shown ? assumptionsOfEnd(shown, change.ruleType, change.witness) : [] };
  };
  return { decided: found.decided, gained: gained.map(rests), lost: lost.map(rests) };
}

function hasTemplates(held: HeldRoles): boolean {
  return rulesOf(held).some(({ pattern }) => hasTemplate(pattern));
}
