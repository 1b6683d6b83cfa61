import { witnessText } from "../evaluator/region.ts";
import { readCapability } from "../policy/capability.ts";
import type { RulesFile } from "../policy/rules-file.ts";
import type { MeaningCheck } from "./check.ts";
import { CONNECTING } from "./find-open-sessions.ts";
import { removeCapabilities, removeRule } from "./fix-words.ts";
import { nameLines, relateRules } from "./name-lines.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";
import type { SoundRule } from "./sound-rule.ts";

/** A deny on items where a session may still be opened: sessions are decided by sra-rule and ara-rule alone (F4.5, A8). */
export const itemDenyLeavesSraOpen: MeaningCheck = {
  code: "item-deny-leaves-sra-open",
  severity: "warning",
  summary: "Items are denied, but sessions on the same paths stay open.",
  *run({ file, sound, openSessions }) {
    for (const { rule } of sound) {
      const open = openSessions().get(rule);
      if (!open || !rule.capabilities) continue;
      const { rules, inside, witness } = open;
      const word = rule.capabilities.items.find(({ value }) => value.toLowerCase() === "deny");
      yield {
        span: word?.span ?? rule.capabilities.node.span,
        message: `A deny on items does not close sessions: ${nameLines(file, rules)} still ${rules.length > 1 ? "open" : "opens"} them, for example on ${quote(witnessText(witness))}. There is no deny for sessions; narrow what is granted there.`,
        related: relateRules(rules, ({ pattern }) => `Opens sessions on ${quote(pattern.written)}`),
        fixes: inside.map((session) => closeSessions(file, session)),
      };
    }
  },
};

/**
 * Sessions have no deny (F3.3), so nothing can be added that closes them: what opens them goes. What only helps in a
 * session goes with it; whom it makes an approver may stay. Never without being chosen: the session may be meant.
 */
function closeSessions(file: RulesFile, { rule, entry }: SoundRule): Fix {
  const names = (rule.capabilities?.items ?? []).map(({ value }) => readCapability(value)?.word.name);
  const opening = names.flatMap((name, index) => (CONNECTING.some((each) => each === name) ? [index] : []));
  const where = `${nameLines(file, [rule])}, which opens sessions on ${quote(rule.pattern.written)}`;
  if (!rule.capabilities || !names.includes("approval_authority"))
    return { title: `Remove the rule in ${where}`, edits: removeRule(file, entry, rule), preferred: false };
  const words = joinWords(
    [...new Set(opening.map((index) => quote(rule.capabilities?.items[index]?.value ?? "")))],
    "and",
  );
  return {
    title: `Remove ${words} in ${where}`,
    edits: removeCapabilities(rule.capabilities, opening),
    preferred: false,
  };
}
