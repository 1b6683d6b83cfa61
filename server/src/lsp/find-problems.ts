// What the checks find in a rules file by itself, computed once for each version and setting. What of it is told is
// decided in told-problems.ts.

import type { CheckedWorkspace } from "../checks/check.ts";
import type { Problem } from "../checks/problem.ts";
import { runChecks } from "../checks/run-checks.ts";
import type { Assumptions } from "../policy/assumptions.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { assumptionsFor } from "./file-client.ts";
import type { Session } from "./session.ts";

/** A version of a rules file: of one that is open, or as it is saved. */
export interface CheckedFile {
  readonly uri: string;
  readonly version: number;
  /** Absent for a file that is not open. */
  readonly languageId: string | undefined;
  readonly file: RulesFile;
}

const known = new WeakMap<RulesFile, { revision: number; assumptions: Assumptions; problems: readonly Problem[] }>();

/** Everything that the checks find. */
export function findProblems(session: Session, open: CheckedFile): readonly Problem[] {
  const revision = session.settingsRevision;
  const found = known.get(open.file);
  const assumptions = assumptionsFor(session, open.uri);
  if (found?.revision === revision && found.assumptions === assumptions) return found.problems;
  const problems = runChecks(open.file, { ...checkedWorkspace(session, open), assumptions });
  known.set(open.file, { revision, assumptions, problems });
  return problems;
}

function checkedWorkspace({ client, settings }: Session, { languageId }: CheckedFile): CheckedWorkspace {
  const left = languageId === "jsonc" ? "only-comments" : "none";
  // An editor that reads JSON reads what is open.
  const isReadByEditor = client.editorReadsJson && languageId !== undefined;
  return { extraRuleTypes: settings.ruleTypes, syntax: isReadByEditor ? left : "all" };
}
