// Policies and query paths as files, so that every process reads the same ones and none makes its own.

import { Buffer } from "node:buffer";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { generatePaths } from "./generate-paths.ts";
import { generatePolicy, type Profile } from "./generate-policy.ts";
import type { Rule } from "./policy.ts";

/** How many paths a list holds. */
export const PATH_COUNT = 10_000;

export interface Corpus {
  readonly profile: Profile;
  readonly size: number;
  readonly rulesFile: string;
  /** Paths that are asked again and again. */
  readonly hotFile: string;
  /** Lists of paths of which each is read once and asked once, so that no string and no text was ever seen before. */
  readonly freshFiles: readonly string[];
}

/** Writes one policy with its paths. */
export function writeCorpus(folder: string, profile: Profile, size: number, freshLists: number): Corpus {
  const home = `${folder}/${profile}-${size}`;
  mkdirSync(home, { recursive: true });
  const rules = generatePolicy(profile, size, SEED);
  const rulesFile = writeRules(`${home}/rules.json`, rules);
  const hotFile = writePaths(`${home}/hot.txt`, generatePaths(rules, PATH_COUNT, SEED + 1));
  const freshFiles = Array.from({ length: freshLists }, (_, at) =>
    writePaths(`${home}/fresh-${at}.txt`, generatePaths(rules, PATH_COUNT, SEED + 2 + at)),
  );
  return { profile, size, rulesFile, hotFile, freshFiles };
}

/** Writes policies of which no two share a path, for building each only once: the engine remembers expressions. */
export function writePolicies(folder: string, size: number, count: number): string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: count }, (_, at) =>
    writeRules(
      `${folder}/realistic-${size}-${at}.json`,
      below(`/v${at}`, generatePolicy("realistic", size, SEED + at)),
    ),
  );
}

export function readRules(file: string): Rule[] {
  return JSON.parse(readFileSync(file, "utf8"));
}

/** Every path as a flat string of its own that nothing has looked at yet. */
export function readPaths(file: string): string[] {
  const bytes = readFileSync(file);
  const paths: string[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = bytes.indexOf(NEWLINE, from);
    paths.push(bytes.toString("latin1", from, to));
    from = to + 1;
  }
  return paths;
}

function below(folder: string, rules: readonly Rule[]): Rule[] {
  return rules.map((rule) => ({ ...rule, path: folder + rule.path }));
}

const SEED = 20_260_000;
const NEWLINE = 10;

export function writeRules(file: string, rules: readonly Rule[]): string {
  writeFileSync(file, JSON.stringify(rules));
  return file;
}

export function writePaths(file: string, paths: readonly string[]): string {
  writeFileSync(file, Buffer.from(`${paths.join("\n")}\n`, "latin1"));
  return file;
}
