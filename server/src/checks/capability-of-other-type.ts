import { type CapabilityWord, readCapability } from "../policy/capability.ts";
import { isAdministrative, RULE_TYPES, type RuleTypeWord } from "../policy/rule-type.ts";
import type { CapabilityList, Rule, RulesFile } from "../policy/rules-file.ts";
import { insertMember, replaceString } from "../text/json-edits.ts";
import type { Check, Finding } from "./check.ts";
import { removeCapabilities } from "./fix-words.ts";
import { knownRuleType } from "./known-rule-type.ts";
import type { Fix } from "./problem.ts";
import { joinWords, quote } from "./quote.ts";

/** A capability that exists, but not for this rule type (policy/rule-type.ts). `deny` where there is none is deny-on-sra's. */
export const capabilityOfOtherType: Check = {
  code: "capability-of-other-type",
  severity: "error",
  summary: "A capability that does not exist for the rule type, such as allow_access on an item-rule.",
  *run(file, workspace) {
    for (const rule of file.rules) {
      if (!rule.capabilities) continue;
      const ruleType = knownRuleType(rule, workspace)?.word;
      // An administrative rule does not belong in a rules file at all: its own warning says so, and it is never an error.
      if (!ruleType || isAdministrative(ruleType)) continue;
      for (const [index, item] of rule.capabilities.items.entries()) {
        const word = readCapability(item.value)?.word;
        if (!word || word.name === "deny" || ruleType.capabilities.includes(word.name)) continue;
        yield describeWord(file, rule, rule.capabilities, index, word, ruleType);
      }
    }
  },
};

function describeWord(
  file: RulesFile,
  rule: Rule,
  list: CapabilityList,
  index: number,
  word: CapabilityWord,
  ruleType: RuleTypeWord,
): Finding {
  const owners = RULE_TYPES.filter((type) => !isAdministrative(type) && type.capabilities.includes(word.name));
  const belongs = joinWords(
    owners.map((type) => type.name),
    "and",
  );
  const item = list.items[index];
  const written = quote(item?.value ?? word.name);
  const subject = rule.ruleType
    ? `${written} is no capability of ${ruleType.name}`
    : `Without a rule-type this is an ${ruleType.name}, and ${written} is no capability of that`;
  const removal = { title: `Remove ${written}`, edits: removeCapabilities(list, [index]), preferred: false };
  return {
    span: item?.span ?? list.node.span,
    message: `${subject}. It belongs to ${belongs}. Change the rule type, or remove the word.`,
    fixes: [...changeRuleType(file, rule, list, owners), ...(list.items.length > 1 ? [removal] : [])],
  };
}

/** The rule types that know every word of the list, when that is one family's. */
function changeRuleType(file: RulesFile, rule: Rule, list: CapabilityList, owners: readonly RuleTypeWord[]): Fix[] {
  const names = list.items.map((item) => readCapability(item.value)?.word.name);
  const fitting = owners.filter((type) =>
    names.every((name) => name !== undefined && type.capabilities.includes(name)),
  );
  // Item-like capabilities have four owners; which objects are meant only the default type can tell (F1.5).
  const [type, other] = fitting;
  if (!type) return [];
  const newType = JSON.stringify(type.name);
  const edit = rule.ruleType
    ? replaceString(rule.ruleType.node, type.name)
    : insertMember(file.text, rule.node, "rule-type", type.name);
  const title = rule.ruleType ? `Change the rule type to ${newType}` : `Add "rule-type": ${newType}`;
  return [{ title, edits: [edit], preferred: other === undefined }];
}
