// Waste that only shows when the files of one role are taken together. What a file shows by itself is told there.

import { applyRule } from "../evaluator/client-rule.ts";
import { findWaste, type Waste } from "../evaluator/find-waste.ts";
import type { AccessRule } from "../policy/access-rule.ts";
import { groupBy } from "../policy/group-by.ts";
import type { Role } from "../policy/role.ts";
import { findRuleType, isAdministrative } from "../policy/rule-type.ts";
import type { Rule } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import { removeRule } from "./fix-words.ts";
import type { Fix } from "./problem.ts";
import { findRuleAround, firstWhere } from "./rule-around.ts";
import { touchesProblems } from "./told-places.ts";
import type { WorkspaceFinding } from "./workspace-check.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** One finding for each rule whose proof lies in another file of the role. */
export function* findWasteAcrossFiles(
  view: WorkspaceView,
  kind: "never-grants" | "adds-nothing",
): Iterable<WorkspaceFinding> {
  const isTold = touchesProblems(view.problemsOf, ({ code }) => TOLD.has(code));
  for (const role of view.snapshot.policy.roles) {
    for (const { rule: stands, effect } of wasteOfRole(view, role)) {
      if (effect.kind !== kind || stands.state.kind !== "acts") continue;
      const { rule } = stands;
      const by = effect.by.map((other) => other.rule);
      const { document, span } = rule.source;
      if (isTold(document, span) || by.every(({ source }) => source.document === document)) continue;
      const what =
        kind === "never-grants"
          ? "never grants anything: it is denied"
          : `adds nothing: all of it is already ${stands.denies ? "denied" : "granted"}`;
      yield {
        place: rule.source,
        subject: rule.pattern.written,
        tag: "unnecessary",
        message: `In the role "${role.name}" this rule ${what} by ${nameRules(by)}. Remove it${kind === "never-grants" ? ", or narrow the deny" : ""}.`,
        fixes: removeFrom(view, rule),
        related: by.map((other) => ({ place: other.source, message: `"${other.pattern.written}" in the same role` })),
      };
    }
  }
}

/** The denies that protect something which another file of their role grants: the starts of their rules by document. */
export function findProtectingDenies(view: WorkspaceView): ReadonlyMap<string, ReadonlySet<number>> {
  const found = new Map<string, Set<number>>();
  for (const role of view.snapshot.policy.roles) {
    if (!hasSeveralFiles(view, role)) continue;
    const waste = new Set(wasteOfRole(view, role).map(({ rule }) => rule.rule));
    for (const rule of role.rules) {
      if (!rule.capabilities.includes("deny") || waste.has(rule)) continue;
      const starts = found.get(rule.source.document) ?? new Set();
      found.set(rule.source.document, starts.add(rule.source.span.start));
    }
  }
  return found;
}

function nameRules(rules: readonly AccessRule[]): string {
  const [first] = rules;
  if (!first) return "";
  const file = first.source.document.slice(first.source.document.lastIndexOf("/") + 1);
  return `line ${first.source.line + 1} of ${file}${rules.length > 1 ? ` and ${rules.length - 1} more` : ""}`;
}

/** Whether a role has its rules from more than one whole file, and none of them is another role's, too. */
function hasSeveralFiles({ snapshot }: WorkspaceView, { rules }: Role): boolean {
  const documents = new Set(rules.map(({ source }) => source.document));
  return (
    documents.size > 1 &&
    rules.length <= MOST_RULES &&
    [...documents].every(
      (document) =>
        snapshot.rulesFiles.get(document)?.json.faults.length === 0 && snapshot.rolesOf(document).length === 1,
    )
  );
}

function wasteOfRole(view: WorkspaceView, role: Role): readonly Waste[] {
  const known = view.wasteByRole.get(role);
  if (known) return known;
  const waste = hasSeveralFiles(view, role) ? findWasteIn(view, role) : [];
  view.wasteByRole.set(role, waste);
  return waste;
}

function findWasteIn(view: WorkspaceView, role: Role): Waste[] {
  const circumstances = {
    claims: "symbolic",
    time: 0,
    appliedAt: 0,
    assumptions: view.snapshot.policy.assumptions,
  } as const;
  const isError = errorsOf(view);
  const sound = role.rules.filter((rule) => {
    const type = findRuleType(rule.ruleType);
    return type && !isAdministrative(type) && rule.capabilities.length > 0 && !isError(rule);
  });
  const stands = sound.flatMap((rule) => applyRule(rule, role.name, circumstances));
  return [...groupBy(stands, ({ rule }) => rule.ruleType).values()].flatMap((rules) => findWaste(rules, BUDGET));
}

/** Whether an error lies in a rule, or on its key. */
function errorsOf(view: WorkspaceView): (rule: AccessRule) => boolean {
  const touches = touchesProblems(view.problemsOf, ({ severity }) => severity === "error");
  return ({ source: { document, span } }) => {
    const key = ruleAt(view, document, span)?.key.span;
    return touches(document, span) || (key !== undefined && touches(document, key));
  };
}

function ruleAt({ snapshot }: WorkspaceView, document: string, span: Span): Rule | undefined {
  return findRuleAround(snapshot.rulesFiles.get(document)?.rules ?? [], span);
}

/** Only whoever knows the other file can say that it stays as it is, so it is never made without asking. */
function removeFrom(view: WorkspaceView, { source: { document, span } }: AccessRule): Fix[] {
  const file = view.snapshot.rulesFiles.get(document);
  const rule = ruleAt(view, document, span);
  const entry = rule && file?.paths[firstWhere(file.paths, ({ key }) => key.span.start >= rule.key.span.start)];
  return file && entry && rule
    ? [{ title: "Remove the rule", edits: removeRule(file, entry, rule), preferred: false }]
    : [];
}

const TOLD: ReadonlySet<string> = new Set(["never-grants", "adds-nothing"]);
const BUDGET = 10_000;
const MOST_RULES = 4_000;
