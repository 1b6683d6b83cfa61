// Everything that is known of one manifest and its files at one moment, or of a folder's rules files that have no
// manifest. Immutable: whoever holds one may keep it, and a change makes another. Documents are named as the edge
// names them: by uri in the language server, by path on the command line.

import type { FieldFault } from "../text/json-fields.ts";
import type { LineIndex } from "../text/line-index.ts";
import type { Spanned } from "../text/span.ts";
import type { AccessRule } from "./access-rule.ts";
import type { FilesOfManifest } from "./files-of-manifest.ts";
import type { Account } from "./join-account.ts";
import type { ExportKind, Manifest, ManifestRole } from "./manifest.ts";
import type { ExportReading } from "./open-export.ts";
import type { Place } from "./place.ts";
import type { Policy } from "./policy.ts";
import type { AuthMethodExport } from "./read-auth-method-export.ts";
import type { ItemExport, TargetExport } from "./read-inventory-export.ts";
import type { RoleExport } from "./read-role-export.ts";
import type { Claims, Role } from "./role.ts";
import type { RulesFile } from "./rules-file.ts";

export interface PolicySnapshot {
  /** Another number for every snapshot; the same number means that nothing at all has changed. */
  readonly version: number;
  /** The folder in which everything lies. */
  readonly folder: string;
  /** Absent where there is none: then every rules file is a role named after the file. */
  readonly manifest: ManifestDocument | undefined;
  readonly policy: Policy;
  /** Every rules file by its document, also those that no role has. */
  readonly rulesFiles: ReadonlyMap<string, RulesFile>;
  /** Every export and file of claims that the manifest names, in its order. */
  readonly namedFiles: readonly NamedDocument[];
  /** What is wrong with the manifest and the files that it names, each at its own place. */
  readonly faults: readonly PlacedFault[];
  /** The roles to which a rules file gives rules. A role keeps its identity as long as it stays the same. */
  rolesOf(document: string): readonly Role[];
  /** What the next snapshot takes over where nothing has changed. */
  readonly basis: SnapshotBasis;
}

export interface ManifestDocument {
  /** Where it lies below the folder. */
  readonly path: string;
  readonly document: string;
  readonly text: string;
  readonly manifest: Manifest;
  readonly lines: LineIndex;
  readonly files: FilesOfManifest;
}

export type NamedFileKind = ExportKind | "claims";

export interface NamedDocument {
  readonly kind: NamedFileKind;
  /** Its path as the manifest writes it. */
  readonly written: Spanned<string>;
  readonly path: string;
  readonly state: FileState<NamedFileValues[NamedFileKind]>;
}

/** What the files become that a manifest names. */
export interface NamedFileValues {
  readonly roles: RoleExport;
  readonly authMethods: AuthMethodExport;
  readonly items: ItemExport;
  readonly targets: TargetExport;
  readonly claims: ClaimsFile;
}

export interface ClaimsFile extends ExportReading {
  readonly claims: Claims;
}

/** A file that is needed: read, not read yet, or impossible to read. The same state is the same object. */
export type FileState<T> =
  | { readonly is: "read"; readonly document: string; readonly value: T }
  | { readonly is: "being read"; readonly document: string }
  | {
      readonly is: "unreadable";
      readonly document: string;
      readonly missing: boolean;
      /** A sentence without the file's name. */
      readonly message: string;
    };

export type FaultCode =
  /** The manifest's form. */
  | "invalid-manifest"
  /** A path that leads out of the folder, and is not read. */
  | "outside-folder"
  /** What is named and not there, or cannot be read. */
  | "missing-file"
  | "unknown-auth-method"
  /** The form of an export or of a file of claims. */
  | "invalid-export"
  | "cut-short-export";

/** A fault in the manifest or in a file that it names. */
export interface PlacedFault extends Place, FieldFault {
  readonly code: FaultCode;
  readonly severity: "error" | "warning" | "information";
  /** The lines of its document. */
  readonly lines: LineIndex;
}

export interface SnapshotBasis {
  /** The paths of the rules files that are read, and of those that are not, with the reason. */
  readonly paths: readonly string[];
  readonly unread: readonly (readonly [path: string, reason: string | undefined])[];
  readonly account: Account;
  readonly filesByRole: ReadonlyMap<ManifestRole, readonly string[]>;
  readonly rules: ReadonlyMap<string, { readonly file: RulesFile; readonly rules: readonly AccessRule[] }>;
}
