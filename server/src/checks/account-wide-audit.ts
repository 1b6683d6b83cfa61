// Logs and analytics of everybody. A rule that shows them is also one that belongs into a flag of the role; one finding
// says both, so that administrative-rule-type keeps silent about it.

import { findRuleType } from "../policy/rule-type.ts";
import type { Rule } from "../policy/rules-file.ts";
import type { Check } from "./check.ts";
import { quote } from "./quote.ts";
import { replaceByFlag } from "./replace-by-flag.ts";

/** Users look at their own logs and analytics, says the best-practices document, not at those of the account. */
export const accountWideAudit: Check = {
  code: "account-wide-audit",
  severity: "warning",
  summary: "A rule shows the audit logs or analytics of the whole account instead of the client's own.",
  *run(file) {
    for (const entry of file.paths) {
      for (const rule of entry.rules) {
        const { ruleType } = rule;
        const word = ruleType && findRuleType(ruleType.value);
        if (!ruleType || !word || !showsWholeAccount(rule)) continue;
        yield {
          span: ruleType.span,
          message: `${quote(rule.pattern.written)} shows the ${word.governs} of the whole account. Let users see their own: use "akeyless update-role" with ${word.flag} own instead, and remove the rule.`,
          ...(word.deprecated ? { tag: "deprecated" } : {}),
          fixes: replaceByFlag(file, entry, rule, ["own", "all"]),
        };
      }
    }
  },
};

/** Whether a rule shows everybody's logs or analytics: the path is `/*`. */
export function showsWholeAccount({ ruleType, pattern }: Rule): boolean {
  return LOGS.has(ruleType?.value ?? "") && pattern.normal === "/*";
}

/** The rule types that know `own` beside `all`. */
const LOGS: ReadonlySet<string> = new Set(["search-rule", "reports-rule", "gw-reports-rule", "sra-reports-rule"]);
