import { readCapability } from "../policy/capability.ts";
import type { Check } from "./check.ts";
import { changeCapability } from "./fix-words.ts";
import { knownRuleType, mayHave } from "./known-rule-type.ts";
import { quote } from "./quote.ts";

/** A capability under the name that exports show, such as sra_upload_files (policy/capability.ts). */
export const exportCapabilityName: Check = {
  code: "export-capability-name",
  severity: "warning",
  summary: "A capability has the name that an export shows, not the one that a rules file takes.",
  *run({ rules }, workspace) {
    for (const rule of rules) {
      const { capabilities } = rule;
      if (!capabilities) continue;
      for (const [index, { value, span }] of capabilities.items.entries()) {
        const reading = readCapability(value);
        if (reading?.form !== "export-name") continue;
        const { name } = reading.word;
        if (!mayHave(knownRuleType(rule, workspace), name)) continue;
        yield {
          span,
          message: `${quote(value)} is the name in exports. In a rules file write "${name}".`,
          fixes: [changeCapability(capabilities, index, name, true)],
        };
      }
    }
  },
};
