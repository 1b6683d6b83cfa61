// From the arguments of a command to what is to be read. Patterns are the shell's business and are not expanded here.

import { stat } from "node:fs/promises";
import { resolve, sep } from "node:path";
import { DEFAULT_FILES, hasRulesFileName } from "../policy/recognise-rules-file.ts";
import { describeFault } from "./describe-fault.ts";
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
 * @param names files, folders, and `-` for standard input. A folder stands for all files below it with a rules file's
 * name, links to folders and what `SKIPPED_FOLDERS` names left out; a file is taken whatever its name.
 */
export async function findInputs(names: readonly string[]): Promise<FoundInputs> {
  const inputs = new Map<string, Input>();
  const faults: string[] = [];
  for (const name of names) {
    for (const input of name === "-" ? [STANDARD_INPUT] : await findFiles(name, faults)) {
      const identity = input.path === undefined ? "-" : resolve(input.path);
      if (!inputs.has(identity)) inputs.set(identity, input);
    }
  }
  return { inputs: [...inputs.values()], faults };
}

const STANDARD_INPUT: Input = { name: "<stdin>", path: undefined };

async function findFiles(name: string, faults: string[]): Promise<Input[]> {
  try {
    if (!(await stat(name)).isDirectory()) return [{ name, path: name }];
  } catch (thrown) {
    faults.push(describeFault(name, thrown));
    return [];
  }
  const faultsBefore = faults.length;
  const files = await findRulesFiles(name, faults);
  if (files.length === 0 && faults.length === faultsBefore) {
    faults.push(`There is no rules file in the folder "${name}": none is named ${KNOWN_NAMES}.`);
  }
  return files.map((path) => ({ name: path, path }));
}

const KNOWN_NAMES = DEFAULT_FILES.map((glob) => glob.replace("**/", "")).join(" or ");

async function findRulesFiles(folder: string, faults: string[]): Promise<string[]> {
  const files = await walkFolder(folder, Number.POSITIVE_INFINITY, faults);
  return files.filter((path) => hasRulesFileName(path.split(sep).join("/"), DEFAULT_FILES));
}
