// The policy that a question of the view is about: that of the workspace to which the document belongs,
// or, outside all folders, the document alone as one role.

import { nameOfUri } from "../../features/simulator/name-of-uri.ts";
import { createSubject, type Subject } from "../../features/simulator/subject.ts";
import type { Assumptions } from "../../policy/assumptions.ts";
import { buildSnapshot, type SnapshotFiles } from "../../policy/build-snapshot.ts";
import type { PolicySnapshot } from "../../policy/policy-snapshot.ts";
import type { RulesFile } from "../../policy/rules-file.ts";
import { assumptionsFor } from "../file-client.ts";
import type { Session } from "../session.ts";
import { succeed } from "./keep-clients.ts";

export interface FoundSubject {
  readonly session: Session;
  readonly subject: Subject;
  /** The roles that have rules of the document. */
  readonly ownRoles: readonly string[];
}

/** Nothing for documents that are no rules files and belong to no policy. */
export function findSubject(session: Session, uri: string): FoundSubject | undefined {
  const { workspace, documents } = session;
  const snapshot = workspace.policyOf(uri);
  const file = documents.getFile(uri)?.file;
  if (snapshot) {
    const subject = kept(session, snapshot);
    const ownRoles = snapshot.rolesOf(uri).map(({ name }) => name);
    if (ownRoles.length > 0 || file === undefined) return { session, subject, ownRoles };
  }
  if (file === undefined) return undefined;
  const subject = singleSubject(session, file, uri, assumptionsFor(session, uri));
  return { session, subject, ownRoles: subject.policy.roles.map(({ name }) => name) };
}

const subjects = new WeakMap<PolicySnapshot, Subject>();

/** The same subject as long as what it is made of is the same. */
function kept(session: Session, snapshot: PolicySnapshot): Subject {
  const known = subjects.get(snapshot);
  if (known) return known;
  const subject = createSubject(snapshot);
  subjects.set(snapshot, subject);
  follow(session, `${snapshot.folder} ${snapshot.manifest?.path}`, subject);
  return subject;
}

const singles = new WeakMap<RulesFile, Subject>();

function singleSubject(session: Session, file: RulesFile, uri: string, assumptions: Assumptions): Subject {
  const known = singles.get(file);
  if (known?.policy.assumptions === assumptions) return known;
  const subject = singleFile(file, uri, assumptions);
  singles.set(file, subject);
  follow(session, uri, subject);
  return subject;
}

const lastSubjects = new WeakMap<Session, Map<string, Subject>>();

/** More policies than this are not typed in by turns. */
const MOST_LAST = 4;

/** Hands on what was prepared for the last state of the same policy. */
function follow(session: Session, policy: string, subject: Subject): void {
  const last = lastSubjects.get(session) ?? new Map<string, Subject>();
  lastSubjects.set(session, last);
  const before = last.get(policy);
  if (before) succeed(subject, before);
  last.delete(policy);
  last.set(policy, subject);
  const [oldest] = last.keys();
  if (last.size > MOST_LAST && oldest !== undefined) last.delete(oldest);
}

/** Its role is named after the file as people write it. */
function singleFile(file: RulesFile, uri: string, assumptions: Assumptions): Subject {
  const rulesFiles = new Map([[nameOfUri(uri), { document: uri, file }]]);
  // Without a manifest no other file is asked for.
  const stateOf: SnapshotFiles["stateOf"] = (_kind, path) => ({ is: "being read", document: path });
  const files = { folder: "", manifest: undefined, rulesFiles, unread: new Map(), assumptions, stateOf };
  return createSubject(buildSnapshot(files, 0));
}
