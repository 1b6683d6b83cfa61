import { DEFAULT_RULE_TYPE, RULE_TYPES } from "../policy/rule-type.ts";
import type { RuleTypeText } from "../policy/rules-file.ts";
import { nearestWords } from "../text/nearest-word.ts";
import type { Check, CheckedWorkspace, Finding } from "./check.ts";
import { knownRuleType } from "./known-rule-type.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";

/** A rule type that neither the table nor the user knows. */
export const unknownRuleType: Check = {
  code: "unknown-rule-type",
  severity: "error",
  summary: "A rule type that Akeyless does not know.",
  *run({ rules }, workspace) {
    for (const rule of rules) {
      if (rule.ruleType && !knownRuleType(rule, workspace)) yield describeType(rule.ruleType, workspace);
    }
  },
};

function describeType({ value, span, node }: RuleTypeText, workspace: CheckedWorkspace): Finding {
  if (value.trim() === "") {
    return {
      span: node.span,
      message: `The rule type is empty. Write one, such as "${DEFAULT_RULE_TYPE}".`,
      fixes: [changeType(node.span, DEFAULT_RULE_TYPE, false)],
    };
  }
  const { words, certain } = findMeant(value, workspace);
  const advice =
    words.length > 0
      ? `Did you mean ${joinWords(words.map(quote), "or")}?`
      : `Use one such as ${joinWords(COMMON.map(quote), "or")}.`;
  return {
    span,
    message: `There is no rule type ${quote(value)}. ${advice}`,
    fixes: words.map((word) => changeType(node.span, word, certain)),
  };
}

function findMeant(
  written: string,
  { extraRuleTypes }: CheckedWorkspace,
): { words: readonly string[]; certain: boolean } {
  const names = [...RULE_TYPES.map((word) => word.name), ...extraRuleTypes];
  const dashed = written
    .trim()
    .toLowerCase()
    .replace(/[_\s]+/g, "-");
  const governed = dashed.replace(/s?(-rules?)?$/, "");
  const exact = [dashed, `${dashed}-rule`, `${governed}-rule`, ALIASES.get(governed)].find(
    (name) => name !== undefined && names.includes(name),
  );
  return exact === undefined ? nearestWords(written, names) : { words: [exact], certain: true };
}

function changeType(span: Fix["edits"][number]["span"], word: string, preferred: boolean): Fix {
  return { title: `Change to ${quote(word)}`, edits: [{ span, newText: JSON.stringify(word) }], preferred };
}

/** What people call the things that a rule type governs. */
const ALIASES: ReadonlyMap<string, string> = new Map([
  ["secret", "item-rule"],
  ["key", "item-rule"],
  ["am", "auth-method-rule"],
  ["auth", "auth-method-rule"],
  ["access-role", "role-rule"],
]);

const COMMON: readonly string[] = RULE_TYPES.filter((word) => word.flag === undefined).map((word) => word.name);
