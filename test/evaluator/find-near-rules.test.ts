// The walk that finds the rules near a path gives what trying all of them gives.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { applyRule, type ClientRule } from "../../server/src/evaluator/client-rule.ts";
import { describeMismatch, type Mismatch, shapeOf, splitPath } from "../../server/src/evaluator/describe-mismatch.ts";
import { findNearRules } from "../../server/src/evaluator/find-near-rules.ts";
import { buildNearTrie, type NearRule } from "../../server/src/evaluator/near-trie.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { propertyRuns } from "../oracle/property-runs.ts";

const MOST = 4;

/** Segments that collide: alike but for case, wildcards whole, inside and at the end, claims with several values. */
const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "A", "ab", "aB", "c") },
  { weight: 2, arbitrary: fc.constant("+") },
  { weight: 1, arbitrary: fc.constantFrom("*", "a+", "{{k}}", "x{{k}}", "", "\u0130") },
);
const pattern = fc
  .tuple(fc.array(segment, { minLength: 1, maxLength: 5 }), fc.constantFrom("", "", "/*", "*", "/a*", "/"))
  .map(([segments, end]) => `/${segments.join("/")}${end}`);
const path = fc
  .array(fc.constantFrom("a", "b", "A", "ab", "AB", "c", "d", "abc", "", "i\u0307"), { minLength: 1, maxLength: 6 })
  .map((segments) => `/${segments.join("/")}`);

const CLAIMS = new Map([["k", ["a", "B", "c"]]]);

function rulesOf(patterns: readonly string[]): NearRule[] {
  const circumstances = { claims: CLAIMS, assumptions: DEFAULT_ASSUMPTIONS, time: 0, appliedAt: 0 };
  const rules = patterns.flatMap((written, line) => {
    const source = { document: "app.json", span: { start: line, end: line }, line };
    const access = {
      ruleType: "item-rule",
      pattern: readPathPattern(written),
      capabilities: ["read"] as const,
      expiry: undefined,
      accessesLeft: undefined,
      source,
    };
    return applyRule(access, "app", circumstances).filter(({ state }) => state.kind === "acts");
  });
  return rules.flatMap((rule) => rule.reaches.map((tokens) => ({ rule, shape: shapeOf(tokens) })));
}

/** Every rule with its misses, the nearest first; in the order of the rules where they are equally near. */
function missesOf(
  rules: readonly NearRule[],
  asked: string,
  ignored: ReadonlySet<ClientRule>,
): [ClientRule, Mismatch][] {
  const found = new Map<ClientRule, Mismatch[]>();
  for (const { rule, shape } of rules) {
    const mismatches = ignored.has(rule) ? [] : describeMismatch(shape, splitPath(asked));
    if (mismatches.length > 0) found.set(rule, [...(found.get(rule) ?? []), ...mismatches]);
  }
  return [...found]
    .flatMap(([rule, mismatches]) => mismatches.map((each): [ClientRule, Mismatch] => [rule, each]))
    .sort(([, a], [, b]) => b.nearness - a.nearness);
}

/** What is told: of the nearest rules the nearest miss each, and every miss that an assumption decides. */
function told(misses: readonly [ClientRule, Mismatch][]): string[] {
  const nearest = new Map<ClientRule, Mismatch>();
  for (const [rule, miss] of misses) if (!nearest.has(rule)) nearest.set(rule, miss);
  const assumed = misses.filter(([, { why }]) => ASSUMED.has(why.kind));
  const first = [...nearest].slice(0, MOST);
  const write = ([{ rule }, { why, nearness }]: [ClientRule, Mismatch]): string =>
    `${rule.source.line} ${rule.pattern.written} ${JSON.stringify(why)} ${nearness}`;
  return [...first.map(write), "and", ...assumed.map(write).sort()];
}

const ASSUMED: ReadonlySet<string> = new Set(["case", "below", "folder-itself"]);

test("the nearest rules, and those that an assumption keeps out, are found without trying all", () => {
  fc.assert(
    fc.property(fc.array(pattern, { maxLength: 60 }), path, fc.nat(3), (patterns, asked, skip) => {
      const rules = rulesOf(patterns);
      const ignored = new Set(rules.filter((_, at) => skip > 0 && at % (skip + 2) === 0).map(({ rule }) => rule));
      const near = findNearRules(buildNearTrie(rules), splitPath(asked), MOST, ignored);
      assert.deepEqual(told(missesOf(near, asked, ignored)), told(missesOf(rules, asked, ignored)));
      const order = near.map((each) => rules.indexOf(each));
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
      );
    }),
    propertyRuns(),
  );
});

test("of many rules that part with a path at one place only a few are looked at", () => {
  const rules = rulesOf(Array.from({ length: 3000 }, (_, at) => `/shared/team${at}/app/secret`));
  const near = findNearRules(buildNearTrie(rules), splitPath("/shared/other/app/secret"), MOST, new Set());
  assert.deepEqual(
    near.map(({ rule }) => rule.rule.source.line),
    [0, 1, 2, 3],
  );
});

test("a rule that reaches the path takes no place among those that miss it", () => {
  const rules = rulesOf(["/c", "/c/a*", "/c/a/", "/c/b/a/a*", "/c/a/a/a/a"]);
  const near = findNearRules(buildNearTrie(rules), splitPath("/c"), MOST, new Set());
  assert.deepEqual(
    near.map(({ rule }) => rule.rule.source.line),
    [1, 2, 3, 4],
  );
});
