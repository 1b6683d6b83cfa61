// Waste that only shows when the files of one role are taken together. What a file shows by itself is told there.

import { applyRule, type ClientRule } from "../evaluator/client-rule.ts";
import { findWaste, type Waste } from "../evaluator/find-waste.ts";
import type { AccessRule } from "../policy/access-rule.ts";
import type { Role } from "../policy/role.ts";
import { findRuleType, isAdministrative } from "../policy/rule-type.ts";
import type { WorkspaceFinding } from "./workspace-check.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** One finding for each rule whose proof lies in another file of the role. */
export function* findWasteAcrossFiles(
  view: WorkspaceView,
  kind: "never-grants" | "adds-nothing",
): Iterable<WorkspaceFinding> {
  for (const role of view.snapshot.policy.roles) {
    for (const [rule, by] of wasteOfRole(view, role, kind)) {
      const [first] = by;
      if (!first) continue;
      const what =
        kind === "never-grants"
          ? "never grants anything: it is denied"
          : `adds nothing: all of it is already ${rule.capabilities.includes("deny") ? "denied" : "granted"}`;
      yield {
        place: rule.source,
        subject: rule.pattern.written,
        tag: "unnecessary",
        message: `In the role "${role.name}" this rule ${what} by ${nameRules(by)}. Remove it${kind === "never-grants" ? ", or narrow the deny" : ""}.`,
        related: by.map((other) => ({
          place: other.source,
          message: `"${other.pattern.written}" in another file of the role`,
        })),
      };
    }
  }
}

function nameRules(rules: readonly AccessRule[]): string {
  const [first] = rules;
  if (!first) return "";
  const file = first.source.document.slice(first.source.document.lastIndexOf("/") + 1);
  return `line ${first.source.line + 1} of ${file}${rules.length > 1 ? ` and ${rules.length - 1} more` : ""}`;
}

function wasteOfRole(
  { snapshot, problemsOf }: WorkspaceView,
  role: Role,
  kind: Waste["effect"]["kind"],
): [AccessRule, AccessRule[]][] {
  const documents = new Set(role.rules.map(({ source }) => source.document));
  if (documents.size < 2 || role.rules.length > MOST_RULES) return [];
  if ([...documents].some((document) => (snapshot.rulesFiles.get(document)?.json.faults.length ?? 1) > 0)) return [];
  const excluded = (rule: AccessRule): boolean => {
    const { document, span } = rule.source;
    const isIn = (at: { readonly start: number; readonly end: number }): boolean =>
      at.start < span.end && span.start < at.end;
    return problemsOf(document).some(
      (problem) =>
        isIn(problem.span) &&
        (problem.severity === "error" || TOLD.has(problem.code) || problem.span.start < span.start),
    );
  };
  const groups = new Map<string, ClientRule[]>();
  for (const rule of role.rules) {
    const type = findRuleType(rule.ruleType);
    if (!type || isAdministrative(type) || rule.capabilities.length === 0 || excluded(rule)) continue;
    const stands = applyRule(rule, role.name, {
      claims: "symbolic",
      assumptions: snapshot.policy.assumptions,
      time: 0,
      appliedAt: 0,
    });
    groups.set(type.name, [...(groups.get(type.name) ?? []), ...stands]);
  }
  return [...groups.values()].flatMap((rules) =>
    findWaste(rules, BUDGET).flatMap(({ rule, effect }): [AccessRule, AccessRule[]][] => {
      if (effect.kind !== kind || !("by" in effect) || rule.state.kind !== "acts") return [];
      const by = effect.by.map((other) => other.rule);
      return by.some(({ source }) => source.document !== rule.rule.source.document) ? [[rule.rule, by]] : [];
    }),
  );
}

const TOLD: ReadonlySet<string> = new Set(["never-grants", "adds-nothing"]);
const BUDGET = 10_000;
const MOST_RULES = 2_000;
