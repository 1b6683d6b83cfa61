import type { WorkspaceCheck } from "./workspace-check.ts";

/** A dynamic secret's users get what its creation statement grants: one database and table, says the best-practices document. */
export const dynamicSecretBroadStatement: WorkspaceCheck = {
  code: "dynamic-secret-broad-statement",
  severity: "warning",
  summary: "The creation statement of a dynamic secret grants everything, or on everything.",
  *run({ snapshot }) {
    for (const { path, creationStatement, place } of snapshot.policy.inventory.items) {
      const broad = creationStatement && /\bGRANT\s+ALL\b|\*\.\*/i.exec(creationStatement)?.[0];
      if (!broad) continue;
      yield {
        place,
        subject: path,
        message: `The creation statement of "${path}" says "${broad}". Grant only what is needed, on one database and table.`,
      };
    }
  },
};
