import { SHARED_KINDS } from "../policy/auth-method.ts";
import { nameKey } from "../policy/names.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/**
 * A shared auth method that does not demand sub-claims leaves room for a forgotten one (F6.8). Only those in use are
 * told, and only where the manifest or the export says so: most of them just do not say.
 */
export const subClaimsNotForced: WorkspaceCheck = {
  code: "sub-claims-not-forced",
  severity: "information",
  summary: "A shared auth method may be associated without sub-claims.",
  *run({ snapshot: { policy } }) {
    const used = new Set(
      policy.roles.flatMap(({ associations }) => associations.map(({ authMethod }) => nameKey(authMethod))),
    );
    for (const { name, kind, forceSubClaims, place } of policy.authMethods) {
      if (forceSubClaims !== false || kind === undefined || !SHARED_KINDS.has(kind) || !used.has(nameKey(name)))
        continue;
      yield {
        place,
        subject: name,
        message: `"${name}" (${kind}) is shared by many clients and does not demand sub-claims. Force them, so that no association can forget them.`,
      };
    }
  },
};
