// The settings of the section `policyLens`, read from whatever a user has written there.
// Reading never fails: a wrong value is complained of and its default holds.

import { DEFAULT_FILES } from "../policy/recognise-rules-file.ts";
import { isStringList } from "./read-unknown.ts";

export interface Settings {
  /** Globs for the names of rules files. */
  readonly files: readonly string[];
  /** Names of rule types that are accepted beside the known ones. */
  readonly ruleTypes: readonly string[];
}

export const DEFAULT_SETTINGS: Settings = { files: DEFAULT_FILES, ruleTypes: [] };

export interface SettingsReading {
  readonly settings: Settings;
  /** One sentence for each setting that is unknown or wrong. */
  readonly complaints: readonly string[];
}

/** Reads the section. Nothing at all, as `null` or `undefined`, means the defaults. */
export function readSettings(section: unknown): SettingsReading {
  if (section === undefined || section === null) return { settings: DEFAULT_SETTINGS, complaints: [] };
  if (typeof section !== "object" || Array.isArray(section)) {
    return { settings: DEFAULT_SETTINGS, complaints: [`The settings "policyLens" must be an object.`] };
  }
  const complaints: string[] = [];
  const settings = { ...DEFAULT_SETTINGS };
  for (const [key, value] of Object.entries(section)) {
    if (key === "trace" || value === null || value === undefined) continue;
    if (!isListSetting(key)) complaints.push(`The setting "policyLens.${key}" is not known. It is ignored.`);
    else if (isStringList(value)) settings[key] = value;
    else complaints.push(`The setting "policyLens.${key}" must be a list of strings. Its default is used instead.`);
  }
  return { settings, complaints };
}

function isListSetting(key: string): key is keyof Settings {
  return Object.hasOwn(DEFAULT_SETTINGS, key);
}
