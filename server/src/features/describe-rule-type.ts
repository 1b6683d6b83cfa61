import { DEFAULT_RULE_TYPE, findRuleType } from "../policy/rule-type.ts";
import { codeSpan, escapeMarkdown } from "./markdown.ts";

/**
 * Markdown that says what a rule type means.
 * @param added names that the user's settings add. Nothing is said of unknown names: the checks speak of them.
 */
export function describeRuleType(name: string, added: readonly string[]): string | undefined {
  const word = findRuleType(name);
  if (!word) {
    return added.includes(name) ? `${codeSpan(name)} is accepted because your settings name it.` : undefined;
  }
  const { governs, capabilities, flag, deprecated } = word;
  return [
    `**${codeSpan(name)}** governs ${escapeMarkdown(governs)}.`,
    `Capabilities: ${capabilities.map(codeSpan).join(", ")}`,
    name === DEFAULT_RULE_TYPE ? "A rule without a rule type is taken for one of this type." : "",
    flag === undefined ? "" : administrative(flag, deprecated ?? false),
  ]
    .filter((block) => block !== "")
    .join("\n\n");
}

function administrative(flag: string, deprecated: boolean): string {
  const state = deprecated ? "Deprecated, and administrative" : "Administrative";
  return `${state}: set it with ${codeSpan(flag)} of ${codeSpan("akeyless create-role")} or ${codeSpan("update-role")}, not in a rules file.`;
}
