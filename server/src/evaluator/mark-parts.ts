// Whether a change of a pattern with templates comes to every client, whatever values the templates stand for. As
// itself a template equals no text and no other template; for a client with certain values a rule that is read so may
// yet be in the way. Then only a part of the pattern changes. It is not said which.

import { bitOf } from "../policy/capability-set.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { anyPlainValue, opaqueTemplatesIn } from "../policy/tokenize-pattern.ts";
import type { ClientRule } from "./client-rule.ts";
import type { TimedChange } from "./compare-at-moments.ts";
import { coversRead, intersectRead, mayShare, readPattern } from "./compare-patterns.ts";
import type { ComparedRoles } from "./compared-roles.ts";
import type { StepsLeft } from "./find-overlapping.ts";
import type { Region } from "./region.ts";

/** The two versions that a change leads from and to, and the moment at which it shows. */
export interface ChangeSides {
  readonly from: ComparedRoles;
  readonly to: ComparedRoles;
  readonly time: number;
}

/**
 * The same change, its region no longer exact where some values of its templates do not bring it.
 * @param steps what may be looked at; where it is spent, no region stays exact.
 */
export function markPart(change: TimedChange, sides: ChangeSides, steps: StepsLeft): TimedChange {
  const { region } = change;
  const templates = opaqueTemplatesIn(region.inside);
  if (!region.exact || templates.length === 0) return change;
  if (!templates.some((template) => isTied(template, change)) && !isInTheWay(change, sides, steps)) return change;
  return { ...change, region: { ...region, exact: false } };
}

/** Whether a client must have the value of a template elsewhere too, or another value of the claim beside it. */
function isTied(template: string, { claims }: TimedChange): boolean {
  if (typeof claims === "string") return false;
  const values = [...claims.values()];
  const uses = values.flat().reduce((count, value) => count + usesIn(value, template), 0);
  return uses !== 1 || values.some((list) => list.includes(template) && list.length > 1);
}

/** Whether a client may be denied a part of it after, or have had a part before, which is not left out already. */
function isInTheWay({ ruleType, region, capabilities }: TimedChange, sides: ChangeSides, steps: StepsLeft): boolean {
  if (steps.left <= 0) return true;
  const { from, to, time } = sides;
  const widest = anyPlainValue(region.inside);
  const changed = capabilities.reduce((set, name) => set | bitOf(name), 0);
  const [earlier, later] = [from.near(ruleType, widest, time), to.near(ruleType, widest, time)];
  steps.left -= (earlier.length + later.length) * OF_RULE;
  const meets = meetingUnsaid(region);
  if (later.some((rule) => rule.denies && rule.reaches.some(meets))) return true;
  const inside = readPattern(region.inside);
  const wasDenied = ({ denies, reaches }: ClientRule): boolean =>
    denies && reaches.some((tokens) => coversRead(readPattern(tokens), inside));
  const had = earlier.filter(({ denies, grants }) => !denies && (grants & changed) !== 0);
  return had.some(({ reaches }) => reaches.some(meets)) && !earlier.some(wasDenied);
}

/** What a rule near costs in steps. */
const OF_RULE = 50;

/** Whether a pattern may, for some values, share a path with a region that its exceptions do not leave out for all. */
function meetingUnsaid({ inside, except }: Region): (tokens: PathTokens) => boolean {
  const [own, widest] = [readPattern(inside), readPattern(anyPlainValue(inside))];
  const left = except.map(readPattern);
  return (tokens) => {
    const any = readPattern(anyPlainValue(tokens));
    if (!mayShare(any, widest)) return false;
    const [shared, most] = [intersectRead(readPattern(tokens), own), intersectRead(any, widest)];
    if (shared === undefined || most === undefined) return true;
    // What each of them reads with another value of the same claim is not left out with what both read alike.
    if (opaqueTemplatesIn(tokens).some((template) => countIn(shared, template) > 1)) return true;
    return (
      !left.some((each) => coversRead(each, readPattern(shared))) ||
      !coversRead(readPattern(anyPlainValue(shared)), readPattern(most))
    );
  };
}

function countIn(tokens: PathTokens, template: string): number {
  return tokens.reduce((count, token) => count + (typeof token === "string" ? usesIn(token, template) : 0), 0);
}

function usesIn(text: string, template: string): number {
  return text.split(template).length - 1;
}
