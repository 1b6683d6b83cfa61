import { joinedDemands, matchSubClaims } from "../evaluator/match-sub-claims.ts";
import type { Association, SubClaim } from "../policy/role.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** A sub-claim with the value `*` asks only that the claim exists, one with `?*` that it is not empty (F6.2). */
export const subClaimMatchesAnyone: WorkspaceCheck = {
  code: "sub-claim-matches-anyone",
  severity: "warning",
  summary: "A sub-claim has the value *, which every client with that claim satisfies.",
  *run({ snapshot, authMethod }) {
    for (const role of snapshot.policy.roles) {
      for (const association of role.associations) {
        // Clients of an API key have no claims at all, and nobody gets in: that is unreachable-role's finding (F6.8).
        if (authMethod(association.authMethod)?.kind === "api_key") continue;
        for (const subClaim of association.subClaims) {
          const value = openValue(association, subClaim);
          if (value === undefined) continue;
          const who = value.includes("?") ? "who has this claim and a value in it" : "who has this claim";
          yield {
            place: association.place ?? role.place,
            subject: role.name,
            message: `"${subClaim.key}" with the value "${value}" lets in everybody ${who}. Name the values that are meant.`,
          };
        }
      }
    }
  },
};

/** The value of a sub-claim that lets in everybody, the widest first; none where another must hold as well (F6.5). */
function openValue(association: Association, subClaim: SubClaim): string | undefined {
  const lets = (value: string): boolean =>
    matchSubClaims({ ...association, subClaims: [subClaim] }, new Map([[subClaim.key, [value]]])).matches;
  if (!ANYBODY.every(lets)) return undefined;
  const values = joinedDemands(subClaim, association.operators).map(({ demanded }) => demanded);
  if (lets("") && values.some((value) => /^\*+$/.test(value))) return "*";
  return values.find((value) => /^(?:\*+\?\**|\?\*+)$/.test(value));
}

/** Claim values that nobody names: what is open to one character and to many is open to all. */
const ANYBODY = ["\uFDD0", "\uFDD0".repeat(99)];
