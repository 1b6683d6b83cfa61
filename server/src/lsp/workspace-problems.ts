// What is found in a workspace as a whole, computed once for each snapshot and setting.

import { checkWorkspace } from "../checks/check-workspace.ts";
import { readTeamDecisions, type TeamDecisions } from "../checks/team-decisions.ts";
import type { WorkspaceProblem } from "../checks/workspace-check.ts";
import { prepareWorkspaceView, type WorkspaceMemory } from "../checks/workspace-view.ts";
import type { PolicySnapshot } from "../policy/policy-snapshot.ts";
import { findProblems } from "./find-problems.ts";
import type { Session } from "./session.ts";

interface Found {
  readonly revision: number;
  readonly decisions: TeamDecisions;
  byDocument: ByDocument | undefined;
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
  const entry = foundIn(session, snapshot);
  const byDocument = entry.byDocument ?? lookAtAll(session, snapshot);
  entry.byDocument = byDocument;
  return byDocument.get(uri) ?? [];
}

/** What the manifest and the settings say of the checks in a workspace. */
export function teamDecisions(session: Session, snapshot: PolicySnapshot | undefined): TeamDecisions {
  return snapshot ? foundIn(session, snapshot).decisions : readTeamDecisions(undefined, session.settings.checks);
}

function foundIn(session: Session, snapshot: PolicySnapshot): Found {
  const revision = session.settingsRevision;
  const known = found.get(snapshot);
  if (known?.revision === revision) return known;
  const entry = { revision, decisions: readTeamDecisions(snapshot, session.settings.checks), byDocument: undefined };
  found.set(snapshot, entry);
  return entry;
}

function lookAtAll(session: Session, snapshot: PolicySnapshot): ByDocument {
  const memory = memories.get(session) ?? { objects: undefined, clients: new WeakMap() };
  memories.set(session, memory);
  const problemsOf = (uri: string): ReturnType<typeof findProblems> => {
    const open = session.documents.getFile(uri);
    const file = snapshot.rulesFiles.get(uri);
    if (open && open.file === file) return findProblems(session, open);
    return file ? findProblems(session, { uri, file, version: 0, languageId: undefined }) : [];
  };
  return checkWorkspace(prepareWorkspaceView(snapshot, problemsOf, memory), session.settings.checks);
}
