import { findUnmatchedRules } from "./find-unmatched-rules.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** A rule that reaches no object of the inventory. Folders have a finding of their own; what may create need not exist. */
export const matchesNothing: WorkspaceCheck = {
  code: "matches-nothing",
  severity: "information",
  summary: "A rule reaches no object of the inventory.",
  *run(view) {
    for (const { rule, isFolder } of findUnmatchedRules(view)) {
      if (isFolder) continue;
      yield {
        place: rule.source,
        subject: rule.pattern.written,
        message: `No object of the inventory is covered by "${rule.pattern.written}". Correct the path, or remove the rule if the object is gone.`,
      };
    }
  },
};
