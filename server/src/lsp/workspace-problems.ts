// What is found in a workspace as a whole, computed once for each snapshot and setting.

import { checkWorkspace } from "../checks/check-workspace.ts";
import { findUnprovedWaste } from "../checks/find-unproved-waste.ts";
import { readTeamDecisions, type TeamDecisions } from "../checks/team-decisions.ts";
import type { WorkspaceProblem } from "../checks/workspace-check.ts";
import { prepareWorkspaceView, type WorkspaceMemory } from "../checks/workspace-view.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import { findProblems } from "./find-problems.ts";
import type { Session } from "./session.ts";

interface Found {
  readonly revision: number;
  readonly decisions: TeamDecisions;
  all: All | undefined;
}

interface All {
  readonly byDocument: ByDocument;
  readonly unproved: ReadonlyMap<string, ReadonlySet<number>>;
}

type ByDocument = ReadonlyMap<string, readonly WorkspaceProblem[]>;

const found = new WeakMap<PolicySnapshot, Found>();
const memories = new WeakMap<Session, WorkspaceMemory>();

/** The findings at a document that only show in the workspace. */
export function workspaceProblems(
  session: Session,
  snapshot: PolicySnapshot | undefined,
  uri: string,
): readonly WorkspaceProblem[] {
  if (!snapshot) return [];
  return allIn(session, snapshot).byDocument.get(uri) ?? [];
}

/** The starts of the rules of a file whose effect another file of their role leaves open. */
export function unprovedWaste(
  session: Session,
  snapshot: PolicySnapshot | undefined,
  uri: string,
): ReadonlySet<number> {
  return (snapshot && allIn(session, snapshot).unproved.get(uri)) ?? NONE;
}

const NONE: ReadonlySet<number> = new Set();

/** What the manifest and the settings say of the checks in a workspace. */
export function teamDecisions(session: Session, snapshot: PolicySnapshot | undefined): TeamDecisions {
  return snapshot ? foundIn(session, snapshot).decisions : readTeamDecisions(undefined, session.settings.checks);
}

function allIn(session: Session, snapshot: PolicySnapshot): All {
  const entry = foundIn(session, snapshot);
  const all = entry.all ?? lookAtAll(session, snapshot);
  entry.all = all;
  return all;
}

function foundIn(session: Session, snapshot: PolicySnapshot): Found {
  const revision = session.settingsRevision;
  const known = found.get(snapshot);
  if (known?.revision === revision) return known;
  const entry = { revision, decisions: readTeamDecisions(snapshot, session.settings.checks), all: undefined };
  found.set(snapshot, entry);
  return entry;
}

function lookAtAll(session: Session, snapshot: PolicySnapshot): All {
  const memory = memories.get(session) ?? { objects: undefined, clients: new WeakMap() };
  memories.set(session, memory);
  const problemsOf = (uri: string): ReturnType<typeof findProblems> => {
    const open = session.documents.getFile(uri);
    const file = snapshot.rulesFiles.get(uri);
    if (open && open.file === file) return findProblems(session, open);
    return file ? findProblems(session, { uri, file, version: 0, languageId: undefined }) : [];
  };
  const view = prepareWorkspaceView(snapshot, problemsOf, memory);
  return { byDocument: checkWorkspace(view, session.settings.checks), unproved: findUnprovedWaste(view) };
}
