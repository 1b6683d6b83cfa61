// Which clients come to hold a role and which leave it, from its associations before and after. Associations are taken
// apart into single demands, so that regrouping them, or one that others include, is no change. Whether anybody comes by
// an association at all is not asked here.

import { groupBy } from "../policy/group-by.ts";
import { nameKey } from "../policy/names.ts";
import type { Association } from "../policy/role.ts";
import { coversDemand } from "./compare-demands.ts";
import { type Alternative, type Demand, demandsOf, takeApart } from "./take-apart.ts";

/** The associations, or the part of each, whose clients no association of the other list surely admits. */
export function associationsBeyond(list: readonly Association[], others: readonly Association[]): Association[] {
  const known = groupBy(others, methodOf);
  const doors = new Map<string, readonly Door[]>();
  return list.flatMap((association) => {
    const method = methodOf(association);
    const same = doors.get(method) ?? (known.get(method) ?? []).map(readDoor);
    doors.set(method, same);
    const written = writeDemands(association);
    if (same.some((door) => door.written === written)) return [];
    const parts = takeApart(association);
    const beyond = parts.filter(({ demands }) => !isAdmitted(demands, association, same));
    if (beyond.length === parts.length && beyond.length > 0) return [association];
    return beyond.map((part) => part.association);
  });
}

/** An association, and what it demands; folded where case does not count. */
interface Door {
  readonly caseSensitive: boolean;
  readonly demands: readonly Demand[];
  readonly written: string;
}

function readDoor(association: Association): Door {
  const { caseSensitive } = association;
  const demands = demandsOf(association);
  return { caseSensitive, demands: caseSensitive ? demands : demands.map(fold), written: writeDemands(association) };
}

function methodOf({ authMethod }: Association): string {
  return nameKey(authMethod);
}

function writeDemands({ subClaims, caseSensitive, operators }: Association): string {
  return JSON.stringify([subClaims.map(({ key, values }) => [key, values]), caseSensitive, operators]);
}

function fold({ key, alternatives, isCut }: Demand): Demand {
  const low = alternatives.map((values) => values.map((value) => value.toLowerCase()));
  return { key: key.toLowerCase(), alternatives: low, isCut };
}

/** Whether one door admits every client that meets the demands, or several do that differ in one demand only. */
function isAdmitted(demands: readonly Demand[], { caseSensitive }: Association, doors: readonly Door[]): boolean {
  const folded = demands.map(fold);
  const almost = new Map<string, { given: readonly Demand[]; key: string; alternatives: Alternative[] }>();
  for (const door of doors) {
    // Whose case does not count may come with a key or a value that is not demanded where it counts.
    if (door.caseSensitive && !caseSensitive && door.demands.length > 0) continue;
    const given = door.caseSensitive ? demands : folded;
    const [failed, ...more] = door.demands.filter((demand) => !isMet(demand.key, demand.alternatives, given));
    if (failed === undefined) return true;
    if (more.length > 0) continue;
    const place = JSON.stringify([door.caseSensitive, failed.key]);
    const known = almost.get(place) ?? { given, key: failed.key, alternatives: [] };
    almost.set(place, known);
    known.alternatives.push(...failed.alternatives);
  }
  return [...almost.values()].some(({ given, key, alternatives }) => isMet(key, alternatives, given));
}

/** Whether every client that meets some demands meets one of the alternatives, too. */
function isMet(key: string, alternatives: readonly Alternative[], given: readonly Demand[]): boolean {
  const same = given.filter((demand) => demand.key === key && !demand.isCut);
  const single = same.filter((demand) => demand.alternatives.length === 1);
  const together = single.flatMap((demand) => demand.alternatives.flat());
  return (
    (together.length > 0 && isOneOf(together, alternatives)) ||
    same.some((demand) => demand.alternatives.every((values) => isOneOf(values, alternatives)))
  );
}

/** Whether who has a value for each of some demanded ones has it for all of one alternative. */
function isOneOf(values: Alternative, alternatives: readonly Alternative[]): boolean {
  const alone = alternatives.flatMap((each) => (each.length === 1 ? each : []));
  return (
    values.some((value) => coversDemand(alone, value)) ||
    alternatives.some(
      (each) => each.length > 1 && each.every((wanted) => values.some((value) => coversDemand([wanted], value))),
    )
  );
}
