// What is said of patterns with templates, and of rules with them, against clients with every small value.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { accessOnPattern } from "../../server/src/evaluator/access-on-pattern.ts";
import { reachesForValues } from "../../server/src/evaluator/reaches-for-values.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { ASKED_AT, plainRoles, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildSymbolicClient } from "./build-client.ts";
import { stringsOf } from "./pattern-meaning.ts";
import { grantsOf, matchOf, type PlainClient, type PlainRule, wordsOf } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const TYPE = "item-rule";
const VALUES = ["a", "b", "ab", "aa"];

const segment = fc.constantFrom("{{g}}", "{{g}}", "{{h}}", "a", "b", "ab", "+", "a{{g}}", "{{g}}{{h}}", "{{g}}b");
const templatePattern: fc.Arbitrary<string> = fc.oneof(
  writtenPattern,
  fc
    .tuple(fc.array(segment, { minLength: 1, maxLength: 3 }), fc.constantFrom("", "", "/*", "*"))
    .map(([segments, end]) => `/${segments.join("/")}${end}`),
);

const holder: fc.Arbitrary<PlainClient> = fc.record({
  roles: plainRoles(templatePattern, 2).map((roles) => roles.map((role) => ({ ...role, admin: false }))),
  claims: fc.constant({}),
  time: fc.constant(ASKED_AT),
  settings: plainSettings,
});

test("every rule that reaches a pattern for some values is told, and every path that is told shows it", () => {
  fc.assert(
    fc.property(holder, templatePattern, fc.subarray(VALUES), fc.subarray(VALUES), (plain, asked, g, h) => {
      const client = buildSymbolicClient(plain);
      const pattern = readPathPattern(asked);
      const known = accessOnPattern(client, tokenizePattern(pattern)).find(({ ruleType }) => ruleType === TYPE);
      const forValues = [...reachesForValues(client, TYPE, pattern, known)];
      const told = [...(known?.allows ?? []), ...(known?.denies ?? []), ...forValues];
      const isTold = ({ path }: PlainRule): boolean => told.some(({ rule }) => rule.rule.pattern.written === path);
      const holding = { ...plain, claims: { g, h } };
      const paths = PATHS.filter((path) => isOf(holding, asked, path));
      for (const rule of plain.roles.flatMap(({ rules }) => rules)) {
        if (rule.type !== TYPE || !acts(rule) || isTold(rule)) continue;
        const reached = paths.filter((path) => matchOf(holding, rule, path) === "yes");
        assert.deepEqual(reached, [], `${rule.path} reaches ${asked} for g = ${g} and h = ${h}`);
      }
      for (const { rule, witness } of forValues)
        if (witness !== undefined) checkWitness(plain, rule.rule, asked, witness);
    }),
    propertyRuns(0.3),
  );
});

const PATHS = [...stringsOf([3], ["/", "a", "b"], 6)].filter((path) => path.startsWith("/"));

/** Some client has all values that a path could be made of. */
function checkWitness(
  plain: PlainClient,
  { pattern, ruleType }: { pattern: { written: string }; ruleType: string },
  asked: string,
  witness: string,
): void {
  const pieces = witness.split(/[/*+]/).flatMap(partsOfText);
  const client = { ...plain, claims: { g: pieces, h: pieces } };
  const rule = { type: ruleType, path: pattern.written, capabilities: ["read"] };
  assert.equal(matchOf(client, rule, witness), "yes", `${witness} is no path of ${pattern.written}`);
  assert.ok(isOf(client, asked, witness), `${witness} is no path of ${asked}`);
}

function partsOfText(text: string): string[] {
  return Array.from(text).flatMap((_, from) =>
    Array.from(text.slice(from), (__, length) => text.slice(from, from + length + 1)),
  );
}

/** As the hover reads the path above which it stands: unclear wildcards reach as far as they could. */
function isOf(client: PlainClient, written: string, path: string): boolean {
  const settings = { ...client.settings, "inner-star": "wildcard", "partial-plus": "wildcard" } as const;
  return matchOf({ ...client, settings }, { type: TYPE, path: written, capabilities: ["read"] }, path) === "yes";
}

function acts(rule: PlainRule): boolean {
  const isOver = (rule.expires ?? Number.POSITIVE_INFINITY) <= ASKED_AT || rule.accessesLeft === 0;
  return !isOver && (wordsOf(rule).includes("deny") || grantsOf(rule).length > 0);
}
