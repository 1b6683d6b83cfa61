// What the checks of a rules file call waste is waste, by the independent meaning: with the rule and without it the same
// is permitted, at any time, under any setting, for any client.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { runChecks } from "../../server/src/checks/run-checks.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import { ASKED_AT, plainRule, writtenPattern } from "./arbitrary-policies.ts";
import { allStrings } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRule, type PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 4).map((text) => `/${text}`);
const UNCLEAR: PlainSettings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" };

const WORLDS: readonly Partial<PlainClient>[] = [
  { time: ASKED_AT },
  { time: 0, claims: { g: ["a"], h: ["b"] } },
  { claims: { g: ["b", "ab"] }, settings: { ...UNCLEAR, "inner-star": "wildcard", "partial-plus": "wildcard" } },
  { claims: { h: ["a"] }, settings: { ...UNCLEAR, "inner-star": "literal", "partial-plus": "literal" } },
];

/** One rule for each path, as a rules file has them; every one valid, without end and with one that ends. */
const rulesOn = (pattern: fc.Arbitrary<string>): fc.Arbitrary<PlainRule[]> =>
  fc.uniqueArray(plainRule(pattern), { minLength: 1, maxLength: 7, selector: ({ path }) => normal(path) }).map((all) =>
    all
      .filter(({ path, capabilities }) => path !== "" && capabilities.length > 0)
      .map(({ path, capabilities, expires }): PlainRule => {
        const words = capabilities.filter((word) => WORDS.has(word));
        const rule = { type: "item-rule", path, capabilities: words.length > 0 ? [...new Set(words)] : ["read"] };
        return expires === undefined ? rule : { ...rule, expires };
      }),
  );

const WORDS: ReadonlySet<string> = new Set(["list", "read", "create", "update", "delete", "deny"]);
const CLAIMS = ["never-grants", "adds-nothing", "deny-protects-nothing"];

test("never-grants, adds-nothing and deny-protects-nothing are never said wrongly", () => {
  let told = 0;
  fc.assert(
    fc.property(rulesOn(writtenPattern), (all) => {
      for (const { at, message } of findWasteIn(all)) {
        told++;
        const others = all.filter((_, other) => other !== at);
        for (const world of WORLDS)
          for (const path of PATHS)
            assert.equal(permission(all, world, path), permission(others, world, path), `${message} on ${path}`);
      }
    }),
    propertyRuns(0.05),
  );
  assert.ok(told > 0, "some waste was found");
});

/** A claim's value may hold slashes, or be empty; nobody knows what a path becomes then (A7). This is what it may be. */
const ODD_VALUES = ["a/b", "a//b", "b/a/b", "/", ""];

const templatePattern = fc
  .tuple(
    fc.array(fc.constantFrom("a", "b", "+", "{{g}}", "a{{g}}", "{{h}}"), { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "/*", "/*"),
  )
  .map(([segments, end]) => `/${segments.join("/")}${end}`);

test("what is called waste is waste for claim values with slashes, too, put in as they are", () => {
  let told = 0;
  const value = fc.constantFrom(...ODD_VALUES);
  fc.assert(
    fc.property(rulesOn(templatePattern), value, value, (all, g, h) => {
      const filled = all.map((rule) => ({ ...rule, path: rule.path.replaceAll("{{g}}", g).replaceAll("{{h}}", h) }));
      for (const { at, message } of findWasteIn(all)) {
        if (!all[at]?.path.includes("{{")) continue;
        told++;
        const others = filled.filter((_, other) => other !== at);
        for (const path of PATHS)
          assert.equal(permission(filled, {}, path), permission(others, {}, path), `${message} on ${path}`);
      }
    }),
    propertyRuns(0.5),
  );
  assert.ok(told > 0, "some waste was found");
});

/** Where the rules are that the checks call waste. */
function findWasteIn(all: readonly PlainRule[]): { at: number; message: string }[] {
  const file = readRulesFile(textOf(all));
  return runChecks(file, { extraRuleTypes: [], syntax: "all" })
    .filter(({ code }) => CLAIMS.includes(code))
    .map(({ code, span }) => ({
      at: file.rules.findIndex(({ node }) => node.span.start <= span.start && span.end <= node.span.end),
      message: `${code} in ${file.text}`,
    }));
}

function permission(all: readonly PlainRule[], world: Partial<PlainClient>, path: string): string {
  const roles = [{ name: "role", admin: false, rules: all }];
  const client = { roles, claims: {}, time: ASKED_AT, settings: UNCLEAR, ...world };
  return answer(client, "item-rule", path).capabilities.join();
}

function textOf(all: readonly PlainRule[]): string {
  const entries = all.map(({ path, capabilities, expires }) => {
    const ttl = expires === undefined ? "" : ', "ttl": "30"';
    return `${JSON.stringify(path)}: [{ "rule-type": "item-rule", "capabilities": "[${capabilities.join(", ")}]"${ttl} }]`;
  });
  return `{\n${entries.join(",\n")}\n}`;
}

function normal(path: string): string {
  return path.startsWith("/") ? path : `/${path}`;
}
