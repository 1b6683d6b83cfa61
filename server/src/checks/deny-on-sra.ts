import { readCapability } from "../policy/capability.ts";
import type { CapabilityList, PathEntry, Rule, RulesFile } from "../policy/rules-file.ts";
import type { Check } from "./check.ts";
import { removeCapabilities, removeRule } from "./fix-words.ts";
import { knownRuleType } from "./known-rule-type.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";

/** `deny` on a rule type that has none: sessions are only ever granted, or not (F3.3, F4.5). */
export const denyOnSra: Check = {
  code: "deny-on-sra",
  severity: "error",
  summary: "deny does not exist for sra-rule and ara-rule.",
  *run(file, workspace) {
    for (const entry of file.paths) {
      for (const rule of entry.rules) {
        const name = knownRuleType(rule, workspace)?.name;
        if (!rule.capabilities || (name !== "sra-rule" && name !== "ara-rule")) continue;
        const { items } = rule.capabilities;
        const denies = items.flatMap(({ value }, index) =>
          readCapability(value)?.word.name === "deny" ? [index] : [],
        );
        const item = items[denies[0] ?? items.length];
        if (!item) continue;
        yield {
          span: item.span,
          message: `${quote(item.value)} does not exist for ${name}: whatever no rule grants is closed already. Remove it.`,
          fixes: [removeDeny(file, entry, rule, rule.capabilities, denies)],
        };
      }
    }
  },
};

/** What was meant by a deny beside grants is not certain, nor what should become of a wider grant elsewhere. */
function removeDeny(
  file: RulesFile,
  entry: PathEntry,
  rule: Rule,
  list: CapabilityList,
  denies: readonly number[],
): Fix {
  return denies.length < list.items.length
    ? { title: `Remove "deny"`, edits: removeCapabilities(list, denies), preferred: false }
    : { title: "Remove the rule", edits: removeRule(file, entry, rule), preferred: false };
}
