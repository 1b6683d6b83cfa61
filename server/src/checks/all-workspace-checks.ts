import { addsNothingInRole } from "./adds-nothing.ts";
import { adminRoleAssociation } from "./admin-role-association.ts";
import { CHECKS } from "./all-checks.ts";
import { apiKeyAuthMethod } from "./api-key-auth-method.ts";
import { apiKeyOnAdminRole } from "./api-key-on-admin-role.ts";
import { associationWithoutSubClaims } from "./association-without-sub-claims.ts";
import type { CheckInfo } from "./check.ts";
import { duplicateRole } from "./duplicate-role.ts";
import { dynamicSecretBroadStatement } from "./dynamic-secret-broad-statement.ts";
import { matchesNothing } from "./matches-nothing.ts";
import { missingTrailingWildcard } from "./missing-trailing-wildcard.ts";
import { neverGrantsInRole } from "./never-grants.ts";
import { REPORTED_FAULTS } from "./reported-faults.ts";
import { roleNobodyHolds } from "./role-nobody-holds.ts";
import { rootLevelItemOfInventory } from "./root-level-item.ts";
import { rotatedSecretNotRotating } from "./rotated-secret-not-rotating.ts";
import { rotatedSecretWidelyReadable } from "./rotated-secret-widely-readable.ts";
import { singlePathRoles } from "./single-path-roles.ts";
import { sshNoAllowedUsers } from "./ssh-no-allowed-users.ts";
import { sshPrincipalAny } from "./ssh-principal-any.ts";
import { subClaimMatchesAnyone } from "./sub-claim-matches-anyone.ts";
import { subClaimsNotForced } from "./sub-claims-not-forced.ts";
import { templateClaimNotAssociated } from "./template-claim-not-associated.ts";
import { unreachableRole } from "./unreachable-role.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** The checks that need the workspace and have a code of their own. */
export const WORKSPACE_CHECKS: readonly WorkspaceCheck[] = [
  adminRoleAssociation,
  apiKeyOnAdminRole,
  apiKeyAuthMethod,
  associationWithoutSubClaims,
  subClaimMatchesAnyone,
  subClaimsNotForced,
  unreachableRole,
  roleNobodyHolds,
  duplicateRole,
  singlePathRoles,
  templateClaimNotAssociated,
  missingTrailingWildcard,
  matchesNothing,
  sshPrincipalAny,
  sshNoAllowedUsers,
  dynamicSecretBroadStatement,
  rotatedSecretNotRotating,
  rotatedSecretWidelyReadable,
];

/** Checks of rules files that look further in a workspace, under the same code. */
export const WIDENED_CHECKS: readonly WorkspaceCheck[] = [
  neverGrantsInRole,
  addsNothingInRole,
  rootLevelItemOfInventory,
];

/** Everything that has a code: what can be switched, suppressed and looked up. */
export const ALL_CHECKS: readonly CheckInfo[] = [...CHECKS, ...WORKSPACE_CHECKS, ...REPORTED_FAULTS];
