// A policy as far as it bears on a pattern: with only those rules that could match a path inside. Answers about such
// paths are the same, whoever asks, and cost what these rules cost instead of all.

import type { AccessRule } from "../policy/access-rule.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import { groupBy } from "../policy/group-by.ts";
import { nameKey } from "../policy/names.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Policy } from "../policy/policy.ts";
import type { Role } from "../policy/role.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { readingOf } from "./client-rule.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";

/** The rules of a role by rule type, indexed by all paths that they could match for anybody. */
export type RoleIndex = ReadonlyMap<string, { readonly paths: PathIndex; readonly rules: readonly AccessRule[] }>;

/** Reads every rule once; worth keeping as long as the role and the assumptions are the same. */
export function indexRole({ rules }: Role, assumptions: Assumptions): RoleIndex {
  const reading = readingOf(assumptions, "any");
  return new Map(
    [...groupBy(rules, ({ ruleType }) => ruleType)].map(([ruleType, group]) => {
      const reaches = group.map(({ pattern }) => tokenizePattern(pattern, reading));
      const paths = indexPatterns(reaches);
      return [ruleType, { paths, rules: group }];
    }),
  );
}

/**
 * Roles that no longer give anybody anything are left out.
 * @param indexOf the index of a role under the policy's assumptions.
 */
export function narrowPolicy(
  policy: Policy,
  ruleType: string,
  inside: PathTokens,
  indexOf: (role: Role) => RoleIndex,
): Policy {
  const openToAdmins = new Set(policy.roles.filter(({ admin }) => admin).flatMap(methodsOfEverybody));
  const roles = policy.roles.flatMap((role) => {
    const index = indexOf(role).get(ruleType);
    const rules = index === undefined ? [] : index.paths.overlapping(inside).flatMap((id) => index.rules[id] ?? []);
    // Whoever comes by its association holds the admin role beside it.
    const givesAdmin = role.admin || role.associations.some(({ authMethod }) => openToAdmins.has(nameKey(authMethod)));
    return rules.length > 0 || givesAdmin ? { ...role, rules } : [];
  });
  return { ...policy, roles };
}

/** The auth methods of which every client holds a role (F6.6). */
function methodsOfEverybody({ associations }: Role): string[] {
  return associations.filter(({ subClaims }) => subClaims.length === 0).map(({ authMethod }) => nameKey(authMethod));
}
