import { SHARED_KINDS } from "../policy/auth-method.ts";
import { onDemand } from "../policy/on-demand.ts";
import { managesAccess } from "./manages-access.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** A shared auth method without sub-claims gives the role to every client that can authenticate (F6.6). */
export const associationWithoutSubClaims: WorkspaceCheck = {
  code: "association-without-sub-claims",
  severity: "warning",
  summary: "A shared auth method gives a role to all of its clients.",
  *run({ snapshot, authMethod, holderOf }) {
    for (const role of snapshot.policy.roles) {
      const givesMore = onDemand(() => managesAccess(holderOf(role)));
      for (const { authMethod: name, subClaims, place } of role.associations) {
        const kind = authMethod(name)?.kind;
        if (subClaims.length > 0 || kind === undefined || !SHARED_KINDS.has(kind)) continue;
        const manages = givesMore();
        const weight = manages ? ", and the role lets them change who may do what" : "";
        yield {
          place: place ?? role.place,
          subject: role.name,
          ...(manages ? { severity: "error" as const } : {}),
          message: `Every client of "${name}" (${kind}) gets the role "${role.name}"${weight}. Add sub-claims that say who is meant, such as groups.`,
        };
      }
    }
  },
};
