// What is waste among all rules of a role. Judged are only roles whose files are all whole: anything may stand in one
// that is not.

import { findWaste, type Waste } from "../evaluator/find-waste.ts";
import type { Role } from "../policy/role.ts";
import { type RoleFiles, standInRole } from "./role-rules.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/**
 * The waste among the rules of a role; nothing where the role is not judged: one file alone shows its own waste, and a
 * file of several roles cannot be changed for one. Rules that stand with a copy of their `rule` may be among it.
 */
export function findWasteOfRole(view: WorkspaceView, role: Role, files: RoleFiles): readonly Waste[] | undefined {
  if (view.wasteByRole.has(role)) return view.wasteByRole.get(role);
  const waste = isJudged(view, role, files)
    ? [...standInRole(view, role.rules).values()].flatMap((rules) => findWaste(rules, BUDGET))
    : undefined;
  view.wasteByRole.set(role, waste);
  return waste;
}

function isJudged({ snapshot }: WorkspaceView, { rules }: Role, { documents, lacksSome }: RoleFiles): boolean {
  return (
    documents.length > 1 &&
    !lacksSome &&
    rules.length <= MOST_RULES &&
    documents.every(
      (document) =>
        snapshot.rulesFiles.get(document)?.json.faults.length === 0 && snapshot.rolesOf(document).length === 1,
    )
  );
}

const BUDGET = 10_000;

/** More would be felt while typing. */
export const MOST_RULES = 4_000;
