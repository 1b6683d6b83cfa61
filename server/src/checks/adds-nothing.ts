import type { Rule } from "../policy/rules-file.ts";
import type { MeaningCheck } from "./check.ts";
import { denies } from "./denies.ts";
import { findWasteAcrossFiles } from "./find-waste-across-files.ts";
import { removeRule } from "./fix-words.ts";
import { nameLines, relateRules } from "./name-lines.ts";
import { quote } from "./quote.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** A rule whose whole effect others have already (F4.2). Proved for all paths; the rules named in one file may all go together. */
export const addsNothing: MeaningCheck = {
  code: "adds-nothing",
  severity: "warning",
  summary: "Other rules of the file already grant, or deny, all that a rule does.",
  *run({ file, sound, waste, ruleOf }) {
    for (const { rule, entry } of sound) {
      const effect = waste().get(rule);
      if (effect?.kind !== "adds-nothing") continue;
      const others = effect.by.flatMap((other) => ruleOf(other) ?? []);
      yield {
        span: rule.node.span,
        message: `This rule adds nothing: ${proofOf(rule, others)} by ${nameLines(file, others)}. Remove it.`,
        tag: "unnecessary",
        related: relateRules(
          others,
          (other) => `${denies(other) ? "Denies" : "Grants"} ${quote(other.pattern.written)}`,
        ),
        fixes: [
          {
            title: "Remove the rule: the file means the same without it",
            edits: removeRule(file, entry, rule),
            preferred: true,
          },
        ],
      };
    }
  },
};

/** The same over all files of a role. */
export const addsNothingInRole: WorkspaceCheck = {
  code: addsNothing.code,
  severity: addsNothing.severity,
  summary: addsNothing.summary,
  run: (view) => findWasteAcrossFiles(view, "adds-nothing"),
};

function proofOf(rule: Rule, others: readonly Rule[]): string {
  const together = others.length > 1 ? ", taken together," : "";
  if (denies(rule)) return `all of it is already denied${together}`;
  return others.some(denies) ? "all of it is already granted or denied" : `all of it is already granted${together}`;
}
