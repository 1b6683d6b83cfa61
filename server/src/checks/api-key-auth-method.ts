import { nameKey } from "../policy/names.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** API keys are not for production, says the best-practices document. One that gives the admin role is an error elsewhere. */
export const apiKeyAuthMethod: WorkspaceCheck = {
  code: "api-key-auth-method",
  severity: "warning",
  summary: "An auth method is an API key, which is not for production.",
  *run({ snapshot: { policy } }) {
    const admins = policy.roles.filter(({ admin }) => admin);
    const onAdmin = new Set(admins.flatMap(({ associations }) => associations.map((one) => nameKey(one.authMethod))));
    for (const { kind, name, place } of policy.authMethods) {
      if (kind !== "api_key" || onAdmin.has(nameKey(name))) continue;
      yield {
        place,
        subject: name,
        message: `"${name}" is an API key: a secret that must be kept somewhere. In production use Universal Identity or the identity of the cloud for machines, SAML or OIDC for people.`,
      };
    }
  },
};
