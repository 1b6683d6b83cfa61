// The manifest `policy-lens.json`: which files and exports belong together, who there is, and what the team has decided.
// This is its shape as written; assemble-policy.ts makes a policy of it and of the files it names.

import type { FieldFault } from "../text/json-fields.ts";
import type { Span, Spanned } from "../text/span.ts";
import type { Assumptions } from "./assumptions.ts";
import type { Association, Claims } from "./role.ts";

export const MANIFEST_NAME = "policy-lens.json";

export interface Manifest {
  /** Its name as the reader was given it. */
  readonly document: string;
  readonly roles: readonly ManifestRole[];
  readonly authMethods: readonly ManifestAuthMethod[];
  readonly identities: readonly ManifestIdentity[];
  /** Paths of exports, relative to the manifest. */
  readonly exports: Readonly<Partial<Record<ExportKind, Spanned<string>>>>;
  /** Severities by check, unchecked names. */
  readonly checks: readonly { readonly check: Spanned<string>; readonly severity: Spanned<string> }[];
  readonly suppressions: readonly Suppression[];
  /** Those that it writes: the others are for the settings, or as always. */
  readonly assumptions: Partial<Assumptions>;
  readonly faults: readonly FieldFault[];
}

export type ExportKind = "roles" | "authMethods" | "items" | "targets";

export const EXPORT_KINDS: readonly ExportKind[] = ["roles", "authMethods", "items", "targets"];

/** The exports of what there is: checks look into them, and nobody's access depends on them. */
export const INVENTORY_KINDS: readonly ExportKind[] = ["items", "targets"];

export interface ManifestRole {
  readonly name: Spanned<string>;
  /** Rules files, as globs relative to the manifest. Here and below: absent where it is not said, so that an export may. */
  readonly rules: readonly Spanned<string>[] | undefined;
  readonly admin: boolean | undefined;
  readonly associations: readonly ManifestAssociation[] | undefined;
}

export interface ManifestAssociation extends Omit<Association, "authMethod" | "place"> {
  readonly span: Span;
  readonly authMethod: Spanned<string>;
}

export interface ManifestAuthMethod {
  readonly name: Spanned<string>;
  readonly kind: Spanned<string> | undefined;
  readonly forceSubClaims: boolean | undefined;
}

export interface ManifestIdentity {
  readonly name: Spanned<string>;
  readonly authMethod: Spanned<string> | undefined;
  readonly claims: Claims;
  /** A file with claims, relative to the manifest; what `claims` says is added to it. */
  readonly claimsFile: Spanned<string> | undefined;
}

export interface Suppression {
  readonly span: Span;
  readonly check: Spanned<string>;
  readonly file: Spanned<string> | undefined;
  readonly path: Spanned<string> | undefined;
  readonly reason: string | undefined;
}
