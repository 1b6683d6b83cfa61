import type { WorkspaceCheck } from "./workspace-check.ts";

/** The documentation of roles asks not to use an API key for the admin role. */
export const apiKeyOnAdminRole: WorkspaceCheck = {
  code: "api-key-on-admin-role",
  severity: "error",
  summary: "An API key gives the admin role.",
  *run({ snapshot, authMethod }) {
    for (const role of snapshot.policy.roles.filter(({ admin }) => admin)) {
      for (const { authMethod: name, place } of role.associations) {
        const method = authMethod(name);
        if (method?.kind !== "api_key") continue;
        yield {
          place: place ?? role.place,
          subject: role.name,
          message: `"${name}" is an API key and gives the admin role "${role.name}". Whoever has the key has everything. Use another kind of authentication.`,
          related: [{ place: method.place, message: "The API key" }],
        };
      }
    }
  },
};
