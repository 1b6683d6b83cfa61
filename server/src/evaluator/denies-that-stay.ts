// The denies of an account that stay in its roles when rules files are applied, though the files lack them (F1.8).

import { type AccessRule, isDeny, ruleKey } from "../policy/access-rule.ts";
import { groupBy } from "../policy/group-by.ts";
import { nameKey } from "../policy/names.ts";
import type { Policy } from "../policy/policy.ts";
import type { Role } from "../policy/role.ts";
import { endOf } from "./client-rule.ts";
import type { Times } from "./prepare-identity.ts";

/**
 * What the roles say once the files are applied, if every deny stays; one that is set again for as long as may be (A12).
 * @param after the policy of the rules files, with roles named as in the export.
 */
export function keepDenies(before: Policy, after: Policy, { time, appliedAt }: Times): Policy {
  const earlier = groupBy(before.roles, ({ name }) => nameKey(name));
  const known = new Set(after.roles.map(({ name }) => nameKey(name)));
  const acts = (rule: AccessRule): boolean => endOf(rule, appliedAt) > time;
  const deniesOf = ({ rules }: Role): AccessRule[] => rules.filter((rule) => isDeny(rule) && acts(rule));
  const roles = after.roles.map((role): Role => {
    const isSet = new Set(role.rules.map(ruleKey));
    const denies = (earlier.get(nameKey(role.name)) ?? []).flatMap(deniesOf);
    const kept = denies.map((rule) => (isSet.has(ruleKey(rule)) ? { ...rule, expiry: undefined } : rule));
    return kept.length === 0 ? role : { ...role, rules: [...role.rules, ...kept] };
  });
  const lacking = before.roles.filter(({ name }) => !known.has(nameKey(name)));
  return { ...after, roles: [...roles, ...lacking.map((role) => ({ ...role, rules: deniesOf(role) }))] };
}
