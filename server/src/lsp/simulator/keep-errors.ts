// Errors of rules files, looked for once for each state of a file.

import type { Subject } from "../../features/simulator/subject.ts";
import { type FileError, findErrors } from "../../features/simulator/tell-errors.ts";
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

/** Whether rules of a document may be lost to errors. */
export function hasErrors(session: Session, { rulesFiles }: Subject): (document: string) => boolean {
  return (document) => {
    const file = rulesFiles.get(document);
    return file !== undefined && keepErrors(session, file).length > 0;
  };
}
