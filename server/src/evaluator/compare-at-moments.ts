// What an edit of roles that one client holds grants and revokes, at every moment that matters and for whatever claims
// the client has. Who holds the roles is not its business.

import { hasTemplate } from "../policy/path-pattern.ts";
import { prepareClient } from "./client.ts";
import { type AccessChange, type AccessComparison, compareAccess } from "./compare-access.ts";
import type { Decision } from "./decision.ts";
import { momentsOfChange } from "./moments-of-change.ts";
import type { Times } from "./prepare-identity.ts";
import { changedTemplateDenies, type HeldRoles, showTemplateDenies } from "./template-denies.ts";

export interface TimedChange extends AccessChange {
  /** The moment from which the change shows, in unix seconds, where it is not at once: a rule expires then. */
  readonly from: number | undefined;
}

export interface TimedComparison {
  readonly decided: boolean;
  readonly gained: readonly TimedChange[];
  readonly lost: readonly TimedChange[];
}

/** Compares two versions of the roles that one client holds. Each change is told at the first moment that shows it. */
export function compareAtMoments(was: HeldRoles, is: HeldRoles, times: Times, budget?: number): TimedComparison {
  const gained: TimedChange[] = [];
  const lost: TimedChange[] = [];
  let decided = true;
  const hasTemplates = rulesOf([was, is]).some(({ pattern }) => hasTemplate(pattern));
  for (const time of momentsOfChange(rulesOf([was]), rulesOf([is]), times)) {
    const from = time === times.time ? undefined : time;
    const at = { time, appliedAt: times.appliedAt };
    const tell = (comparison: AccessComparison, isSame: IsSame): void => {
      decided &&= comparison.decided;
      addNew(gained, comparison.gained, isSame, from);
      addNew(lost, comparison.lost, isSame, from);
    };
    tell(compareReading(was, is, at, "symbolic", budget), showsSame);
    if (!hasTemplates) continue;
    tell(compareReading(was, is, at, "widest", budget), restsOnSame);
    const denies = changedTemplateDenies(was, is, at);
    if (denies.size === 0) continue;
    const [opened, closed] = [showTemplateDenies(was, denies), showTemplateDenies(is, denies)];
    tell(onlyBy(denies, compareReading(opened, closed, at, "any-value", budget)), restsOnSame);
  }
  return { decided, gained, lost };
}

function rulesOf(sides: readonly HeldRoles[]): HeldRoles["roles"][number]["rules"] {
  return sides.flatMap(({ roles }) => roles.flatMap(({ rules }) => rules));
}

type Reading = "symbolic" | "widest" | "any-value";

function compareReading(was: HeldRoles, is: HeldRoles, at: Times, claims: Reading, budget?: number): AccessComparison {
  const prepare = ({ roles, assumptions }: HeldRoles) => prepareClient(roles, { ...at, claims, assumptions });
  return compareAccess(prepare(was), prepare(is), budget);
}

/** What denies with templates take or give; the rest is told by the other readings. */
function onlyBy(denies: ReturnType<typeof changedTemplateDenies>, comparison: AccessComparison): AccessComparison {
  const isDenied = ({ reasons }: Decision): boolean =>
    reasons.some(({ outcome, rule }) => outcome === "denies" && rule !== undefined && denies.has(rule));
  return {
    decided: comparison.decided,
    gained: comparison.gained.filter(({ before }) => isDenied(before)),
    lost: comparison.lost.filter(({ after }) => isDenied(after)),
  };
}

type IsSame = (told: AccessChange, change: AccessChange) => boolean;

/** Adds the changes that are not told already, at an earlier moment or by another reading of templates. */
function addNew(
  told: TimedChange[],
  changes: readonly AccessChange[],
  isSame: IsSame,
  from: TimedChange["from"],
): void {
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
