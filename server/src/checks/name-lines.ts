// How findings name other rules of the file: by line in the message, and as related places.

import type { Rule, RulesFile } from "../policy/rules-file.ts";
import type { RelatedPlace } from "./problem.ts";
import { joinWords } from "./quote.ts";

/** `line 4`, or `lines 4, 9 and 12`; more than a few are counted. */
export function nameLines(file: RulesFile, rules: readonly Rule[]): string {
  const lines = [...new Set(rules.map((rule) => lineOf(file, rule)))].sort((a, b) => a - b);
  const [only] = lines;
  if (lines.length === 1) return `line ${only}`;
  const named = lines.slice(0, MOST_NAMED).map(String);
  const rest = lines.length - named.length;
  return `lines ${joinWords(rest > 0 ? [...named, `${rest} more`] : named, "and")}`;
}

/** The rules as related places, each marked at its capabilities. */
export function relateRules(rules: readonly Rule[], message: (rule: Rule) => string): RelatedPlace[] {
  return rules.slice(0, MOST_RELATED).map((rule) => ({
    span: rule.capabilities?.node.span ?? rule.key.span,
    message: message(rule),
  }));
}

/** The line of a rule's capabilities, 1-based as editors show it. */
function lineOf(file: RulesFile, { capabilities, node }: Rule): number {
  return file.lines.positionAt((capabilities?.node ?? node).span.start).line + 1;
}

const MOST_NAMED = 4;

/** Of more than these, the rest is not related. */
export const MOST_RELATED = 20;
