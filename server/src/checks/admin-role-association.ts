import type { WorkspaceCheck } from "./workspace-check.ts";

/** Who holds the admin role: it is for setting up, not for every day, says the best-practices document. API keys there are an error of their own. */
export const adminRoleAssociation: WorkspaceCheck = {
  code: "admin-role-association",
  severity: "information",
  summary: "An auth method gives its clients the admin role.",
  *run({ snapshot, authMethod }) {
    for (const role of snapshot.policy.roles.filter(({ admin }) => admin)) {
      for (const association of role.associations) {
        if (authMethod(association.authMethod)?.kind === "api_key") continue;
        yield {
          place: association.place ?? role.place,
          subject: role.name,
          message: `"${association.authMethod}" gives the admin role "${role.name}" with full access. Use it to set up the account, not for every day.`,
        };
      }
    }
  },
};
