import { readCapability } from "../policy/capability.ts";
import { findRuleType } from "../policy/rule-type.ts";
import { codeSpan, escapeMarkdown } from "./markdown.ts";

/**
 * Markdown that says what a written capability permits (F3.1 to F3.6), in every form that has a meaning.
 * Nothing is said of unknown words: the checks speak of them.
 */
export function describeCapability(written: string, ruleType: string): string | undefined {
  const reading = readCapability(written);
  if (!reading) return undefined;
  const { word, form } = reading;
  const type = findRuleType(ruleType);
  const implies = word.name !== "list" && word.name !== "deny" && (type?.capabilities.includes("list") ?? false);
  return [
    `**${codeSpan(word.name)}** on ${codeSpan(ruleType)}`,
    escapeMarkdown(word.meaning),
    implies ? `${codeSpan("list")} comes with it (F3.1).` : "",
    form === "export-name" ? `Exports call it ${codeSpan(written)}; a rules file names it ${codeSpan(word.name)}.` : "",
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}
