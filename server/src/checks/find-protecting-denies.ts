// The denies that a file alone would call needless, and that protect what another file of their role grants, or may.

import { buildPathIndex, type PathIndex } from "../evaluator/path-index.ts";
import type { AccessRule } from "../policy/access-rule.ts";
import type { Role } from "../policy/role.ts";
import { FOR_ANY_CLAIMS, tokenizePattern } from "../policy/tokenize-pattern.ts";
import { isWhole } from "./file-meaning.ts";
import { listFilesOfRoles, type RoleFiles, standInRole } from "./role-rules.ts";
import { touchesProblems } from "./told-places.ts";
import { findWasteOfRole, MOST_RULES } from "./waste-of-role.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** The starts of their rules by document. What is not proved to be needless in each of its roles is taken to protect. */
export function findProtectingDenies(view: WorkspaceView): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  const isHinted = touchesProblems(view.problemsOf, ({ code }) => code === "deny-protects-nothing");
  for (const [role, files] of listFilesOfRoles(view.snapshot)) {
    if (files.documents.length < 2 && !files.lacksSome) continue;
    const hinted = role.rules.filter(
      ({ capabilities, source: { document, span } }) => capabilities.includes("deny") && isHinted(document, span),
    );
    for (const { source } of hinted.length > 0 ? findProtecting(view, role, files, hinted) : []) {
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
): readonly AccessRule[] {
  const waste = findWasteOfRole(view, role, files);
  if (waste) {
    const needless = new Set(waste.map(({ rule }) => rule.rule.source));
    return hinted.filter(({ source }) => !needless.has(source));
  }
  if (files.lacksSome || role.rules.length > MOST_RULES) return hinted;
  const broken = files.documents.filter((document) => {
    const file = view.snapshot.rulesFiles.get(document);
    return !file || !isWhole(file);
  });
  const allows = indexAllows(view, role);
  return hinted.filter(({ ruleType, pattern, source: { document } }) => {
    if (broken.some((other) => other !== document)) return true;
    const { index, documents } = allows.get(ruleType) ?? NONE;
    return index.overlapping(tokenizePattern(pattern, FOR_ANY_CLAIMS)).some((id) => documents[id] !== document);
  });
}

interface Allows {
  readonly index: PathIndex;
  /** Where each of them stands, by its number in the index. */
  readonly documents: readonly string[];
}

const NONE: Allows = { index: buildPathIndex([]), documents: [] };

/** All that the rules of a role may grant, by rule type. */
function indexAllows(view: WorkspaceView, role: Role): ReadonlyMap<string, Allows> {
  return new Map(
    [...standInRole(view, role)].map(([type, stands]) => {
      const allows = stands.filter(({ denies, grants }) => !denies && grants !== 0).map(({ rule }) => rule);
      const index = buildPathIndex(
        allows.map(({ pattern }) => ({
          tokens: tokenizePattern(pattern, FOR_ANY_CLAIMS),
          grants: 1,
          denies: false,
        })),
      );
      return [type, { index, documents: allows.map(({ source }) => source.document) }];
    }),
  );
}
