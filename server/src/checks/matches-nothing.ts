import type { AccessRule } from "../policy/access-rule.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import { replaceString } from "../text/json-edits.ts";
import { findUnmatchedRules } from "./find-unmatched-rules.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";
import { findRuleAround } from "./rule-around.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** A rule that reaches no object of the inventory. Folders have a finding of their own; what may create need not exist. */
export const matchesNothing: WorkspaceCheck = {
  code: "matches-nothing",
  severity: "information",
  summary: "A rule reaches no object of the inventory.",
  *run(view) {
    for (const { rule, isFolder, object } of findUnmatchedRules(view)) {
      if (isFolder) continue;
      const { written } = rule.pattern;
      const advice =
        object === undefined
          ? "Correct the path, or remove the rule if the object is gone."
          : `${quote(written.slice(0, -2))} is no folder but an object: without the wildcard the rule covers it.`;
      yield {
        place: rule.source,
        subject: written,
        message: `No object of the inventory is covered by ${quote(written)}. ${advice}`,
        fixes: object === undefined ? [] : dropWildcard(view.snapshot.rulesFiles.get(rule.source.document), rule),
      };
    }
  },
};

/** It changes what the rules of the path reach, so it is never made without asking; not where the path stands already. */
function dropWildcard(file: RulesFile | undefined, { pattern, source }: AccessRule): Fix[] {
  const shorter = pattern.normal.slice(0, -2);
  const key = findRuleAround(file?.rules ?? [], source.span)?.key;
  if (!key || file?.paths.some((path) => path.pattern.normal === shorter)) return [];
  const written = pattern.written.slice(0, -2);
  return [{ title: `Change to ${quote(written)}`, edits: [replaceString(key, written)], preferred: false }];
}
