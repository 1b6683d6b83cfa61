import { witnessText } from "../evaluator/region.ts";
import type { MeaningCheck } from "./check.ts";
import { nameLines, relateRules } from "./name-lines.ts";
import { quote } from "./quote.ts";

/** A deny on items where a session may still be opened: sessions are decided by sra-rule and ara-rule alone (F4.5, A8). */
export const itemDenyLeavesSraOpen: MeaningCheck = {
  code: "item-deny-leaves-sra-open",
  severity: "warning",
  summary: "Items are denied, but sessions on the same paths stay open.",
  *run({ file, sound, openSessions }) {
    for (const { rule } of sound) {
      const open = openSessions().get(rule);
      if (!open || !rule.capabilities) continue;
      const { rules, witness } = open;
      const word = rule.capabilities.items.find(({ value }) => value.toLowerCase() === "deny");
      yield {
        span: word?.span ?? rule.capabilities.node.span,
        message: `A deny on items does not close sessions: ${nameLines(file, rules)} still ${rules.length > 1 ? "open" : "opens"} them, for example on ${quote(witnessText(witness))}. There is no deny for sessions; narrow what is granted there.`,
        related: relateRules(rules, ({ pattern }) => `Opens sessions on ${quote(pattern.written)}`),
      };
    }
  },
};
