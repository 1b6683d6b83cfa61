import type { WorkspaceCheck } from "./workspace-check.ts";

/** Clients of an API key have no claims, so that an association with sub-claims never matches (F6.8). */
export const unreachableRole: WorkspaceCheck = {
  code: "unreachable-role",
  severity: "warning",
  summary: "An association asks an API key for sub-claims that its clients never have.",
  *run({ snapshot, authMethod }) {
    for (const role of snapshot.policy.roles) {
      for (const { authMethod: name, subClaims, place } of role.associations) {
        if (subClaims.length === 0 || authMethod(name)?.kind !== "api_key") continue;
        yield {
          place: place ?? role.place,
          subject: role.name,
          message: `"${name}" is an API key, and its clients have no sub-claims: they never get the role "${role.name}" this way. Use another kind of authentication.`,
        };
      }
    }
  },
};
