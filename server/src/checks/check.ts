import type { RulesFile } from "../policy/rules-file.ts";
import type { Problem, Severity } from "./problem.ts";

/** One thing that is looked for. Its code is also the name of its file, its docs page and its fixture folder. */
export interface Check {
  readonly code: string;
  /** The severity of its findings unless it says otherwise for one of them. */
  readonly severity: Severity;
  /** One sentence for lists and settings: what it finds. */
  readonly summary: string;
  run(file: RulesFile, workspace: CheckedWorkspace): Iterable<Finding>;
}

/** What the check says of one place; the runner adds code, severity and empty lists. */
export type Finding = Pick<Problem, "span" | "message"> & Partial<Omit<Problem, "code">>;

/** What a check may know beside the file. */
export interface CheckedWorkspace {
  /** Names of rule types that the user has added to the known ones. */
  readonly extraRuleTypes: readonly string[];
  /** Which syntax faults are reported: some editors report them themselves and must not be repeated. */
  readonly syntax: "all" | "only-comments" | "none";
}
