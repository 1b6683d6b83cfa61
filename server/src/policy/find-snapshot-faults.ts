// What is wrong with a manifest and the files that it names, each fault at its own place. What can only be known from
// an export is not said while that export is missing, cut short or still being read.

import type { FieldFault } from "../text/json-fields.ts";
import type { Spanned } from "../text/span.ts";
import { folderOf, pathFrom } from "./files-of-manifest.ts";
import { nameKey } from "./names.ts";
import { isWholeReading } from "./open-export.ts";
import type { Policy } from "./policy.ts";
import type { ManifestDocument, NamedDocument, NamedFileKind, PlacedFault, SnapshotBasis } from "./policy-snapshot.ts";

/** Every fault, those of the manifest first. */
export function findSnapshotFaults(
  manifest: ManifestDocument | undefined,
  named: readonly NamedDocument[],
  policy: Policy,
  { paths, unread }: Pick<SnapshotBasis, "paths" | "unread">,
): PlacedFault[] {
  if (manifest === undefined) return [];
  const say = (
    code: PlacedFault["code"],
    severity: PlacedFault["severity"],
    { span, message }: FieldFault,
  ): PlacedFault => ({
    code,
    severity,
    span,
    message,
    document: manifest.document,
    lines: manifest.lines,
  });
  return [
    ...manifest.manifest.faults.map((fault) => say("invalid-manifest", "error", fault)),
    ...manifest.files.outside.map(({ value, span }) =>
      say("outside-folder", "error", {
        span,
        message: `"${value}" is not read: it must be a path inside the workspace folder, relative to the manifest, with forward slashes.`,
      }),
    ),
    ...emptyGlobs(manifest, [...paths, ...unread.map(([path]) => path)]).map((fault) =>
      say("missing-file", "warning", fault),
    ),
    ...unreadRulesFiles(manifest, unread).map((fault) => say("missing-file", "error", fault)),
    ...named.flatMap((file) => describeUnread(file).map((fault) => say("missing-file", "error", fault))),
    ...unknownAuthMethods(manifest, named, policy).map((fault) => say("unknown-auth-method", "warning", fault)),
    ...named.flatMap(faultsInFile),
  ];
}

/** A broken export has one cause, not a hundred thousand. */
const FAULTS_PER_FILE = 100;

function faultsInFile({ state, kind }: NamedDocument): PlacedFault[] {
  if (state.is !== "read") return [];
  const { document } = state;
  const { lines, faults, nextPage } = state.value;
  const cut: PlacedFault[] = nextPage
    ? [
        {
          code: "cut-short-export",
          severity: "information",
          document,
          lines,
          span: nextPage,
          message: `This export of ${KIND_NAMES[kind]} is cut short: it names a next page. What is missing here is not counted.`,
        },
      ]
    : [];
  const odd = faults.slice(0, FAULTS_PER_FILE).map(
    ({ span, message }): PlacedFault => ({
      code: "invalid-export",
      severity: "warning",
      document,
      lines,
      span,
      message,
    }),
  );
  return [...odd, ...cut];
}

const KIND_NAMES: Readonly<Record<NamedFileKind, string>> = {
  roles: "roles",
  authMethods: "auth methods",
  items: "items",
  targets: "targets",
  claims: "claims",
};

function describeUnread({ state, written }: NamedDocument): FieldFault[] {
  if (state.is !== "unreadable") return [];
  const message = state.missing
    ? `There is no file "${written.value}". Correct the path, or put the file there.`
    : `"${written.value}" cannot be read: ${state.message}`;
  return [{ span: written.span, message }];
}

function emptyGlobs({ files }: ManifestDocument, paths: readonly string[]): FieldFault[] {
  return files.rules
    .filter(({ matches }) => !paths.some(matches))
    .map(({ written }) => ({
      span: written.span,
      message: `No file matches "${written.value}". Correct the path, or write the rules file.`,
    }));
}

function unreadRulesFiles({ files, path: manifest }: ManifestDocument, unread: SnapshotBasis["unread"]): FieldFault[] {
  return files.rules.flatMap(({ written, matches }) =>
    unread
      .filter(([path, reason]) => reason !== undefined && matches(path))
      .map(([path, reason]) => ({
        span: written.span,
        message: `"${pathFrom(folderOf(manifest), path)}" cannot be read: ${reason}`,
      })),
  );
}

/** Names are only judged where the auth methods are told: by the manifest, or by an export that is whole. */
function unknownAuthMethods(manifest: ManifestDocument, named: readonly NamedDocument[], policy: Policy): FieldFault[] {
  const told = named.find(({ kind }) => kind === "authMethods");
  if (told && (told.state.is !== "read" || !isWholeReading(told.state.value))) return [];
  if (!told && manifest.manifest.authMethods.length === 0) return [];
  const known = new Set(policy.authMethods.map(({ name }) => nameKey(name)));
  const { roles, identities } = manifest.manifest;
  const used: (Spanned<string> | undefined)[] = [
    ...roles.flatMap(({ associations = [] }) => associations.map(({ authMethod }) => authMethod)),
    ...identities.map(({ authMethod }) => authMethod),
  ];
  return used
    .filter((name) => name !== undefined)
    .filter(({ value }) => !known.has(nameKey(value)))
    .map(({ value, span }) => ({
      span,
      message: `There is no auth method "${value}" in this manifest or its export. Correct the name, or add the auth method.`,
    }));
}
