// What the team has decided in the manifest on checks, together with the person's own settings, ready to be applied.

import { folderOf } from "../policy/files-of-manifest.ts";
import type { Manifest, Suppression } from "../policy/manifest.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import type { PathEntry, RulesFile } from "../policy/rules-file.ts";
import { applySuppressions } from "./apply-suppressions.ts";
import { applyCheckSettings, type CheckSettings, joinCheckSettings, readCheckSetting } from "./check-settings.ts";
import type { Problem } from "./problem.ts";
import { firstWhere } from "./rule-around.ts";

export interface TeamDecisions {
  readonly settings: CheckSettings;
  readonly suppressions: readonly Suppression[];
  /** How suppressions name a document: relative to the manifest's folder. */
  fileName(document: string): string;
}

/** Decisions in one workspace; without a manifest only the person's settings hold. */
export function readTeamDecisions(snapshot: PolicySnapshot | undefined, person: CheckSettings): TeamDecisions {
  const manifest = snapshot?.manifest;
  if (!snapshot || !manifest) return { settings: person, suppressions: [], fileName: (document) => document };
  const paths = new Map<string, string>([[manifest.document, manifest.path]]);
  for (const { state, path } of snapshot.namedFiles) paths.set(state.document, path);
  const pathOf = new Map([...snapshot.basis.rules].map(([path, { file }]) => [file, path]));
  for (const [document, file] of snapshot.rulesFiles) paths.set(document, pathOf.get(file) ?? document);
  const folder = folderOf(manifest.path);
  return {
    settings: joinCheckSettings(readManifestSettings(manifest.manifest), person),
    suppressions: manifest.manifest.suppressions,
    fileName: (document) => relativePath(folder, paths.get(document) ?? document),
  };
}

/** The severities of the manifest that can be read. */
export function readManifestSettings({ checks }: Manifest): CheckSettings {
  return new Map(
    checks.flatMap(({ check, severity }) => {
      const setting = readCheckSetting(severity.value);
      return setting ? [[check.value, setting] as const] : [];
    }),
  );
}

/**
 * The problems of a rules file that are told.
 * @param used is given every suppression that has an effect.
 */
export function decideOnProblems(
  file: RulesFile,
  document: string,
  problems: readonly Problem[],
  { settings, suppressions, fileName }: TeamDecisions,
  used: Set<Suppression> = new Set(),
): readonly Problem[] {
  const name = suppressions.length > 0 ? fileName(document) : "";
  const describe = ({ code, span }: Problem) => ({ code, file: name, subject: subjectAt(file.paths, span.start) });
  return applySuppressions(applyCheckSettings(problems, settings), describe, suppressions, used);
}

/** The rule path at a place of a rules file: suppressions name it. */
export function subjectAt(paths: readonly PathEntry[], offset: number): string | undefined {
  const entry = paths[firstWhere(paths, ({ member }) => member.span.end > offset)];
  return entry && entry.member.span.start <= offset ? entry.pattern.written : undefined;
}

function relativePath(folder: string, path: string): string {
  if (folder === "") return path;
  if (path.startsWith(`${folder}/`)) return path.slice(folder.length + 1);
  return `../${relativePath(folderOf(folder), path)}`;
}
