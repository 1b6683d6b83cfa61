import { associationText } from "../evaluator/explain-roles.ts";
import type { Association, Claims } from "../policy/role.ts";

export interface ReportedAssociation {
  readonly authMethod: string;
  readonly subClaims: ReportedClaims;
  /** The same in words, with the operators between values where there are any. */
  readonly text: string;
}

export type ReportedClaims = Readonly<Record<string, readonly string[]>>;

/** An association as data, with its sub-claims by key, and in words. */
export function reportAssociation(association: Association): ReportedAssociation {
  const subClaims = reportClaims(subClaimsOf(association));
  return { authMethod: association.authMethod, subClaims, text: associationText(association) };
}

/** Claims as an object. Any key may stand in it, also one that objects have already. */
export function reportClaims(claims: Claims): ReportedClaims {
  return Object.fromEntries(claims);
}

/** What an association demands, by key. */
export function subClaimsOf({ subClaims }: Association): Claims {
  return new Map(subClaims.map(({ key, values }) => [key, values]));
}
