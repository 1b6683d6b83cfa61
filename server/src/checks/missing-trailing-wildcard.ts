import { normalisePath } from "../policy/path-pattern.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { JsonString } from "../text/json-tree.ts";
import { findUnmatchedRules } from "./find-unmatched-rules.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";
import { findRuleAround } from "./rule-around.ts";
import type { WorkspaceCheck } from "./workspace-check.ts";

/** A path without wildcard that is a folder in the inventory: it covers nothing in it (F5.2, A3). */
export const missingTrailingWildcard: WorkspaceCheck = {
  code: "missing-trailing-wildcard",
  severity: "warning",
  summary: "A path is a folder of the inventory and lacks the /* that covers what lies in it.",
  *run(view) {
    for (const { rule, isFolder } of findUnmatchedRules(view)) {
      if (!isFolder) continue;
      const { written } = rule.pattern;
      const file = view.snapshot.rulesFiles.get(rule.source.document);
      const key = findRuleAround(file?.rules ?? [], rule.source.span)?.key;
      const effect = rule.capabilities.includes("deny") ? "denies" : "grants";
      yield {
        place: rule.source,
        subject: written,
        message: `"${written}" is a folder, and without a wildcard the rule ${effect} nothing in it. Write "${written.replace(/\/+$/, "")}/*".`,
        fixes: key && file ? addWildcard(file, key, written) : [],
      };
    }
  },
};

/** It changes what the rule reaches, so it is never made without asking; not where the path stands already. */
function addWildcard(file: RulesFile, key: JsonString, written: string): Fix[] {
  const at = key.span.end - 1;
  const newText = written.endsWith("/") ? "*" : "/*";
  const longer = normalisePath(written + newText);
  if (file.paths.some(({ pattern }) => pattern.normal === longer)) return [];
  return [
    {
      title: `Change to ${quote(written + newText)}`,
      edits: [{ span: { start: at, end: at }, newText }],
      preferred: false,
    },
  ];
}
