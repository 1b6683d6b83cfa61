// What a file alone would call waste although its role has other files that leave it open.

import { ruleKey } from "../policy/access-rule.ts";
import type { Role } from "../policy/role.ts";
import { findProtectingDenies } from "./find-protecting-denies.ts";
import { MOST_RELATED } from "./name-lines.ts";
import type { Problem } from "./problem.ts";
import { listFilesOfRoles } from "./role-rules.ts";
import { findRuleAround } from "./rule-around.ts";
import { WASTE_CODES } from "./waste-codes.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/**
 * By document, the starts of the rules whose finding is not told: denies that may protect what another file grants, and
 * rules whose proof is about or rests on one that another file has, too. What applying both does is unknown (F1.9, A12).
 */
export function findUnprovedWaste(view: WorkspaceView): ReadonlyMap<string, ReadonlySet<number>> {
  view.known.unprovedWaste ??= lookForUnproved(view);
  return view.known.unprovedWaste;
}

function lookForUnproved(view: WorkspaceView): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map([...findProtectingDenies(view)].map(([document, starts]) => [document, new Set(starts)]));
  for (const [role, { documents }] of listFilesOfRoles(view.snapshot)) {
    if (documents.length < 2) continue;
    for (const [document, twins] of findTwins(role)) {
      const rules = view.snapshot.rulesFiles.get(document)?.rules ?? [];
      const startOf = ({ span }: Pick<Problem, "span">): number => findRuleAround(rules, span)?.node.span.start ?? -1;
      const starts = found.get(document) ?? new Set();
      for (const problem of view.problemsOf(document)) {
        if (!WASTE_CODES.has(problem.code)) continue;
        const rests = [problem, ...problem.related].some((place) => twins.has(startOf(place)));
        // Of very many, not all are named.
        if (rests || problem.related.length >= MOST_RELATED) starts.add(startOf(problem));
      }
      found.set(document, starts);
    }
  }
  return found;
}

/** The starts of the rules whose type and path stand in another file of the role, too, by document. */
function findTwins({ rules }: Role): ReadonlyMap<string, ReadonlySet<number>> {
  const documentOf = new Map<string, string>();
  const shared = new Set<string>();
  for (const rule of rules) {
    const key = ruleKey(rule);
    const { document } = rule.source;
    const first = documentOf.get(key);
    if (first === undefined) documentOf.set(key, document);
    else if (first !== document) shared.add(key);
  }
  const twins = new Map<string, Set<number>>();
  for (const rule of shared.size > 0 ? rules : []) {
    if (!shared.has(ruleKey(rule))) continue;
    const { document, span } = rule.source;
    twins.set(document, (twins.get(document) ?? new Set()).add(span.start));
  }
  return twins;
}
