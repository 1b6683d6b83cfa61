// Rules that reach no object of the inventory, and whether a folder was meant. Both checks of it read from here.

import type { AccessRule } from "../policy/access-rule.ts";
import { hasTemplate, isExactPath } from "../policy/path-pattern.ts";
import { ANY, type PathTokens } from "../policy/path-tokens.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import { dropUnproved } from "./drop-unproved.ts";
import { findUnprovedWaste } from "./find-unproved-waste.ts";
import { hasPrefix, matchesAny } from "./object-index.ts";
import type { Problem } from "./problem.ts";
import { touchesProblems } from "./told-places.ts";
import { WASTE_CODES } from "./waste-codes.ts";
import type { WorkspaceView } from "./workspace-view.ts";

export interface UnmatchedRule {
  readonly rule: AccessRule;
  /** Objects lie below the path: it is a folder. */
  readonly isFolder: boolean;
  /** The object below which the rule looks, as if it were a folder: the path without its last `/*`. */
  readonly object: string | undefined;
}

/** The rules of rules files on items, targets and sessions; nothing where the inventory they need is not whole. */
export function findUnmatchedRules(view: WorkspaceView): UnmatchedRule[] {
  const told = new Set<AccessRule>();
  const problemsOf = (document: string): readonly Problem[] => findToldIn(view, document);
  const isTold = touchesProblems(problemsOf, isFinding);
  const isHinted = touchesProblems(problemsOf, isNeedlessDeny);
  return view.snapshot.policy.roles.flatMap(({ rules }) =>
    rules.flatMap((rule) => {
      const { document, span } = rule.source;
      if (told.has(rule) || !view.snapshot.rulesFiles.has(document)) return [];
      told.add(rule);
      const found = isTold(document, span) ? undefined : judge(view, rule);
      return found && (found.isFolder || !isHinted(document, span)) ? [found] : [];
    }),
  );
}

/** Without what the role of the file leaves open: who is not told of that is told of this. */
function findToldIn(view: WorkspaceView, document: string): readonly Problem[] {
  const file = view.snapshot.rulesFiles.get(document);
  return file ? dropUnproved(file, view.problemsOf(document), findUnprovedWaste(view).get(document)) : [];
}

/** What may be created need not exist yet, and who can say what a template becomes, or one that is misspelt. */
function judge(view: WorkspaceView, rule: AccessRule): UnmatchedRule | undefined {
  const lists = pathsOf(view, rule.ruleType);
  const isOpen = hasTemplate(rule.pattern) || rule.pattern.templateFaults.length > 0;
  if (!lists || rule.capabilities.length === 0 || isOpen) return undefined;
  const tokens = tokenizePattern(rule.pattern);
  const found = lists.map((paths) => matchesAny(paths, tokens));
  if (found.some((matches) => matches !== false)) return undefined;
  const isFolder = isExactPath(rule.pattern) && lists.some((paths) => hasPrefix(paths, `${rule.pattern.normal}/`));
  if (!isFolder && rule.capabilities.includes("create")) return undefined;
  return { rule, isFolder, object: objectOf(tokens, lists) };
}

function objectOf([folder, rest, ...more]: PathTokens, lists: readonly (readonly string[])[]): string | undefined {
  if (typeof folder !== "string" || !folder.endsWith("/") || rest !== ANY || more.length > 0) return undefined;
  const path = folder.slice(0, -1);
  return lists.some((paths) => matchesAny(paths, [path])) ? path : undefined;
}

/** A rule that is an error, or that is proved to be without effect, has its finding already. */
function isFinding(problem: Problem): boolean {
  return problem.severity === "error" || (WASTE_CODES.has(problem.code) && !isNeedlessDeny(problem));
}

/** One that names a folder may protect nothing just because it does: the folder is what must be told. */
function isNeedlessDeny({ code }: Problem): boolean {
  return code === "deny-protects-nothing";
}

/** Sessions are on items or on targets (A9). */
function pathsOf(view: WorkspaceView, ruleType: string): (readonly string[])[] | undefined {
  const needsItems = ruleType === "item-rule" || ruleType === "sra-rule" || ruleType === "ara-rule";
  const needsTargets = ruleType === "target-rule" || ruleType === "sra-rule";
  if (!needsItems && !needsTargets) return undefined;
  if ((needsItems && !view.isWhole("items")) || (needsTargets && !view.isWhole("targets"))) return undefined;
  const { itemPaths, targetPaths } = view.objects();
  return [...(needsItems ? [itemPaths] : []), ...(needsTargets ? [targetPaths] : [])];
}
