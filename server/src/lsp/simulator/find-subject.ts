// The policy that a question of the view is about: that of the workspace to which the document belongs,
// or, outside all folders, the document alone as one role.

import { createSubject, type Subject } from "../../features/simulator/subject.ts";
import { assemblePolicy } from "../../policy/assemble-policy.ts";
import type { Assumptions } from "../../policy/assumptions.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import type { Session } from "../session.ts";

export interface FoundSubject {
  readonly session: Session;
  readonly subject: Subject;
  /** The roles that have rules of the document. */
  readonly ownRoles: readonly string[];
}

/** Nothing for documents that are no rules files and belong to no policy. */
export function findSubject(session: Session, uri: string): FoundSubject | undefined {
  const { workspace, documents, settings } = session;
  const snapshot = workspace.policyOf(uri);
  const file = documents.getFile(uri)?.file;
  if (snapshot) {
    const subject = kept(snapshot, () => createSubject(snapshot, snapshot.manifest?.path));
    const ownRoles = snapshot.rolesOf(uri).map(({ name }) => name);
    if (ownRoles.length > 0 || file === undefined) return { session, subject, ownRoles };
  }
  if (file === undefined) return undefined;
  const subject = singleSubject(file, uri, settings.assumptions);
  return { session, subject, ownRoles: subject.policy.roles.map(({ name }) => name) };
}

const subjects = new WeakMap<object, Subject>();

const singles = new WeakMap<RulesFile, Subject>();

function singleSubject(file: RulesFile, uri: string, assumptions: Assumptions): Subject {
  const known = singles.get(file);
  if (known?.policy.assumptions === assumptions) return known;
  const subject = singleFile(file, uri, assumptions);
  singles.set(file, subject);
  return subject;
}

/** The same subject as long as what it is made of is the same. */
function kept(source: object, make: () => Subject): Subject {
  const subject = subjects.get(source) ?? make();
  subjects.set(source, subject);
  return subject;
}

function singleFile(file: RulesFile, uri: string, assumptions: Assumptions): Subject {
  const rulesFiles = new Map([[uri, file]]);
  const policy = assemblePolicy(undefined, { rulesFiles, claims: new Map(), assumptions });
  const rolesOf: Subject["rolesOf"] = (document) => (document === uri ? policy.roles : []);
  return createSubject({ policy, rulesFiles, version: 0, rolesOf }, undefined);
}
