// The settings of the section `policyLens`, read from whatever a user has written there.
// Reading never fails: a wrong value is complained of and its default holds.

import { ALL_CHECKS } from "../checks/all-workspace-checks.ts";
import { CHECK_SETTINGS, type CheckSetting, type CheckSettings, readCheckSetting } from "../checks/check-settings.ts";
import { ASSUMPTIONS, type Assumptions, assume, DEFAULT_ASSUMPTIONS } from "../policy/assumptions.ts";
import { DEFAULT_FILES } from "../policy/recognise-rules-file.ts";
import { nearestWord } from "../text/nearest-word.ts";
import { isStringList } from "./read-unknown.ts";

export interface Settings {
  /** Globs for the names of rules files. */
  readonly files: readonly string[];
  /** Names of rule types that are accepted beside the known ones. */
  readonly ruleTypes: readonly string[];
  /** The severities of checks; what the manifest says stands before it. */
  readonly checks: CheckSettings;
  /** What is taken for true where the documentation is silent; what the manifest says stands before it. */
  readonly assumptions: Assumptions;
  /** Which lines stand above a path; that on changes is the client's. */
  readonly codeLens: LensSettings;
}

export interface LensSettings {
  readonly access: boolean;
  readonly clients: boolean;
  readonly impersonate: boolean;
  readonly changes: boolean;
}

const DEFAULT_LENSES: LensSettings = { access: true, clients: true, impersonate: true, changes: true };

export const DEFAULT_SETTINGS: Settings = {
  files: DEFAULT_FILES,
  ruleTypes: [],
  checks: new Map(),
  assumptions: DEFAULT_ASSUMPTIONS,
  codeLens: DEFAULT_LENSES,
};

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
    if (key === "checks") settings.checks = readChecks(value, complaints);
    else if (key === "assumptions") settings.assumptions = readAssumed(value, complaints);
    else if (key === "codeLens") settings.codeLens = readLenses(value, complaints);
    else if (!isListSetting(key)) complaints.push(`The setting "policyLens.${key}" is not known. It is ignored.`);
    else if (isStringList(value)) settings[key] = value;
    else complaints.push(`The setting "policyLens.${key}" must be a list of strings. Its default is used instead.`);
  }
  return { settings, complaints };
}

/** Names are complained of with the nearest one, and wrong severities; the rest holds. */
function readChecks(value: unknown, complaints: string[]): CheckSettings {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    complaints.push(`The setting "policyLens.checks" must be an object of checks and severities. It is ignored.`);
    return new Map();
  }
  const codes = ALL_CHECKS.map(({ code }) => code);
  const checks = new Map<string, CheckSetting>();
  for (const [code, written] of Object.entries(value)) {
    const setting = readCheckSetting(written);
    const near = nearestWord(code, codes);
    if (!codes.includes(code))
      complaints.push(
        `The setting "policyLens.checks" names "${code}", which is no check. ${near ? `Did you mean "${near}"?` : "It is ignored."}`,
      );
    else if (setting) checks.set(code, setting);
    else complaints.push(`The setting "policyLens.checks" must give "${code}" one of: ${CHECK_SETTINGS.join(", ")}.`);
  }
  return checks;
}

/** Names are complained of with the nearest one, and unknown values; the rest holds. */
function readAssumed(value: unknown, complaints: string[]): Assumptions {
  const name = "policyLens.assumptions";
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    complaints.push(`The setting "${name}" must be an object of assumptions and values. It is ignored.`);
    return DEFAULT_ASSUMPTIONS;
  }
  const said: Record<string, string> = {};
  for (const [key, written] of Object.entries(value)) {
    const values = SETTABLE.get(key);
    const near = nearestWord(key, [...SETTABLE.keys()]);
    if (values === undefined)
      complaints.push(
        `The setting "${name}" names "${key}", which is no assumption that can be set. ${near ? `Did you mean "${near}"?` : "It is ignored."}`,
      );
    else if (values.some((known) => known === written)) said[key] = written;
    else complaints.push(`The setting "${name}" must give "${key}" one of: ${values.join(", ")}.`);
  }
  return assume(said, DEFAULT_ASSUMPTIONS);
}

const SETTABLE: ReadonlyMap<string, readonly string[]> = new Map(
  ASSUMPTIONS.flatMap(({ name, values }) => (values ? [[name, values] as const] : [])),
);

function isListSetting(key: string): key is "files" | "ruleTypes" {
  return key === "files" || key === "ruleTypes";
}

function readLenses(value: unknown, complaints: string[]): LensSettings {
  const lenses: Record<keyof LensSettings, boolean> = { ...DEFAULT_LENSES };
  if (typeof value !== "object" || value === null) {
    complaints.push(`The setting "policyLens.codeLens" must be an object. Its default is used instead.`);
    return lenses;
  }
  for (const [key, wanted] of Object.entries(value)) {
    const name = `policyLens.codeLens.${key}`;
    if (!isLens(key)) complaints.push(`The setting "${name}" is not known. It is ignored.`);
    else if (typeof wanted === "boolean") lenses[key] = wanted;
    else complaints.push(`The setting "${name}" must be true or false. Its default is used instead.`);
  }
  return lenses;
}

function isLens(key: string): key is keyof LensSettings {
  return Object.hasOwn(DEFAULT_LENSES, key);
}
