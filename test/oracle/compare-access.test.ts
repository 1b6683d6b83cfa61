// What an edit grants and revokes, against the decisions before and after on every path; and the laws of comparing.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { AnswerBudget } from "../../server/src/evaluator/answer-budget.ts";
import { type AccessChange, type AccessComparison, compareAccess } from "../../server/src/evaluator/compare-access.ts";
import { ASKED_AT, plainPattern, plainRoles, plainRule, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildClient, isInRegion } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRole, type PlainRule } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 4).map((text) => `/${text}`);

/** Two versions of a policy: one is the other with some rules taken out, put in or moved. */
const edit = fc.oneof(plainPattern, writtenPattern);
const versions: fc.Arbitrary<{ before: PlainClient; after: PlainClient }> = fc
  .record({
    roles: plainRoles(edit, 2),
    added: fc.array(plainRule(edit), { maxLength: 2 }),
    removed: fc.nat({ max: 5 }),
    role: fc.nat({ max: 1 }),
    settings: plainSettings,
  })
  .map(({ roles, added, removed, role, settings }) => {
    const change = (each: PlainRole, at: number): PlainRole =>
      at === role % roles.length ? { ...each, rules: [...each.rules.filter((_, i) => i !== removed), ...added] } : each;
    const client = (held: readonly PlainRole[]): PlainClient => ({
      roles: held,
      claims: { g: ["a", "b"], h: ["ab"] },
      time: ASKED_AT,
      settings,
    });
    return { before: client(roles), after: client(roles.map(change)) };
  });

test("each gain and each loss is told, shown by its witness, and nothing else is", () => {
  fc.assert(
    fc.property(versions, ({ before, after }) => {
      const comparison = compareAccess(buildClient(before), buildClient(after));
      assert.ok(comparison.decided);
      checkSide(before, after, ofItems(comparison.gained));
      checkSide(after, before, ofItems(comparison.lost));
    }),
    propertyRuns(0.2),
  );
});

/** Much comes and goes at once, on few patterns: allows under denies that go, denies over allows that come. */
const rewritten: fc.Arbitrary<{ before: PlainClient; after: PlainClient }> = fc
  .record({
    kept: fc.array(plainRule(plainPattern), { maxLength: 3 }),
    went: fc.array(plainRule(plainPattern), { maxLength: 4 }),
    came: fc.array(plainRule(edit), { maxLength: 4 }),
    altered: fc.boolean(),
    settings: plainSettings,
  })
  .map(({ kept, went, came, altered, settings }) => {
    const client = (rules: readonly PlainRule[]): PlainClient => ({
      roles: [{ name: "r", admin: false, rules: rules.map((rule) => ({ ...rule, type: "item-rule" })) }],
      claims: { g: ["a", "b"], h: ["ab"] },
      time: ASKED_AT,
      settings,
    });
    // Altered, rules get other capabilities on the paths that others had.
    const moved = came.map((rule, at) => ({ ...rule, path: (altered ? went[at]?.path : undefined) ?? rule.path }));
    return { before: client([...kept, ...went]), after: client([...moved, ...kept]) };
  });

test("where much comes and goes at once, each gain and each loss is told too", () => {
  fc.assert(
    fc.property(rewritten, ({ before, after }) => {
      const { decided, gained, lost } = compareBoth(before, after);
      assert.ok(decided);
      checkSide(before, after, gained);
      checkSide(after, before, lost);
    }),
    propertyRuns(0.2),
  );
});

test("whatever the budget, what is decided is all, and what is not decided says so", () => {
  let [decided, undecided] = [0, 0];
  fc.assert(
    fc.property(rewritten, fc.integer({ min: 1, max: 120 }), ({ before, after }, budget) => {
      const comparison = compareAccess(buildClient(before), buildClient(after), new AnswerBudget(budget));
      if (comparison.decided) {
        decided++;
        checkSide(before, after, comparison.gained);
        checkSide(after, before, comparison.lost);
      } else undecided++;
    }),
    propertyRuns(0.1),
  );
  assert.ok(decided > 0 && undecided > 0);
});

test("a deny that went, crossed by very many others, is decided allow by allow", () => {
  const row = (at: number, word: string): string =>
    `/${Array.from({ length: 24 }, (_, n) => (n === at ? word : "+")).join("/")}`;
  const rule = (path: string, ...capabilities: string[]): PlainRule => ({ type: "item-rule", path, capabilities });
  const crossing = Array.from({ length: 24 }, (_, at) => rule(row(at, "a"), at % 2 === 0 ? "deny" : "update"));
  const client = (rules: readonly PlainRule[]): PlainClient => {
    const settings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" } as const;
    return { roles: [{ name: "r", admin: false, rules }], claims: {}, time: 0, settings };
  };
  const [went, hidden] = [rule(row(-1, ""), "deny"), rule(`${row(0, "a")}/*`, "read")];
  const open = [...crossing, hidden, rule(row(2, "a"), "read")];
  const { decided, gained } = compareBoth(client([went, ...open]), client(open));
  assert.ok(decided);
  assert.deepEqual(gained.map(({ capabilities }) => capabilities).sort(), [["list", "update"]]);
});

test("compare(a, b) mirrors compare(b, a)", () => {
  fc.assert(
    fc.property(versions, ({ before, after }) => {
      const [there, back] = [compareBoth(before, after), compareBoth(after, before)];
      assert.deepEqual(inShort(there.gained), inShort(back.lost));
      assert.deepEqual(inShort(there.lost), inShort(back.gained));
    }),
    propertyRuns(0.2),
  );
});

test("moves, other orders, and other names of roles are no change", () => {
  fc.assert(
    fc.property(versions, ({ before }) => {
      const roles = before.roles.toReversed().map((role) => ({ ...role, rules: role.rules.toReversed() }));
      const renamed = before.roles.map((role) => ({ ...role, name: `${role.name}-new` }));
      for (const same of [before.roles, roles, renamed]) {
        const { decided, gained, lost } = compareBoth(before, { ...before, roles: same });
        assert.deepEqual({ decided, gained, lost }, { decided: true, gained: [], lost: [] });
      }
    }),
    propertyRuns(0.1),
  );
});

test("a role that becomes admin gains only what it had not", () => {
  const settings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" } as const;
  const client = (admin: boolean): PlainClient => {
    const rules = [{ type: "item-rule", path: "/*", capabilities: ["read"] }];
    return { roles: [{ name: "r", admin, rules }], claims: {}, time: 0, settings };
  };
  const { gained, lost } = compareBoth(client(false), client(true));
  assert.deepEqual(
    ofItems(gained).flatMap(({ capabilities }) => capabilities),
    ["create", "update", "delete"],
  );
  assert.deepEqual(lost, []);
});

function compareBoth(before: PlainClient, after: PlainClient): AccessComparison {
  return compareAccess(buildClient(before), buildClient(after));
}

function checkSide(from: PlainClient, to: PlainClient, changes: readonly AccessChange[]): void {
  const gainOn = (path: string): readonly string[] => {
    const had = answer(from, "item-rule", path).capabilities;
    return answer(to, "item-rule", path).capabilities.filter((name) => !had.includes(name));
  };
  for (const { witness, capabilities, region } of changes) {
    const gain = gainOn(witness);
    assert.deepEqual(
      capabilities.filter((name) => !gain.includes(name)),
      [],
      `${witness} shows no such change`,
    );
    assert.ok(isInRegion(region, witness), `${witness} is outside its region`);
  }
  for (const path of PATHS) {
    const gain = gainOn(path);
    const here = changes.filter(({ region }) => isInRegion(region, path));
    const missing = gain.filter((name) => !here.some(({ capabilities }) => capabilities.some((each) => each === name)));
    assert.deepEqual(missing, [], `${path} is left out`);
    for (const { region, capabilities } of here)
      if (region.exact)
        assert.deepEqual(
          capabilities.filter((name) => !gain.includes(name)),
          [],
          `${path} is too much`,
        );
  }
}

function ofItems(changes: readonly AccessChange[]): AccessChange[] {
  return changes.filter(({ ruleType }) => ruleType === "item-rule");
}

/** The rule types may be told in another order. */
function inShort(changes: readonly AccessChange[]): string[] {
  return changes
    .map(({ ruleType, capabilities, region, witness }) => JSON.stringify([ruleType, capabilities, region, witness]))
    .sort();
}
