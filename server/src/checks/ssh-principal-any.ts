import { sshIssuerOf } from "./ssh-issuer.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** SSH certificates should not have `*` as principal, says the best-practices document. */
export const sshPrincipalAny: WorkspaceCheck = {
  code: "ssh-principal-any",
  severity: "warning",
  summary: "An SSH certificate issuer has * as principal.",
  *run({ snapshot }) {
    for (const item of snapshot.policy.inventory.items) {
      const { path, place } = item;
      if (!sshIssuerOf(item)?.principals.some((principal) => principal.trim() === "*")) continue;
      yield {
        place,
        subject: path,
        message: `"${path}" signs certificates for any principal ("*"). Name the principals that are needed.`,
      };
    }
  },
};
