// What is waste among all rules of a role. Judged are only roles whose files are all whole: anything may stand in one
// that is not.

import { findWaste, type Waste } from "../evaluator/find-waste.ts";
import { indexPatterns } from "../evaluator/path-index.ts";
import type { AccessRule } from "../policy/access-rule.ts";
import { groupBy } from "../policy/group-by.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import type { Role } from "../policy/role.ts";
import { FOR_ANY_CLAIMS, tokenizePattern } from "../policy/tokenize-pattern.ts";
import { type RoleFiles, standInRole } from "./role-rules.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/**
 * The waste among the rules of a role; nothing where the role is not judged: one file alone shows its own waste. A file
 * of several roles cannot be changed for one, so its rules prove, and are not asked. Rules that stand with a copy of
 * their `rule` may be among it.
 */
export function findWasteOfRole(view: WorkspaceView, role: Role, files: RoleFiles): readonly Waste[] | undefined {
  const { wasteByRole } = view;
  if (!wasteByRole.has(role)) wasteByRole.set(role, isJudged(view, role, files) ? lookForWaste(view, role) : undefined);
  return wasteByRole.get(role);
}

function lookForWaste(view: WorkspaceView, { rules }: Role): readonly Waste[] | undefined {
  const isOwn = ({ source }: AccessRule): boolean => isOfOneRole(view, source.document);
  const own = rules.filter(isOwn);
  const near = own.length === rules.length ? rules : rulesNear(view, rules, own);
  if (own.length === 0 || near === undefined) return undefined;
  return [...standInRole(view, near).values()].flatMap((some) => findWaste(some, BUDGET, ({ rule }) => isOwn(rule)));
}

/**
 * Rules of a role's own files, and those of its shared files that share a path with one: no others can prove anything.
 * Nothing where the roles that share files have very many together.
 */
function rulesNear(
  view: WorkspaceView,
  rules: readonly AccessRule[],
  own: readonly AccessRule[],
): readonly AccessRule[] | undefined {
  const near = new Set(own);
  for (const [document, shared] of groupBy(rules, ({ source }) => source.document)) {
    if (isOfOneRole(view, document)) continue;
    const index = view.sharedPatterns.byDocument.get(document) ?? indexPatterns(shared.map(widest));
    view.sharedPatterns.byDocument.set(document, index);
    for (const rule of own) for (const id of index.overlapping(widest(rule))) near.add(shared[id] ?? rule);
  }
  view.sharedPatterns.judged += near.size;
  return view.sharedPatterns.judged > MOST_SHARED ? undefined : rules.filter((rule) => near.has(rule));
}

function widest({ pattern }: AccessRule): PathTokens {
  return tokenizePattern(pattern, FOR_ANY_CLAIMS);
}

/** Whether a file that has a role has no other besides. */
export function isOfOneRole({ snapshot }: WorkspaceView, document: string): boolean {
  return snapshot.rolesOf(document).length === 1;
}

function isJudged({ snapshot }: WorkspaceView, { rules }: Role, { documents, lacksSome }: RoleFiles): boolean {
  return (
    documents.length > 1 &&
    !lacksSome &&
    rules.length <= MOST_RULES &&
    documents.every((document) => snapshot.rulesFiles.get(document)?.json.faults.length === 0)
  );
}

const BUDGET = 10_000;

/** More would be felt while typing. */
export const MOST_RULES = 4_000;

/** The same of roles that share files, of all of them together. */
const MOST_SHARED = 40_000;
