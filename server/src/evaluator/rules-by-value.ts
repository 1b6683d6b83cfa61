// The rules of roles that could act on paths of a pattern for some claim values, found without trying all.

import type { AccessRule } from "../policy/access-rule.ts";
import { groupBy } from "../policy/group-by.ts";
import { hasTemplate } from "../policy/path-pattern.ts";
import type { PathTokens } from "../policy/path-tokens.ts";
import { tokenizePattern } from "../policy/tokenize-pattern.ts";
import type { Client } from "./client.ts";
import { type ClientRule, readingOf } from "./client-rule.ts";
import { indexPatterns, type PathIndex } from "./path-index.ts";

export interface RulesByValue {
  /** The rules of a type that may act, for some values and as long as they last, on a path of a pattern. */
  near(ruleType: string, tokens: PathTokens): ClientRule[];
}

/** @param client one whose claims are `symbolic`: rules without templates are indexed in it as they are. */
export function indexByValue(client: Client): RulesByValue {
  const { assumptions } = client.circumstances;
  const templates = groupBy(
    client.rules.filter(({ rule, state }) => state.kind === "acts" && hasTemplate(rule.pattern)),
    ({ rule }) => rule.ruleType,
  );
  const indexes = new Map<string, { paths: PathIndex; rules: readonly ClientRule[] }>(
    [...templates].map(([ruleType, rules]) => {
      const paths = indexPatterns(rules.map(({ rule }) => anyValueOf(rule, assumptions)));
      return [ruleType, { paths, rules }];
    }),
  );
  return {
    near(ruleType, tokens) {
      const plain = (client.compartmentsByType.get(ruleType) ?? []).flatMap(({ acting: { paths, entries } }) =>
        paths.overlapping(tokens).flatMap((id) => entries[id]?.rule ?? []),
      );
      const index = indexes.get(ruleType);
      return [
        ...plain.filter(({ rule }) => !hasTemplate(rule.pattern)),
        ...(index?.paths.overlapping(tokens).flatMap((id) => index.rules[id] ?? []) ?? []),
      ];
    },
  };
}

/** Where a rule acts for some plain values of its claims. */
export function anyValueOf({ pattern }: AccessRule, assumptions: Parameters<typeof readingOf>[0]): PathTokens {
  return tokenizePattern(pattern, readingOf(assumptions, "part"));
}
