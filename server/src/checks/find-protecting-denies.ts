// The denies that a file alone would call needless, and that protect what another file of their role grants, or may.

import { indexPatterns, type PathIndex } from "../evaluator/path-index.ts";
import { type AccessRule, isDeny } from "../policy/access-rule.ts";
import { groupBy } from "../policy/group-by.ts";
import type { Role } from "../policy/role.ts";
import { FOR_ANY_CLAIMS, tokenizePattern } from "../policy/tokenize-pattern.ts";
import { isWhole } from "./file-meaning.ts";
import { listFilesOfRoles, type RoleFiles, standInRole } from "./role-rules.ts";
import { touchesProblems } from "./told-places.ts";
import { findWasteOfRole, isOfOneRole, MOST_RULES } from "./waste-of-role.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** The starts of their rules by document. What is not proved to be needless in each of its roles is taken to protect. */
export function findProtectingDenies(view: WorkspaceView): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  const known: Grants = new Map();
  const isHinted = touchesProblems(view.problemsOf, ({ code }) => code === "deny-protects-nothing");
  for (const [role, files] of listFilesOfRoles(view.snapshot)) {
    if (files.documents.length < 2 && !files.lacksSome) continue;
    const hinted = role.rules.filter((rule) => isDeny(rule) && isHinted(rule.source.document, rule.source.span));
    for (const { source } of hinted.length > 0 ? findProtecting(view, role, files, hinted, known) : []) {
      const starts = found.get(source.document) ?? new Set();
      found.set(source.document, starts.add(source.span.start));
    }
  }
  return found;
}

function findProtecting(
  view: WorkspaceView,
  role: Role,
  files: RoleFiles,
  hinted: readonly AccessRule[],
  known: Grants,
): readonly AccessRule[] {
  const isAsked = files.documents.every((document) => isOfOneRole(view, document));
  const waste = isAsked ? findWasteOfRole(view, role, files) : undefined;
  if (waste) {
    const needless = new Set(waste.map(({ rule }) => rule.rule.source));
    return hinted.filter(({ source }) => !needless.has(source));
  }
  if (files.lacksSome || role.rules.length > MOST_RULES) return hinted;
  const rulesIn = groupBy(role.rules, ({ source }) => source.document);
  const mayGrant = (document: string, { ruleType, pattern }: AccessRule): boolean => {
    const file = view.snapshot.rulesFiles.get(document);
    if (!file || !isWhole(file)) return true;
    const grants = known.get(document) ?? indexGrants(view, rulesIn.get(document) ?? []);
    known.set(document, grants);
    return (grants.get(ruleType)?.overlapping(tokenizePattern(pattern, FOR_ANY_CLAIMS)) ?? []).length > 0;
  };
  return hinted.filter((deny) =>
    files.documents.some((document) => document !== deny.source.document && mayGrant(document, deny)),
  );
}

/** All that the rules of a file may grant, by document and rule type. A file of many roles is indexed once. */
type Grants = Map<string, ReadonlyMap<string, PathIndex>>;

function indexGrants(view: WorkspaceView, rules: readonly AccessRule[]): ReadonlyMap<string, PathIndex> {
  return new Map(
    [...standInRole(view, rules)].map(([type, stands]) => {
      const allows = stands.filter(({ denies, grants }) => !denies && grants !== 0);
      const patterns = allows.map(({ rule }) => tokenizePattern(rule.pattern, FOR_ANY_CLAIMS));
      return [type, indexPatterns(patterns)];
    }),
  );
}
