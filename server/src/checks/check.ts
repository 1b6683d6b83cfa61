// The shapes of checks: those that need only the written form, and those that ask what the rules mean together.

import type { Assumptions } from "../policy/assumptions.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { FileMeaning } from "./file-meaning.ts";
import type { Problem, Severity } from "./problem.ts";

/** What lists, settings and pages say of a check. Its code is also the name of its file, page and fixture folder. */
export interface CheckInfo {
  readonly code: string;
  /** The severity of its findings unless it says otherwise for one of them. */
  readonly severity: Severity;
  /** One sentence for lists and settings: what it finds. */
  readonly summary: string;
}

/** Looks at the form of a file: what is written, key by key and word by word. */
export interface Check extends CheckInfo {
  run(file: RulesFile, workspace: CheckedWorkspace): Iterable<Finding>;
}

/** Judges what readable rules mean, alone and together. What is an error already is not judged again. */
export interface MeaningCheck extends CheckInfo {
  run(meaning: FileMeaning): Iterable<Finding>;
}

/** What the check says of one place; the runner adds code, severity and empty lists. */
export type Finding = Pick<Problem, "span" | "message"> & Partial<Omit<Problem, "code">>;

/** What a check may know beside the file. */
export interface CheckedWorkspace {
  /** Names of rule types that the user has added to the known ones. */
  readonly extraRuleTypes: readonly string[];
  /** Which syntax faults are reported: some editors report them themselves and must not be repeated. */
  readonly syntax: "all" | "only-comments" | "none";
  /** What is taken for true where the documentation is silent; otherwise the defaults. */
  readonly assumptions?: Assumptions;
  /** The codes of checks that are switched off for this file; they are not run. */
  readonly off?: ReadonlySet<string>;
}
