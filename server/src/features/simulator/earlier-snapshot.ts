// A policy as it was: manifest, rules files, exports of roles and auth methods and claims with the earlier texts of those
// that have become others. What items and targets there are is asked of the present: it permits nothing.
// Earlier documents have another name, so that sentences tell both versions apart.

import { type Assumptions, assumeSame } from "../../policy/assumptions.ts";
import { buildSnapshot, type SnapshotFiles } from "../../policy/build-snapshot.ts";
import { permitsSame } from "../../policy/keep-unchanged-roles.ts";
import type { Policy } from "../../policy/policy.ts";
import type {
  FileState,
  ManifestDocument,
  NamedFileKind,
  NamedFileValues,
  PolicySnapshot,
} from "../../policy/policy-snapshot.ts";
import { hasManifestName } from "../../policy/recognise-rules-file.ts";
import type { Role } from "../../policy/role.ts";
import type { RulesFile } from "../../policy/rules-file.ts";

/** The earlier text of a document. */
export interface EarlierText {
  readonly uri: string;
  /** Nothing where the file was not there: then it said nothing. */
  readonly text: string | undefined;
  /** Which version it is, such as "HEAD". */
  readonly label: string;
  /** Where it can be opened. */
  readonly address: string | undefined;
}

/** An earlier text, and where its file lies below the folder. */
export interface PlacedText extends EarlierText {
  readonly path: string;
}

/** Read a text, or give what they have read already: earlier texts stay the same while others are typed. */
export interface EarlierReaders {
  rulesFile(document: string, text: string): RulesFile;
  manifest(document: string, text: string, path: string): ManifestDocument;
  named(kind: NamedFileKind, document: string, text: string): FileState<NamedFileValues[NamedFileKind]>;
}

/** The name of an earlier version. */
export function earlierName({ uri, label }: EarlierText): string {
  return `${uri} (${label})`;
}

/**
 * The snapshot with the earlier texts in the place of the working ones. A manifest that was not there stays as it is now:
 * without one nobody would be known to hold anything.
 * @param assumptions what the settings assume, where the manifest says nothing.
 * @param previous what this gave last, if anything: it is given again if it still holds.
 */
export function earlierSnapshot(
  now: PolicySnapshot,
  texts: readonly PlacedText[],
  read: EarlierReaders,
  assumptions: Assumptions,
  previous: PolicySnapshot | undefined,
): PolicySnapshot {
  const files = { ...earlierFiles(now, new Map(texts.map((text) => [text.path, text])), read), assumptions };
  const again = previous && buildSnapshot(files, now.version, previous);
  return keepSame(again && again === previous ? previous : buildSnapshot(files, now.version), now.policy);
}

function earlierFiles(
  now: PolicySnapshot,
  texts: ReadonlyMap<string, PlacedText>,
  read: EarlierReaders,
): Omit<SnapshotFiles, "assumptions"> {
  const manifestText = now.manifest && texts.get(now.manifest.path);
  const manifest =
    manifestText?.text === undefined
      ? now.manifest
      : read.manifest(earlierName(manifestText), manifestText.text, manifestText.path);
  const documents = [...now.rulesFiles];
  const rulesFiles = new Map(
    now.basis.paths.flatMap((path, at) => {
      const [document, file] = documents[at] ?? [];
      return document === undefined || file === undefined || texts.has(path) ? [] : [[path, { document, file }]];
    }),
  );
  for (const [path, text] of texts) {
    if (text.text === undefined || !isRulesPath(path, now, manifest)) continue;
    const document = earlierName(text);
    rulesFiles.set(path, { document, file: read.rulesFile(document, text.text) });
  }
  return {
    folder: now.folder,
    manifest,
    rulesFiles: new Map([...rulesFiles].sort(([a], [b]) => (a < b ? -1 : 1))),
    unread: new Map(now.basis.unread.filter(([path]) => !texts.has(path))),
    stateOf: <Kind extends NamedFileKind>(kind: Kind, path: string) =>
      // The state of a kind holds the value of that kind.
      stateOf(kind, path, now, texts.get(path), read) as FileState<NamedFileValues[Kind]>,
  };
}

/** What the roles of the manifest then name, and what was taken for a rules file by itself. */
function isRulesPath(path: string, now: PolicySnapshot, manifest: ManifestDocument | undefined): boolean {
  if (hasManifestName(path)) return false;
  if (manifest === undefined || now.basis.paths.includes(path)) return true;
  return manifest.files.rules.some((glob) => glob.matches(path));
}

function stateOf(
  kind: NamedFileKind,
  path: string,
  now: PolicySnapshot,
  text: PlacedText | undefined,
  read: EarlierReaders,
): FileState<NamedFileValues[NamedFileKind]> {
  const known = now.namedFiles.find((named) => named.kind === kind && named.path === path)?.state;
  if (text?.text !== undefined && kind !== "items" && kind !== "targets") {
    return read.named(kind, earlierName(text), text.text);
  }
  if (known && (text === undefined || kind === "items" || kind === "targets")) return known;
  return { is: "unreadable", document: path, missing: true, message: "There is no such file." };
}

/** A role that says the same now is the same object, wherever it stood: much is compared by that. */
function keepSame(snapshot: PolicySnapshot, present: Policy): PolicySnapshot {
  const { policy } = snapshot;
  const byName = new Map(present.roles.map((role) => [role.name, role]));
  const roles = policy.roles.map((role) => {
    const same = byName.get(role.name);
    return same && saysSame(role, same) ? same : role;
  });
  const assumptions = assumeSame(policy.assumptions, present.assumptions) ? present.assumptions : policy.assumptions;
  const isKept = assumptions === policy.assumptions && roles.every((role, at) => role === policy.roles[at]);
  return isKept ? snapshot : { ...snapshot, policy: { ...policy, roles, assumptions } };
}

function saysSame(a: Role, b: Role): boolean {
  return a === b || (permitsSame(a, b) && sayAssociations(a) === sayAssociations(b));
}

function sayAssociations({ associations }: Role): string {
  return JSON.stringify(associations.map(({ place: _place, ...rest }) => rest));
}
