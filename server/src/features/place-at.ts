// What stands at an offset of a rules file, in the words of the field. Hover and completion begin here.

import type { PathEntry, Rule, RulesFile, RuleTypeText, Ttl } from "../policy/rules-file.ts";
import type { JsonMember, JsonString } from "../text/json-tree.ts";
import { type Span, type Spanned, touches } from "../text/span.ts";

export type Place =
  | { readonly kind: "path"; readonly entry: PathEntry; readonly span: Span }
  | { readonly kind: "key"; readonly rule: Rule; readonly member: JsonMember; readonly span: Span }
  | { readonly kind: "rule-type"; readonly rule: Rule; readonly text: RuleTypeText; readonly span: Span }
  /** One word of the list; see `capabilities` for the places between the words. */
  | { readonly kind: "capability"; readonly rule: Rule; readonly word: Spanned<string>; readonly span: Span }
  | { readonly kind: "capabilities"; readonly rule: Rule; readonly string: JsonString; readonly span: Span }
  | { readonly kind: "ttl"; readonly rule: Rule; readonly ttl: Ttl; readonly span: Span }
  /** Inside a rule and on nothing of the above. */
  | { readonly kind: "rule"; readonly rule: Rule; readonly span: Span };

/** What stands at an offset; nothing outside of paths and rules. */
export function placeAt(file: RulesFile, offset: number): Place | undefined {
  const entry = file.paths.find(({ member }) => touches(member.span, offset));
  if (entry && touches(entry.key.span, offset)) return { kind: "path", entry, span: entry.key.span };
  const rule = entry?.rules.find(({ node }) => touches(node.span, offset));
  return rule && placeInRule(rule, offset);
}

function placeInRule(rule: Rule, offset: number): Place {
  const { ruleType, capabilities, ttl, node } = rule;
  const member = node.members.find((candidate) => touches(candidate.key.span, offset));
  if (member) return { kind: "key", rule, member, span: member.key.span };
  if (ruleType && touches(ruleType.node.span, offset)) {
    return { kind: "rule-type", rule, text: ruleType, span: ruleType.span };
  }
  const word = capabilities?.items.find((item) => touches(item.span, offset));
  if (word) return { kind: "capability", rule, word, span: word.span };
  const list = capabilities?.node;
  if (list && touches(list.span, offset)) {
    const string = list.kind === "array" ? list.elements.find((element) => touches(element.span, offset)) : list;
    if (string?.kind === "string") return { kind: "capabilities", rule, string, span: string.span };
  }
  if (ttl && touches(ttl.node.span, offset)) return { kind: "ttl", rule, ttl, span: ttl.node.span };
  return { kind: "rule", rule, span: node.span };
}
