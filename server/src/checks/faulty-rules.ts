// Which rules are an error already, so that nothing else is said of them and nothing is proved by them.

import type { PathEntry, Rule, RulesFile } from "../policy/rules-file.ts";
import type { Span } from "../text/span.ts";
import type { Problem } from "./problem.ts";
import { findRuleAround, firstWhere } from "./rule-around.ts";

/**
 * The rules in which an error lies, below a key on which one lies, and those that an error names as its twins.
 * @param isBroken tells what lies in broken JSON.
 */
export function findFaultyRules(
  { paths, rules }: RulesFile,
  problems: readonly Problem[],
  isBroken: (span: Span) => boolean,
): ReadonlySet<Rule> {
  const faulty = new Set(rules.filter(({ node }) => isBroken(node.span)));
  for (const { severity, span, related } of problems) {
    if (severity !== "error") continue;
    for (const place of [span, ...related.map((one) => one.span)]) {
      const rule = findRuleAround(rules, place);
      if (rule) faulty.add(rule);
      else for (const below of findEntryAt(paths, place)?.rules ?? []) faulty.add(below);
    }
  }
  return faulty;
}

function findEntryAt(paths: readonly PathEntry[], span: Span): PathEntry | undefined {
  const entry = paths[firstWhere(paths, ({ member }) => member.span.end > span.start)];
  return entry && entry.member.span.start < span.end ? entry : undefined;
}
