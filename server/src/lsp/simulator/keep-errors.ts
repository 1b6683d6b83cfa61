// Errors of rules files, looked for once for each state of a file.

import type { Subject } from "../../features/simulator/subject.ts";
import { type FileError, findErrors, losesParts } from "../../features/simulator/tell-errors.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import type { Session } from "../session.ts";

const known = new WeakMap<RulesFile, { readonly types: readonly string[]; readonly errors: readonly FileError[] }>();

/** By which rules of a file may be lost. A file that an edit left alone is the same object. */
export function keepErrors({ settings: { ruleTypes } }: Session, file: RulesFile): readonly FileError[] {
  const before = known.get(file);
  if (before?.types === ruleTypes) return before.errors;
  const errors = findErrors(file, ruleTypes);
  known.set(file, { types: ruleTypes, errors });
  return errors;
}

/** Whether something of a document of the policy may be lost to errors in it. */
export function hasErrors(session: Session, { rulesFiles, snapshot }: Subject): (document: string) => boolean {
  return (document) => {
    const file = rulesFiles.get(document);
    return file ? keepErrors(session, file).length > 0 : losesParts(snapshot, document);
  };
}
