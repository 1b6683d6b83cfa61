import { DEFAULT_RULE_TYPE } from "../policy/rule-type.ts";
import { codeSpan } from "./markdown.ts";

/** Markdown that says what a key of a rule means (F1.2 to F1.5). Nothing is said of other keys. */
export function describeKey(written: string): string | undefined {
  return MEANINGS[written.toLowerCase()];
}

const MEANINGS: Readonly<Record<string, string>> = {
  "rule-type": `What the rule governs. Without it the rule is an ${codeSpan(DEFAULT_RULE_TYPE)}.`,
  capabilities: `What the rule permits on the path, as one text: ${codeSpan('"[read, list]"')}.`,
  ttl: `How many minutes the rule lives once it is applied, as text: ${codeSpan('"30"')}. Without it the rule stays until it is removed.`,
};
