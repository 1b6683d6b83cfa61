// Which clients come to hold a role and which leave it, from its associations before and after. Associations are taken
// apart into single demands, so that regrouping them, or one that others include, is no change. Whether anybody comes by
// an association at all is not asked here.

import { groupBy } from "../policy/group-by.ts";
import { nameKey } from "../policy/names.ts";
import type { Association } from "../policy/role.ts";
import { Admission } from "./admission.ts";
import { takeApart } from "./take-apart.ts";

/** The associations, or the part of each, whose clients no association of the other list surely admits. */
export function associationsBeyond(list: readonly Association[], others: readonly Association[]): Association[] {
  const known = groupBy(others, methodOf);
  const admissions = new Map<string, Admission>();
  return list.flatMap((association) => {
    const method = methodOf(association);
    const same = admissions.get(method) ?? new Admission(known.get(method) ?? []);
    admissions.set(method, same);
    if (same.has(association)) return [];
    const parts = takeApart(association);
    const beyond = parts.filter(({ demands }) => !same.admit(demands, association));
    if (beyond.length === parts.length && beyond.length > 0) return [association];
    return beyond.map((part) => part.association);
  });
}

function methodOf({ authMethod }: Association): string {
  return nameKey(authMethod);
}
