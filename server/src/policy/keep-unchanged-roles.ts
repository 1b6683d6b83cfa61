// After a change most roles are what they were. Giving them back as the same objects lets everything that was computed
// from them be found again by identity.

import type { Policy } from "./policy.ts";
import type { Role } from "./role.ts";

/** The policy with every role that equals one of the policy before replaced by that one. */
export function keepUnchangedRoles(policy: Policy, before: Policy | undefined): Policy {
  if (before === undefined) return policy;
  const known = new Map(before.roles.map((role) => [role.name, role]));
  const roles = policy.roles.map((role) => {
    const earlier = known.get(role.name);
    return earlier && isUnchanged(earlier, role) ? earlier : role;
  });
  return { ...policy, roles };
}

/** Whether two roles have the same rules. Rules of unchanged files are the same objects. */
export function permitsSame(a: Role, b: Role): boolean {
  return a.admin === b.admin && a.rules.length === b.rules.length && a.rules.every((rule, at) => rule === b.rules[at]);
}

/** Associations are written anew and compared by what they say. */
function isUnchanged(a: Role, b: Role): boolean {
  if (a === b) return true;
  return (
    permitsSame(a, b) &&
    (a.associations === b.associations || JSON.stringify(a.associations) === JSON.stringify(b.associations)) &&
    JSON.stringify(a.place) === JSON.stringify(b.place)
  );
}
