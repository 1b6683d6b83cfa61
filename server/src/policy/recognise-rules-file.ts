// Which files are rules files: by their name, or in any other JSON file by their shape. And which are manifests.
// Client, server and command line ask only here.

import type { JsonNode, JsonObject } from "../text/json-tree.ts";
import { readJson } from "../text/read-json.ts";
import { CAPABILITIES } from "./capability.ts";
import { MANIFEST_NAME } from "./manifest.ts";
import { matchesGlob } from "./match-glob.ts";

/** The names of rules files unless the setting `policyLens.files` says otherwise. */
export const DEFAULT_FILES: readonly string[] = ["**/*.akeyless.json", "**/*.file-rules.json"];

/** Where manifests are, below any folder. */
export const MANIFEST_GLOB: string = `**/${MANIFEST_NAME}`;

/** Whether a file is a manifest. @param path with forward slashes. */
export function hasManifestName(path: string): boolean {
  return path === MANIFEST_NAME || path.endsWith(`/${MANIFEST_NAME}`);
}

/**
 * Whether a file's name makes it a rules file.
 * @param path the file's path with forward slashes, absolute or not.
 * @param globs shell globs as VS Code's settings use them; one that is malformed matches nothing.
 */
export function hasRulesFileName(path: string, globs: readonly string[]): boolean {
  return globs.some((glob) => matchesGlob(path, glob));
}

/**
 * Whether a JSON text has the shape of a rules file: an object of arrays of objects with `rule-type` or `capabilities`.
 * Nothing in it may contradict that, so that other JSON is left alone. Text without either word is not even parsed.
 */
export function hasRulesFileShape(text: string): boolean {
  if (!text.includes('"rule-type"') && !text.includes('"capabilities"')) return false;
  const { root } = readJson(text);
  if (root?.kind !== "object") return false;
  const values = root.members.map((member) => member.value);
  return (
    values.some(hasRules) && values.every((value) => value === undefined || isUnfinished(value) || hasRules(value))
  );
}

/** What a value may be while it is being written. */
function isUnfinished(value: JsonNode): boolean {
  return value.kind === "null" || (value.kind === "array" && value.elements.length === 0);
}

function hasRules(value: JsonNode | undefined): boolean {
  if (value?.kind !== "array") return false;
  const objects = value.elements.filter((element) => element.kind === "object");
  return objects.some(isRule) && value.elements.every((element) => element.kind === "object");
}

function isRule(object: JsonObject): boolean {
  return object.members.some(
    ({ key, value }) => key.value === "rule-type" || (key.value === "capabilities" && namesCapabilities(value)),
  );
}

/** Other formats have `capabilities` too: the words must be ours, or the form must be. */
function namesCapabilities(value: JsonNode | undefined): boolean {
  if (value?.kind === "string") return /^\s*\[.*\]\s*$/s.test(value.value) || value.value.split(",").some(isCapability);
  return (
    value?.kind === "array" &&
    value.elements.some((element) => element.kind === "string" && isCapability(element.value))
  );
}

function isCapability(word: string): boolean {
  return CAPABILITIES.some(({ name, exportName }) => name === word.trim() || exportName === word.trim());
}
