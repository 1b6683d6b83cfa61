// Two rules of one rule type below one key. The same over two keys of one path is the finding of duplicate-path.

import type { PathEntry, Rule, RulesFile } from "../policy/rules-file.ts";
import { replaceNode } from "../text/json-edits.ts";
import type { Check, Finding } from "./check.ts";
import { removeRule } from "./fix-words.ts";
import { knownRuleType } from "./known-rule-type.ts";
import type { Fix } from "./problem.ts";
import { quote } from "./quote.ts";
import { capabilityNames, hasSameTtl, isPlain, saysTheSame } from "./says-the-same.ts";

/** A role keeps one rule for each rule type and path (F1.9); whether a second replaces or adds is unknown (A12). */
export const duplicateRule: Check = {
  code: "duplicate-rule",
  severity: "error",
  summary: "A path has two rules of one rule type; a role keeps only one.",
  *run(file, workspace) {
    for (const entry of file.paths) {
      if (entry.rules.length < 2) continue;
      const first = new Map<string, Rule>();
      for (const rule of entry.rules) {
        const name = knownRuleType(rule, workspace)?.name;
        if (name === undefined || !rule.capabilities) continue;
        const twin = first.get(name);
        if (twin) yield describeTwin(file, entry, rule, twin, name);
        else first.set(name, rule);
      }
    }
  },
};

function describeTwin(file: RulesFile, entry: PathEntry, rule: Rule, twin: Rule, name: string): Finding {
  const type = rule.ruleType ? quote(name) : `${quote(name)} (the default)`;
  return {
    span: headOf(rule),
    message: `${quote(entry.pattern.written)} has a rule of type ${type} already. A role keeps one for each rule type and path. Merge the two.`,
    related: [{ span: headOf(twin), message: `The first rule of type ${quote(name)}` }],
    fixes: mergeRules(file, entry, rule, twin),
  };
}

/** The rule type; where none is written, the opening brace. */
function headOf({ ruleType, node }: Rule): Rule["node"]["span"] {
  return ruleType?.span ?? { start: node.span.start, end: node.span.start + 1 };
}

/** Rules that end at different times, or of which only one denies, are for their writer to decide. */
function mergeRules(file: RulesFile, entry: PathEntry, rule: Rule, twin: Rule): Fix[] {
  const removal = removeRule(file, entry, rule);
  if (saysTheSame(rule, twin))
    return [{ title: "Remove this rule: the first says the same", edits: removal, preferred: true }];
  const names = capabilityNames(twin);
  const more = capabilityNames(rule);
  if (!isPlain(rule) || !isPlain(twin) || !twin.capabilities || !hasSameTtl(rule, twin)) return [];
  if (names.has("deny") !== more.has("deny")) return [];
  const merged = `[${[...new Set([...names, ...more])].join(", ")}]`;
  const edits = [replaceNode(twin.capabilities.node, JSON.stringify(merged)), ...removal];
  return [{ title: `Merge into the first, as ${quote(merged)}`, edits, preferred: false }];
}
