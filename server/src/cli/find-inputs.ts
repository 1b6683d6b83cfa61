// From the arguments of a command to what is to be read. Patterns are the shell's business and are not expanded here.

import { lstat, stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { DEFAULT_FILES, hasManifestName, hasRulesFileName } from "../policy/recognise-rules-file.ts";
import { describeFault } from "./describe-fault.ts";
import { describeLink } from "./disk-tree.ts";
import { walkFolder } from "./walk-folder.ts";

export interface Input {
  /** As the user names it, or below the folder that the user names. */
  readonly name: string;
  /** Absent for standard input. */
  readonly path: string | undefined;
}

export interface FoundInputs {
  /** In the order of the arguments, a folder's in the order of their names; every file once. */
  readonly inputs: readonly Input[];
  /** Sentences for what is not there or cannot be looked into. */
  readonly faults: readonly string[];
}

/**
 * Finds what is to be read. Never rejects.
 * @param names files, folders, and `-` for standard input. A folder stands for all files below it with a rules file's or
 * a manifest's name, links and what `SKIPPED_FOLDERS` names left out; a file is taken whatever its name, also a link.
 * @param findNamed what manifests name below a folder, given those below it.
 */
export async function findInputs(names: readonly string[], findNamed: FindNamed): Promise<FoundInputs> {
  const inputs = new Map<string, Input>();
  const faults: string[] = [];
  for (const name of names) {
    for (const input of name === "-" ? [STANDARD_INPUT] : await findFiles(name, findNamed, faults)) {
      const identity = input.path === undefined ? "-" : resolve(input.path);
      if (!inputs.has(identity)) inputs.set(identity, input);
    }
  }
  return { inputs: [...inputs.values()], faults };
}

/** The paths of what manifests name below a folder: those below it, which are given, and the one above it. */
export type FindNamed = (folder: string, manifests: readonly string[]) => Promise<readonly string[]>;

const STANDARD_INPUT: Input = { name: "<stdin>", path: undefined };

async function findFiles(name: string, findNamed: FindNamed, faults: string[]): Promise<Input[]> {
  try {
    if (!(await stat(name)).isDirectory()) return [{ name, path: name }];
  } catch (thrown) {
    faults.push(describeFault(name, thrown));
    return [];
  }
  const faultsBefore = faults.length;
  const below = await walkFolder(name, Number.POSITIVE_INFINITY, faults);
  const manifests = below.filter((path) => hasManifestName(withSlashes(path)));
  const rulesFiles = below.filter((path) => hasRulesFileName(withSlashes(path), DEFAULT_FILES));
  const files = [...new Set([...manifests, ...rulesFiles, ...(await findNamed(name, manifests))])].sort();
  if (files.length === 0 && faults.length === faultsBefore) {
    faults.push(`There is no rules file in the folder "${name}": none is named ${KNOWN_NAMES}.`);
  }
  const isLink = await Promise.all(
    files.map(async (path) => (await lstat(path).catch(() => undefined))?.isSymbolicLink()),
  );
  faults.push(...files.filter((_, at) => isLink[at]).map(describeLink));
  return files.filter((_, at) => !isLink[at]).map((path) => ({ name: path, path }));
}

function withSlashes(path: string): string {
  return path.split(sep).join("/");
}

const KNOWN_NAMES = DEFAULT_FILES.map((glob) => glob.replace("**/", "")).join(" or ");
