import type { WorkspaceCheck } from "./workspace-check.ts";

/** A role without association gives nothing to anybody (F4.1, F4.4). Said only where associations are known at all. */
export const roleNobodyHolds: WorkspaceCheck = {
  code: "role-nobody-holds",
  severity: "information",
  summary: "A role has no association, so that nobody holds it.",
  *run({ snapshot, knowsHolders }) {
    if (!knowsHolders) return;
    for (const { name, associations, place } of snapshot.policy.roles) {
      if (associations.length > 0) continue;
      yield {
        place,
        subject: name,
        message: `Nobody holds the role "${name}". Associate an auth method, or remove it.`,
      };
    }
  },
};
