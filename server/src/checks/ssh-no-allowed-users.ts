import { sshIssuerOf } from "./ssh-issuer.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** SSH certificates should be used with a list of allowed users, says the best-practices document. */
export const sshNoAllowedUsers: WorkspaceCheck = {
  code: "ssh-no-allowed-users",
  severity: "warning",
  summary: "An SSH certificate issuer has no list of allowed users.",
  *run({ snapshot }) {
    for (const item of snapshot.policy.inventory.items) {
      const { path, place } = item;
      if (sshIssuerOf(item)?.allowedUsers.length !== 0) continue;
      yield {
        place,
        subject: path,
        message: `"${path}" names no allowed users. List those who may log in with its certificates.`,
      };
    }
  },
};
