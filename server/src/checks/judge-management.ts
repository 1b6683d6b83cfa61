// Roles and auth methods decide who may do what. Regular users neither view nor create them, says the best-practices
// document; seeing them is a warning, changing them an error. Shared by the checks of the two rule types.

import type { CapabilityName } from "../policy/capability.ts";
import type { Finding } from "./check.ts";
import type { FileMeaning } from "./file-meaning.ts";
import { removeRule } from "./fix-words.ts";
import { joinWords } from "./quote.ts";

/** One finding for each rule of the type that grants anything. @param what the plural of what the rules govern. */
export function* judgeManagement({ file, judged }: FileMeaning, ruleType: string, what: string): Iterable<Finding> {
  for (const { rule, entry, type, stands } of judged()) {
    if (type.name !== ruleType || stands.denies) continue;
    const changes = CHANGES.filter((name) => stands.rule.capabilities.includes(name));
    const span = rule.ruleType?.span ?? rule.node.span;
    const fixes = [{ title: "Remove the rule", edits: removeRule(file, entry, rule), preferred: false }];
    yield changes.length > 0
      ? {
          span,
          severity: "error",
          message: `Whoever can ${joinWords(changes, "or")} ${what} can give themselves more access. Keep this for administrators, or remove the rule.`,
          fixes,
        }
      : {
          span,
          message: `Regular users need not see ${what}. Keep this for administrators and gateways, or remove the rule.`,
          fixes,
        };
  }
}

const CHANGES: readonly CapabilityName[] = ["create", "update", "delete"];
