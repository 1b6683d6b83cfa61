// What an edit of roles that one client holds grants and revokes, at every moment that matters and for whatever claims
// the client has. Who holds the roles is not its business.

import type { AssumptionId } from "../policy/assumptions.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import { prepareClient } from "./client.ts";
import { type AccessChange, type AccessComparison, compareAccess } from "./compare-access.ts";
import type { Decision } from "./decision.ts";
import { leaveOutTold } from "./leave-out-told.ts";
import { momentsOfChange } from "./moments-of-change.ts";
import type { Times } from "./prepare-identity.ts";
import { assumptionsOfEnd, findShownEarlier, type Moment } from "./shown-earlier.ts";
import { changedTemplateDenies, type HeldRoles, showTemplateDenies } from "./template-denies.ts";

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
export function compareAtMoments(was: HeldRoles, is: HeldRoles, times: Times, budget?: number): TimedComparison {
  const told: Told = { gained: [], lost: [] };
  let decided = true;
  const hasTemplates = rulesOf([was, is]).some(({ pattern }) => hasTemplate(pattern));
  const history: Record<Reading, History> = { symbolic: newHistory(), widest: newHistory(), "any-value": newHistory() };
  for (const time of momentsOfChange(rulesOf([was]), rulesOf([is]), times)) {
    const from = time === times.time ? undefined : time;
    const at = { time, appliedAt: times.appliedAt };
    const now: Told = { gained: [], lost: [] };
    const tell = (claims: Reading, sides: Sides, isSame: IsSame, denies?: TemplateDenies): void => {
      const comparison = compareNew(history[claims], { ...sides, time }, { ...at, claims, denies, budget });
      decided &&= comparison.decided;
      addNew(now.gained, comparison.gained, isSame, from);
      addNew(now.lost, comparison.lost, isSame, from);
    };
    tell("symbolic", { was, is }, showsSame);
    if (hasTemplates) {
      tell("widest", { was, is }, restsOnSame);
      const denies = changedTemplateDenies(was, is, at);
      const sides = { was: showTemplateDenies(was, denies), is: showTemplateDenies(is, denies) };
      tell("any-value", sides, restsOnSame, denies);
    }
    told.gained.push(...now.gained);
    told.lost.push(...now.lost);
  }
  return { ...told, decided };
}

interface Told {
  readonly gained: TimedChange[];
  readonly lost: TimedChange[];
}

type Sides = Omit<Moment, "time">;

type TemplateDenies = ReturnType<typeof changedTemplateDenies>;

/** What one reading compared and showed at earlier moments. */
interface History {
  readonly moments: Moment[];
  readonly gained: AccessChange[];
  readonly lost: AccessChange[];
  /** Those that were ever shown. */
  readonly denies: TemplateDenies;
}

function newHistory(): History {
  return { moments: [], gained: [], lost: [], denies: new Set() };
}

type Reading = "symbolic" | "widest" | "any-value";

interface Asked extends Times {
  readonly claims: Reading;
  /** The denies with templates that are shown, where only what these take or give is asked for. */
  readonly denies: TemplateDenies | undefined;
  readonly budget: number | undefined;
}

interface NewComparison extends AccessComparison {
  readonly gained: readonly NewChange[];
  readonly lost: readonly NewChange[];
}

type NewChange = AccessChange & Pick<TimedChange, "fromRestsOn">;

/** What shows at a moment and at none before it; what it finds it adds to the history. */
function compareNew(history: History, now: Moment, { denies, budget, ...circumstances }: Asked): NewComparison {
  const { moments } = history;
  if (denies?.size === 0) {
    moments.push(now);
    return { decided: true, gained: [], lost: [] };
  }
  const newlyShown = [...(denies ?? [])].filter((deny) => !history.denies.has(deny));
  const shown = moments.length > 0 ? findShownEarlier(moments, now, circumstances, newlyShown) : undefined;
  const prepare = ({ roles, assumptions }: HeldRoles) => prepareClient(roles, { ...circumstances, assumptions });
  const all = compareAccess(prepare(now.was), prepare(now.is), budget, shown);
  const found = denies ? onlyBy(denies, all) : all;
  const [gained, lost] = [leaveOutTold(found.gained, history.gained), leaveOutTold(found.lost, history.lost)];
  history.gained.push(...gained);
  history.lost.push(...lost);
  for (const deny of newlyShown) history.denies.add(deny);
  moments.push(now);
  const rests = (change: AccessChange): NewChange => {
    return { ...change, fromRestsOn: shown ? assumptionsOfEnd(shown, change.ruleType, change.witness) : [] };
  };
  return { decided: found.decided, gained: gained.map(rests), lost: lost.map(rests) };
}

function rulesOf(sides: readonly HeldRoles[]): HeldRoles["roles"][number]["rules"] {
  return sides.flatMap(({ roles }) => roles.flatMap(({ rules }) => rules));
}

/** What denies with templates take or give; the rest is told by the other readings. */
function onlyBy(denies: TemplateDenies, comparison: AccessComparison): AccessComparison {
  const isDenied = ({ reasons }: Decision): boolean =>
    reasons.some(({ outcome, rule }) => outcome === "denies" && rule !== undefined && denies.has(rule));
  return {
    decided: comparison.decided,
    gained: comparison.gained.filter(({ before }) => isDenied(before)),
    lost: comparison.lost.filter(({ after }) => isDenied(after)),
  };
}

type IsSame = (told: AccessChange, change: AccessChange) => boolean;

/** Adds the changes that another reading of templates does not tell already. */
function addNew(told: TimedChange[], changes: readonly NewChange[], isSame: IsSame, from: TimedChange["from"]): void {
  const fresh = changes.filter(
    (change) =>
      !told.some(
        (other) =>
          other.ruleType === change.ruleType &&
          change.capabilities.every((name) => other.capabilities.includes(name)) &&
          isSame(other, change),
      ),
  );
  told.push(...fresh.map((change) => ({ ...change, from })));
}

const showsSame: IsSame = (told, change) =>
  told.witness === change.witness && JSON.stringify(told.region) === JSON.stringify(change.region);

/** A template read as any text shows again, on other paths, what it shows as itself: the same rules decide. */
const restsOnSame: IsSame = (told, change) =>
  showsSame(told, change) ||
  (rulesBehind(told.before) === rulesBehind(change.before) && rulesBehind(told.after) === rulesBehind(change.after));

function rulesBehind({ reasons }: Decision): string {
  const decisive = reasons.filter(({ outcome }) => outcome !== "near-miss");
  const places = decisive.map(({ outcome, role, rule }) => [
    outcome,
    role,
    rule?.source.document,
    rule?.source.span.start,
  ]);
  return JSON.stringify(places.map((place) => JSON.stringify(place)).sort());
}
