import { contentKey } from "../policy/access-rule.ts";
import type { Role } from "../policy/role.ts";
import { holdersKey } from "./same-holders.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** Two roles with the same rules: one of them could have the associations of both. */
export const duplicateRole: WorkspaceCheck = {
  code: "duplicate-role",
  severity: "information",
  summary: "Two roles have exactly the same rules.",
  *run({ snapshot: { policy } }) {
    const first = new Map<string, Role>();
    for (const role of policy.roles) {
      // A rule without readable capabilities is an error already, and what it was to say is unknown.
      if (role.admin || role.rules.length === 0 || role.rules.some(({ capabilities }) => capabilities.length === 0))
        continue;
      const key = rulesKey(role);
      const other = first.get(key);
      if (!other) first.set(key, role);
      else {
        const holders = holdersKey(role) === holdersKey(other) ? "Remove one of them" : "Give one of them both holders";
        yield {
          place: role.place,
          subject: role.name,
          message: `"${role.name}" has the same rules as "${other.name}". ${holders}.`,
          related: [{ place: other.place, message: `"${other.name}"` }],
        };
      }
    }
  },
};

function rulesKey({ rules }: Role): string {
  return JSON.stringify(rules.map(contentKey).sort());
}
