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
    for (const [key, [first, ...others]] of groupBy(policy.roles.filter(hasSinglePath), holdersKey)) {
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

function hasSinglePath({ admin, rules }: Role): boolean {
  return !admin && new Set(rules.map(({ pattern }) => pattern.normal)).size === 1;
}
