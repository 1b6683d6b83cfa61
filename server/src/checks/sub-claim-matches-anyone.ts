import type { WorkspaceCheck } from "./workspace-check.ts";

/** A sub-claim with the value `*` asks only that the claim exists (F6.2). */
export const subClaimMatchesAnyone: WorkspaceCheck = {
  code: "sub-claim-matches-anyone",
  severity: "warning",
  summary: "A sub-claim has the value *, which every client with that claim satisfies.",
  *run({ snapshot }) {
    for (const role of snapshot.policy.roles) {
      for (const { subClaims, place } of role.associations) {
        for (const { key, values } of subClaims) {
          if (!values.some((value) => /^\*+$/.test(value))) continue;
          yield {
            place: place ?? role.place,
            subject: role.name,
            message: `"${key}" with the value "*" lets in everybody who has this claim. Name the values that are meant.`,
          };
        }
      }
    }
  },
};
