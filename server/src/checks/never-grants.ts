import type { MeaningCheck } from "./check.ts";
import { findWasteAcrossFiles } from "./find-waste-across-files.ts";
import { removeRule } from "./fix-words.ts";
import { nameLines, relateRules } from "./name-lines.ts";
import { quote } from "./quote.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** An allow that lies wholly inside denies: deny overrides every permission, however specific (F3.2, F4.2). Proved for all paths. */
export const neverGrants: MeaningCheck = {
  code: "never-grants",
  severity: "warning",
  summary: "A rule permits nothing, because denies cover all of its paths.",
  *run({ file, sound, waste, ruleOf }) {
    for (const { rule, entry } of sound) {
      const effect = waste().get(rule);
      if (effect?.kind !== "never-grants") continue;
      const denies = effect.by.flatMap((other) => ruleOf(other) ?? []);
      const covers = denies.length > 1 ? "which together cover all of it" : "which covers all of it";
      yield {
        span: rule.node.span,
        message: `This rule never grants anything: it is denied by ${nameLines(file, denies)}, ${covers}. A more specific rule does not re-open a deny. Remove the rule, or narrow the deny.`,
        tag: "unnecessary",
        related: relateRules(denies, ({ pattern }) => `Denies ${quote(pattern.written)}`),
        fixes: [{ title: "Remove the rule", edits: removeRule(file, entry, rule), preferred: false }],
      };
    }
  },
};

/** The same over all files of a role. */
export const neverGrantsInRole: WorkspaceCheck = {
  code: neverGrants.code,
  severity: neverGrants.severity,
  summary: neverGrants.summary,
  run: (view) => findWasteAcrossFiles(view, "never-grants"),
};
