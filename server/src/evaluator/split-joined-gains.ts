// What clients gain that come to hold a role, where denies of the account stay in it: what is certain, now or once such a
// deny expires, apart from what the denies hold back, of which find-remains.ts says why it may not come.

import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Role } from "../policy/role.ts";
import { compareAtMoments } from "./compare-at-moments.ts";
import type { PolicyComparison, RoleChange } from "./compare-policies.ts";
import type { HeldRoles } from "./held-roles.ts";
import { PolicySide } from "./policy-side.ts";
import type { Times } from "./prepare-identity.ts";

/**
 * @param after the policy of the rules files.
 * @param kept the same with the denies that stay; a role in which none does is the same object.
 */
export function splitJoinedGains(
  comparison: PolicyComparison,
  after: Policy,
  kept: Policy,
  times: Times,
): PolicyComparison {
  const staying = new Map(kept.roles.map((role) => [nameKey(role.name), role]));
  const sides = { kept: new PolicySide(kept, times.time), after: new PolicySide(after, times.time) };
  let { decided, gained } = comparison;
  for (const role of after.roles) {
    const guarded = staying.get(nameKey(role.name));
    const isJoined = (change: RoleChange): boolean => change.association !== undefined && change.role === role.name;
    if (guarded === undefined || guarded === role || role.admin || !gained.some(isJoined)) continue;
    const others = gained.filter((change) => !isJoined(change));
    const told = new Set(others.filter((change) => change.role === role.name).map(keyOf));
    const associations = new Set(gained.filter(isJoined).flatMap(({ association }) => association ?? []));
    const joined = [...associations].flatMap((association) => {
      const certainly = sides.kept.guardsBeside(guarded, association);
      const perhaps = sides.after.guardsBeside(role, association);
      const held = (rules: Role["rules"], guards: readonly Role[]): HeldRoles => {
        return { ...after, roles: [{ ...role, rules }, ...guards] };
      };
      const certain = compareAtMoments(held([], certainly), held(guarded.rules, certainly), times);
      const open = compareAtMoments(held(guarded.rules, certainly), held(role.rules, perhaps), times);
      decided &&= certain.decided && open.decided;
      const changes = [...certain.gained, ...open.gained.filter(({ from }) => from === undefined)];
      return changes.map((change) => ({ ...change, role: role.name, association, methodExpires: false }));
    });
    gained = [...others, ...joined.filter((change) => !told.has(keyOf(change)))];
  }
  return { ...comparison, decided, gained };
}

function keyOf({ ruleType, capabilities, region, from }: RoleChange): string {
  return JSON.stringify([ruleType, capabilities, region, from]);
}
