// Waste that only shows when the files of one role are taken together. What a file shows by itself is told there.

import type { AccessRule } from "../policy/access-rule.ts";
import type { Rule } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import { removeRule } from "./fix-words.ts";
import type { Fix } from "./problem.ts";
import { listFilesOfRoles } from "./role-rules.ts";
import { findRuleAround, firstWhere } from "./rule-around.ts";
import { touchesProblems } from "./told-places.ts";
import { findWasteOfRole } from "./waste-of-role.ts";
import type { WorkspaceFinding } from "./workspace-check.ts";
import type { WorkspaceView } from "./workspace-view.ts";

/** One finding for each rule whose proof lies in another file of the role. */
export function* findWasteAcrossFiles(
  view: WorkspaceView,
  kind: "never-grants" | "adds-nothing",
): Iterable<WorkspaceFinding> {
  const isTold = touchesProblems(view.problemsOf, ({ code }) => TOLD.has(code));
  for (const [role, files] of listFilesOfRoles(view.snapshot)) {
    const waste = findWasteOfRole(view, role, files) ?? [];
    const judged = new Set(waste.length > 0 ? role.rules : []);
    for (const { rule: stands, effect } of waste) {
      const { rule } = stands;
      // What stands with a copy of its rule is no rule to speak of.
      if (effect.kind !== kind || stands.state.kind !== "acts" || !judged.has(rule)) continue;
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

function nameRules(rules: readonly AccessRule[]): string {
  const [first] = rules;
  if (!first) return "";
  const file = first.source.document.slice(first.source.document.lastIndexOf("/") + 1);
  return `line ${first.source.line + 1} of ${file}${rules.length > 1 ? ` and ${rules.length - 1} more` : ""}`;
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
