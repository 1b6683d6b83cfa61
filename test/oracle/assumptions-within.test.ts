// What all that a client may do within a pattern rests on, against reading every path of it otherwise.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AnswerBudget } from "../../server/src/evaluator/answer-budget.ts";
import { AssumptionsWithin } from "../../server/src/evaluator/assumptions-within.ts";
import { capabilitySet } from "../../server/src/policy/capability-set.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { plainClient, plainPattern } from "./arbitrary-policies.ts";
import { buildClient } from "./build-client.ts";
import { allStrings, isStringOf, partsOf } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRole, type PlainSettings, wordsOf } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "A"], 3).map((text) => `/${text}`);
const READING = { innerStar: "any", partialPlus: "any" } as const;
const pattern = fc.oneof(fc.constant("/*"), plainPattern);

test("whatever another reading changes anywhere within a pattern is named", () => {
  fc.assert(
    fc.property(plainClient, pattern, fc.boolean(), (plain, asked, isOne) => {
      if (plain.roles.some(({ admin }) => admin)) return;
      const only = isOne ? plain.roles[0]?.name : undefined;
      const question = { ruleType: "item-rule", wanted: capabilitySet(["read"]), only };
      const within = new AssumptionsWithin(buildClient(plain), question, new AnswerBudget());
      const named = within.of(tokenizePattern(readPathPattern(asked)));
      const [own, ...others] = [plain, ...otherSettings(plain)].map((each) => asFor(each, only));
      for (const path of PATHS.filter((each) => isStringOf(partsOf(asked, READING), each))) {
        for (const other of own ? others : []) {
          const [before, after] = [own, other].map((each) => each && answer(each, "item-rule", path));
          if (!before || !after || before.effect === "uncertain" || after.effect === "uncertain") continue;
          const isSame = before.capabilities.includes("read") === after.capabilities.includes("read");
          const id = TURNED.find(([name]) => other.settings[name] !== plain.settings[name])?.[1] ?? "";
          assert.ok(isSame || named.some((each) => each === id), `${path} rests on ${id}, not on [${named}]`);
        }
      }
    }),
    propertyRuns(0.05),
  );
});

const TURNED: readonly (readonly [keyof PlainSettings, string])[] = [
  ["cross-role-deny", "A1"],
  ["inner-star", "A5"],
  ["partial-plus", "A6"],
];

/** The same policy with one setting otherwise. */
function otherSettings(plain: PlainClient): PlainClient[] {
  const { settings } = plain;
  const values = ["unclear", "wildcard", "literal"] as const;
  const changes: Partial<PlainSettings>[] = [
    { "cross-role-deny": settings["cross-role-deny"] === "global" ? "per-role" : "global" },
    ...values.flatMap((value) => (settings["inner-star"] === value ? [] : { "inner-star": value })),
    ...values.flatMap((value) => (settings["partial-plus"] === value ? [] : { "partial-plus": value })),
  ];
  return changes.map((change) => ({ ...plain, settings: { ...settings, ...change } }));
}

/** Of other roles only the denies count, where one role is asked about. */
function asFor(plain: PlainClient, only: string | undefined): PlainClient {
  const denies = (role: PlainRole): PlainRole => {
    return { ...role, rules: role.rules.filter((rule) => wordsOf(rule).includes("deny")) };
  };
  return {
    ...plain,
    roles: plain.roles.map((role) => (only === undefined || role.name === only ? role : denies(role))),
  };
}
