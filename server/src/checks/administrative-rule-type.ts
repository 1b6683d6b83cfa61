import { findRuleType, isAdministrative } from "../policy/rule-type.ts";
import { accountWideAudit, showsWholeAccount } from "./account-wide-audit.ts";
import type { Check } from "./check.ts";
import { replaceByFlag } from "./replace-by-flag.ts";

/**
 * A rule type that is set by a flag of create-role and update-role, not by a rules file (policy/rule-type.ts). Never an
 * error.
 */
export const administrativeRuleType: Check = {
  code: "administrative-rule-type",
  severity: "warning",
  summary: "A rule type that is set by a flag of the role, not by a rules file.",
  *run(file, { off }) {
    const isToldElsewhere = off?.has(accountWideAudit.code) ? () => false : showsWholeAccount;
    for (const entry of file.paths) {
      for (const rule of entry.rules) {
        const { ruleType } = rule;
        const word = ruleType && findRuleType(ruleType.value);
        if (!ruleType || !word || !isAdministrative(word) || isToldElsewhere(rule)) continue;
        const message = `Use "akeyless update-role" with ${word.flag} instead, and remove the rule.`;
        const fixes = replaceByFlag(file, entry, rule);
        yield word.deprecated
          ? { span: ruleType.span, message: `"${word.name}" is deprecated. ${message}`, tag: "deprecated", fixes }
          : { span: ruleType.span, message: `"${word.name}" is a setting of the role. ${message}`, fixes };
      }
    }
  },
};
