// Which severity a check has, or that it is off: by the team in the manifest, by the person in the settings.
// The manifest stands before the settings, check by check, as the settings of a folder stand before those of a person.

import type { Severity } from "./problem.ts";

export type CheckSetting = Severity | "off";

export const CHECK_SETTINGS: readonly CheckSetting[] = ["error", "warning", "information", "hint", "off"];

/** By code; what is not there has its own severity. */
export type CheckSettings = ReadonlyMap<string, CheckSetting>;

/** Reads one value; nothing for any other text. */
export function readCheckSetting(written: unknown): CheckSetting | undefined {
  return CHECK_SETTINGS.find((setting) => setting === written);
}

/** The settings in force. @param team what the manifest says. @param person what the settings say. */
export function joinCheckSettings(team: CheckSettings, person: CheckSettings): CheckSettings {
  return new Map([...person, ...team]);
}

/** The problems that are told, with the severities that were set. */
export function applyCheckSettings<T extends { readonly code: string; readonly severity: Severity }>(
  problems: readonly T[],
  settings: CheckSettings,
): readonly T[] {
  if (settings.size === 0) return problems;
  return problems.flatMap((problem) => {
    const setting = settings.get(problem.code);
    if (setting === undefined || setting === problem.severity) return [problem];
    return setting === "off" ? [] : [{ ...problem, severity: setting }];
  });
}
