import type { Role } from "../policy/role.ts";
import { holdersKey } from "./same-holders.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** Several roles of one path each, held by the same clients: one role for all paths is advised. */
export const singlePathRoles: WorkspaceCheck = {
  code: "single-path-roles",
  severity: "information",
  summary: "Several roles have one path each and the same holders; one role could have all the paths.",
  *run({ snapshot: { policy } }) {
    const groups = new Map<string, Role[]>();
    for (const role of policy.roles) {
      const key = holdersKey(role);
      if (role.admin || key === "" || new Set(role.rules.map(({ pattern }) => pattern.normal)).size !== 1) continue;
      groups.set(key, [...(groups.get(key) ?? []), role]);
    }
    for (const [first, ...others] of groups.values()) {
      if (!first || others.length === 0) continue;
      yield {
        place: first.place,
        subject: first.name,
        message: `"${first.name}" has a single path, and so ${others.length > 1 ? "have" : "has"} ${others.map(({ name }) => `"${name}"`).join(", ")} with the same holders. Make one role of them.`,
        related: others.map(({ name, place }) => ({ place, message: `"${name}" has a single path, too` })),
      };
    }
  },
};
