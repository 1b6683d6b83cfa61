import type { MeaningCheck } from "./check.ts";
import { removeRule } from "./fix-words.ts";

/**
 * A deny where nothing in the file permits anything. It may be defence in depth, and it still cuts what other roles of
 * the same client grant (A1), so it is a hint and nothing is faded.
 */
export const denyProtectsNothing: MeaningCheck = {
  code: "deny-protects-nothing",
  severity: "hint",
  summary: "A deny takes nothing away in this file, because no rule grants anything on its paths.",
  *run({ file, sound, waste, openSessions }) {
    for (const { rule, entry } of sound) {
      // Where sessions are open, the deny was meant to do more than it does: that is item-deny-leaves-sra-open's finding.
      if (waste().get(rule)?.kind !== "protects-nothing" || openSessions().has(rule)) continue;
      yield {
        span: rule.capabilities?.node.span ?? rule.node.span,
        message:
          "Nothing in this file grants anything on the paths of this deny. It matters only if other files or other roles of the same client do. Keep it as a safeguard, or remove it.",
        fixes: [{ title: "Remove the deny", edits: removeRule(file, entry, rule), preferred: false }],
      };
    }
  },
};
