// Only this project's index of paths, which is what compiling regular expressions is compared with.

import { buildPathIndex } from "../../../server/src/evaluator/path-index.ts";
import { readPathPattern } from "../../../server/src/policy/path-pattern.ts";
import type { PathTokens } from "../../../server/src/policy/path-tokens.ts";
import { tokenizePattern } from "../../../server/src/policy/tokenize-pattern.ts";
import { type Contestant, samePath } from "../contestant.ts";
import { denies, grantBits, type Rule } from "../policy.ts";

interface TokenRule {
  readonly tokens: PathTokens;
  readonly grants: number;
  readonly denies: boolean;
}

export function createPolicyLensIndex(): Contestant<TokenRule[], string> {
  return {
    answers: "capabilities",
    prepare: (rules) => rules.map(tokenRule),
    build: (rules) => {
      const index = buildPathIndex(rules);
      return { query: samePath, decide: (path) => index.decide(path) };
    },
  };
}

function tokenRule(rule: Rule): TokenRule {
  return { tokens: tokenizePattern(readPathPattern(rule.path)), grants: grantBits(rule), denies: denies(rule) };
}
