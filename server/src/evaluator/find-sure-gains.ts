// From when on a gain is certain that a deny of the account may hold back: when rules files are applied, denies that
// they lack stay in the role until they expire (F1.8). What holds a gain back until then, find-remains.ts tells.

import { type AccessRule, isDeny } from "../policy/access-rule.ts";
import type { Policy } from "../policy/policy.ts";
import { expiresAt } from "./client-rule.ts";
import { coversRead, mayShare, readPattern } from "./compare-patterns.ts";
import { comparePolicies, type PolicyComparison, type RoleChange } from "./compare-policies.ts";
import { deniesSurely } from "./decision.ts";
import { keepDenies } from "./denies-that-stay.ts";
import { touching } from "./find-touching-rules.ts";
import { rulesOf } from "./held-roles.ts";
import type { Times } from "./prepare-identity.ts";
import type { Region } from "./region.ts";
import { splitJoinedGains } from "./split-joined-gains.ts";

/**
 * A comparison with the gains that are certain only from a later moment on, and without those that these tell too. What
 * comes to who joins a role is told apart from what a deny that stays may take of it.
 * @param after the policy of the rules files, with roles named as in the export.
 */
export function addSureGains(
  comparison: PolicyComparison,
  before: Policy,
  after: Policy,
  times: Times,
): PolicyComparison {
  const ends = ({ expiry }: AccessRule): boolean =>
    expiry !== undefined && expiresAt(expiry, times.appliedAt) > times.time;
  const denies = rulesOf(before).filter((rule) => isDeny(rule) && ends(rule));
  const kept = keepDenies(before, after, times);
  const split = splitJoinedGains(comparison, after, kept, times);
  if (denies.length === 0) return split;
  const passing = findTouched(denies, [...rulesOf(before), ...rulesOf(kept)].filter(ends));
  const sure = comparePolicies(keepTouching(before, passing), keepTouching(kept, passing), times);
  const later = sure.gained.filter(
    (gain) => gain.from !== undefined && !split.gained.some((told) => isSure(told) && isWithin(gain, told)),
  );
  const gained = split.gained.filter((told) => !later.some((gain) => isWithin(told, gain)));
  return { ...split, decided: split.decided && sure.decided, gained: [...gained, ...later] };
}

/**
 * The denies and all rules that end and that these touch, or others of them. Only where these lie can anything come at a
 * later moment that would not come without the denies; and each rule that touches one of them is in the comparison.
 */
function findTouched(denies: readonly AccessRule[], passing: readonly AccessRule[]): AccessRule[] {
  const found = new Set(denies);
  for (let known = 0; known < found.size; ) {
    known = found.size;
    const touches = touching([...found]);
    for (const rule of passing) if (touches(rule)) found.add(rule);
  }
  return [...found];
}

/** The same roles with only the rules that share a path with some others. */
function keepTouching(policy: Policy, others: readonly AccessRule[]): Policy {
  const touches = touching(others);
  return { ...policy, roles: policy.roles.map((role) => ({ ...role, rules: role.rules.filter(touches) })) };
}

function isSure({ before }: RoleChange): boolean {
  return !before.reasons.some(deniesSurely);
}

/** Whether a change is told by another: the same at the same moment, in all of its region. */
function isWithin(change: RoleChange, other: RoleChange): boolean {
  return (
    change.role === other.role &&
    change.ruleType === other.ruleType &&
    change.from === other.from &&
    change.association === other.association &&
    change.capabilities.every((name) => other.capabilities.includes(name)) &&
    (change.witness === other.witness || other.region.exact) &&
    isPart(change.region, other.region)
  );
}

function isPart(region: Region, other: Region): boolean {
  const same = JSON.stringify(region) === JSON.stringify(other);
  const [inside, left] = [readPattern(region.inside), region.except.map(readPattern)];
  return (
    same ||
    (other.exact &&
      coversRead(readPattern(other.inside), inside) &&
      other.except
        .map(readPattern)
        .every((part) => !mayShare(part, inside) || left.some((each) => coversRead(each, part))))
  );
}
