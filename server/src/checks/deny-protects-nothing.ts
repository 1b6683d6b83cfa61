import type { MeaningCheck } from "./check.ts";
import { removeRule } from "./fix-words.ts";
import { nameLines, relateRules } from "./name-lines.ts";
import { quote } from "./quote.ts";

/**
 * A deny where nothing in the file permits anything, or nothing that other denies leave. It may be defence in depth, and
 * it still cuts what other roles of the same client grant (A1), so it is a hint and nothing is faded.
 */
export const denyProtectsNothing: MeaningCheck = {
  code: "deny-protects-nothing",
  severity: "hint",
  summary: "A deny takes nothing away in this file: nothing is granted on its paths, or others deny it already.",
  *run({ file, sound, waste, openSessions, ruleOf }) {
    for (const { rule, entry } of sound) {
      // Where sessions are open, the deny was meant to do more than it does: that is item-deny-leaves-sra-open's finding.
      const effect = waste().get(rule);
      if (effect?.kind !== "protects-nothing" || openSessions().has(rule)) continue;
      const denies = effect.by.flatMap((other) => ruleOf(other) ?? []);
      const why =
        denies.length === 0
          ? "Nothing in this file grants anything on the paths of this deny. It matters only if other files or other roles of the same client do."
          : `What this file grants on the paths of this deny is already denied by ${nameLines(file, denies)}. It matters only if other files or other roles of the same client grant more there.`;
      yield {
        span: rule.capabilities?.node.span ?? rule.node.span,
        message: `${why} Keep it as a safeguard, or remove it.`,
        related: relateRules(denies, ({ pattern }) => `Denies ${quote(pattern.written)}`),
        fixes: [{ title: "Remove the deny", edits: removeRule(file, entry, rule), preferred: false }],
      };
    }
  },
};
