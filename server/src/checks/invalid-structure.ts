// The shape of the file and of its rules (F1.1, F1.2). What a rule's values hold is the business of other checks.

import type { PathEntry, RulesFile, StructureFault } from "../policy/rules-file.ts";
import { isClosed } from "../text/is-closed.ts";
import type { JsonNode } from "../text/json-tree.ts";
import type { Span } from "../text/span.ts";
import type { Check, Finding } from "./check.ts";
import { removePath } from "./fix-words.ts";
import { meantKey } from "./meant-key.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";

/** A value of another kind than the documented one, or a rule without capabilities. */
export const invalidStructure: Check = {
  code: "invalid-structure",
  severity: "error",
  summary: "The file is not an object of paths, each with an array of rules, each with its capabilities.",
  *run(file) {
    const excused = findExcusedRules(file);
    for (const fault of file.faults) {
      if (fault.kind !== "capabilities-missing" || !excused.has(fault.node)) yield describeFault(file, fault);
    }
  },
};

/** Rules whose missing capabilities are misspelt, not written yet, or the lesser of two faults in one place. */
function findExcusedRules({ text, paths }: RulesFile): ReadonlySet<JsonNode | undefined> {
  const excused = new Set<JsonNode | undefined>();
  for (const { array, rules } of paths) {
    for (const rule of rules) {
      const misspelt = rule.otherKeys.some((member) => meantKey(rule, member)?.name === "capabilities");
      if (misspelt || !array || !isClosed(text, rule.node)) excused.add(rule.node);
    }
  }
  return excused;
}

function describeFault(file: RulesFile, fault: StructureFault): Finding {
  return {
    span: fault.node ? headOf(fault.node) : fault.span,
    message: messageOf(file, fault),
    fixes: fixFault(file, fault),
  };
}

/** Of an object or array only its opening bracket: a mark over many lines shows nothing. */
function headOf({ kind, span }: JsonNode): Span {
  return kind === "object" || kind === "array" ? { start: span.start, end: span.start + 1 } : span;
}

function messageOf(file: RulesFile, { kind, node, span }: StructureFault): string {
  switch (kind) {
    case "top-level-not-object":
      return file.text.trim() === ""
        ? `The file is empty. Write an object with a path and its rules: { "/path/*": [ ... ] }`
        : `A rules file is one object. Write { "/path/*": [ ... ] }, with a path as key and its rules as value.`;
    case "empty-path":
      return "The path is empty. Write the path that the rules are for, or remove them.";
    case "half-character":
      return `${quote(file.text.slice(span.start, span.end))} is half of a character, and is read as "\ufffd". Write the whole character.`;
    case "rules-not-array":
      return `The rules of a path stand in an array, even a single one. Write [ ... ] around ${node?.kind === "object" ? "it" : "rule objects"}.`;
    case "rule-not-object":
      return `A rule is an object. Write { "rule-type": "...", "capabilities": "[...]" }.`;
    case "rule-type-not-string":
      return `The rule type is text. Write it in double quotes, such as "item-rule".`;
    case "capabilities-missing":
      return `This rule has no capabilities and permits nothing. Add "capabilities", such as "[read, list]".`;
    case "capabilities-not-string":
      return `Capabilities are text that holds a list. Write them like "[read, list]".`;
  }
}

function fixFault(file: RulesFile, { kind, node }: StructureFault): Fix[] {
  const entry = node && file.paths.find((path) => path.key === node || path.member.value === node);
  if (kind === "empty-path" && entry) {
    return [{ title: "Remove the empty path and its rules", edits: removePath(file, entry), preferred: false }];
  }
  if (kind !== "rules-not-array" || node?.kind !== "object" || !isClosed(file.text, node)) return [];
  return [wrapRule(file, node, entry)];
}

/** Only when it is a rule, and not an object of objects that someone may have meant otherwise. */
function wrapRule(file: RulesFile, node: JsonNode, entry: PathEntry | undefined): Fix {
  const looksLikeRule = entry?.rules.some((rule) => rule.capabilities !== undefined) === true && file.text !== "";
  const edits = [
    { span: { start: node.span.start, end: node.span.start }, newText: "[" },
    { span: { start: node.span.end, end: node.span.end }, newText: "]" },
  ];
  return { title: "Write [ ] around the rule", edits, preferred: looksLikeRule };
}
