// Lists that are read with their meaning but not written as documented (F1.3): the text "[read, list]".
// Words that mean nothing are the business of unknown-capability, export names that of export-capability-name.

import { readCapability } from "../policy/capability.ts";
import type { CapabilityList, Rule } from "../policy/rules-file.ts";
import { replaceNode } from "../text/json-edits.ts";
import type { Check, CheckedWorkspace, Finding } from "./check.ts";
import { changeCapability } from "./fix-words.ts";
import { knownRuleType, mayHave } from "./known-rule-type.ts";
import { quote } from "./quote.ts";

/** A list without brackets, an array, quotes or a comma too many inside, a word in capital letters. */
export const capabilitiesForm: Check = {
  code: "capabilities-form",
  severity: "warning",
  summary: `Capabilities are not written in the documented form "[read, list]".`,
  *run({ rules }, workspace) {
    for (const rule of rules) {
      const { capabilities } = rule;
      if (!capabilities || capabilities.items.length === 0) continue;
      const fault = formFault(capabilities);
      if (fault !== undefined) yield describeForm(capabilities, fault);
      yield* findOtherCase(capabilities, rule, workspace);
    }
  },
};

/** What is wrong with the list as a whole, if anything is. Blanks are free. */
function formFault({ node, form, items }: CapabilityList): string | undefined {
  if (node.kind !== "string") return "Capabilities are documented as text, not as an array";
  if (form === "unbracketed") {
    const hasOne = /^\s*\[|\]\s*$/.test(node.value);
    return `The list of capabilities has ${hasOne ? "only one bracket" : "no brackets around it"}`;
  }
  const parts = node.value.trim().slice(1, -1).split(",");
  if (parts.length > items.length) return "The list of capabilities has a comma too many";
  const plain = parts.every((part, index) => part.trim() === items[index]?.value);
  return plain ? undefined : "Quotes and brackets do not belong inside the list of capabilities";
}

function describeForm(list: CapabilityList, fault: string): Finding {
  const words = list.items.map(({ value }) => {
    const reading = readCapability(value);
    return reading?.form === "other-case" ? reading.word.name : value;
  });
  const normal = `[${words.join(", ")}]`;
  return {
    span: list.node.span,
    message: `${fault}. Write ${quote(normal)}.`,
    fixes: [
      { title: `Change to ${quote(normal)}`, edits: [replaceNode(list.node, JSON.stringify(normal))], preferred: true },
    ],
  };
}

function* findOtherCase(list: CapabilityList, rule: Rule, workspace: CheckedWorkspace): Iterable<Finding> {
  for (const [index, { value, span }] of list.items.entries()) {
    const reading = readCapability(value);
    if (reading?.form !== "other-case") continue;
    const { name } = reading.word;
    if (!mayHave(knownRuleType(rule, workspace), name)) continue;
    yield {
      span,
      message: `Capabilities are written in small letters. Write "${name}" instead of ${quote(value)}.`,
      fixes: [changeCapability(list, index, name, true)],
    };
  }
}
