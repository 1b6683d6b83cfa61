import { contentKey, isDeny, ruleKey } from "../policy/access-rule.ts";
import { groupBy } from "../policy/group-by.ts";
import type { Role } from "../policy/role.ts";
import { holdersKey } from "./same-holders.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** Several roles of one path each, held by the same clients: one role for all paths is advised. */
export const singlePathRoles: WorkspaceCheck = {
  code: "single-path-roles",
  severity: "information",
  summary: "Several roles have one path each and the same holders; one role could have all the paths.",
  *run({ snapshot: { policy } }) {
    const isCut = policy.assumptions["cross-role-deny"] === "per-role";
    // A deny that cuts its own role alone would cut the others' rules, too (A1).
    const roles = policy.roles.filter((role) => hasSinglePath(role) && !(isCut && role.rules.some(isDeny)));
    for (const [key, group] of groupBy(roles, holdersKey)) {
      const [first, ...others] = withoutClashes(group);
      if (key === "" || !first || others.length === 0) continue;
      yield {
        place: first.place,
        subject: first.name,
        message: `"${first.name}" has a single path, and so ${others.length > 1 ? "have" : "has"} ${others.map(({ name }) => `"${name}"`).join(", ")} with the same holders. Make one role of them.`,
        related: others.map(({ name, place }) => ({ place, message: `"${name}" has a single path, too` })),
      };
    }
  },
};

/** Of the roles those that one role can replace: it has one rule of a rule type and path (F1.9). */
function withoutClashes(roles: readonly Role[]): Role[] {
  const taken = new Map<string, string>();
  return roles.filter(({ rules }) => {
    if (rules.some((rule) => (taken.get(ruleKey(rule)) ?? contentKey(rule)) !== contentKey(rule))) return false;
    for (const rule of rules) taken.set(ruleKey(rule), contentKey(rule));
    return true;
  });
}

function hasSinglePath({ admin, rules }: Role): boolean {
  return !admin && new Set(rules.map(({ pattern }) => pattern.normal)).size === 1;
}
