// What an edit grants and revokes role by role, now and once rules expire, against the decisions at each moment.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { comparePolicies, type RoleChange } from "../../server/src/evaluator/compare-policies.ts";
import { regionText } from "../../server/src/evaluator/region.ts";
import { ASKED_AT, plainPattern, plainRoles, plainRule } from "./arbitrary-policies.ts";
import { buildPolicy, isInRegion } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRole, type PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 4).map((text) => `/${text}`);
const SETTINGS: PlainSettings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" };
const TIMES = { time: ASKED_AT, appliedAt: ASKED_AT };
const MOMENTS = [ASKED_AT, ASKED_AT + 1, ASKED_AT + 2, ASKED_AT + 3];

/** Many rules that end soon after the question. */
const passing = plainRule(plainPattern).chain((rule) =>
  fc.constantFrom(
    { ...rule, type: "item-rule" },
    ...MOMENTS.slice(1).map((expires) => ({ ...rule, type: "item-rule", expires })),
  ),
);

const versions = fc
  .record({
    roles: plainRoles(plainPattern, 2),
    common: fc.array(passing, { maxLength: 3 }),
    added: fc.array(passing, { maxLength: 2 }),
    renewed: fc.array(passing, { maxLength: 1 }),
  })
  .map(({ roles, common, added, renewed }) => {
    const renew = (accessesLeft: number): PlainRole["rules"] => renewed.map((rule) => ({ ...rule, accessesLeft }));
    const after = roles.map((role) => ({ ...role, rules: [...role.rules.slice(1), ...common, ...renew(1), ...added] }));
    return { before: roles.map((role) => ({ ...role, rules: [...role.rules, ...common, ...renew(0)] })), after };
  });

test("each gain and loss of each role is told, with the moment from which it shows", () => {
  fc.assert(
    fc.property(versions, ({ before, after }) => {
      const { decided, gained, lost } = comparePolicies(
        buildPolicy(before, SETTINGS),
        buildPolicy(after, SETTINGS),
        TIMES,
      );
      assert.ok(decided);
      before.forEach((role, at) => {
        const other = after[at] ?? role;
        checkSide(role, other, gained);
        checkSide(other, role, lost);
      });
    }),
    propertyRuns(0.1),
  );
});

test("what an allow gives hides nothing of what a deny that went gives on the same paths", () => {
  const [allow, wider] = [itemRule("/b/*", "update"), itemRule("/b*", "list")];
  const before: PlainRole = { name: "r", admin: false, rules: [itemRule("/+/*", "deny"), allow] };
  const after: PlainRole = { ...before, rules: [allow, wider] };
  const { gained, lost } = comparePolicies(buildPolicy([before], SETTINGS), buildPolicy([after], SETTINGS), TIMES);
  checkSide(before, after, gained);
  checkSide(after, before, lost);
});

test("a rule that may be used again shows once the deny that hid it has ended", () => {
  const deny = { ...itemRule("/a/*", "deny"), expires: ASKED_AT + 1 };
  const [usedUp, usable] = [0, 5].map((accessesLeft) => ({ ...itemRule("/a/*", "read"), accessesLeft }));
  const [before, after] = [usedUp, usable].map((rule): PlainRole => {
    return { name: "r", admin: false, rules: rule ? [deny, rule] : [] };
  }) as [PlainRole, PlainRole];
  const { gained, lost } = comparePolicies(buildPolicy([before], SETTINGS), buildPolicy([after], SETTINGS), TIMES);
  assert.deepEqual(
    gained.map(({ capabilities, from }) => [capabilities, from]),
    [[["list", "read"], ASKED_AT + 1]],
  );
  checkSide(before, after, gained);
  assert.deepEqual(lost, []);
});

test("what shows already is not told again once a rule ends that hid it elsewhere", () => {
  const passes = { ...itemRule("/t/*", "list"), expires: ASKED_AT + 1 };
  const [before, after] = [[itemRule("/*", "list"), passes], [passes]].map((rules): PlainRole => {
    return { name: "r", admin: false, rules };
  }) as [PlainRole, PlainRole];
  const { lost } = comparePolicies(buildPolicy([before], SETTINGS), buildPolicy([after], SETTINGS), TIMES);
  checkSide(after, before, lost);
  assert.deepEqual(
    lost.map(({ region, witness, from }) => [regionText(region), witness, from]),
    [
      ["/* except /t/*", "/", undefined],
      ["/t/*", "/t/", ASKED_AT + 1],
    ],
  );
});

test("a deny that ends shows what it hid, and only that", () => {
  const passes = { ...itemRule("/d/*", "deny"), expires: ASKED_AT + 1 };
  const [before, after] = ["/*", "/q"].map((path): PlainRole => {
    return { name: "r", admin: false, rules: [itemRule(path, "list"), passes] };
  }) as [PlainRole, PlainRole];
  const { lost } = comparePolicies(buildPolicy([before], SETTINGS), buildPolicy([after], SETTINGS), TIMES);
  checkSide(after, before, lost);
  assert.deepEqual(
    lost.map(({ region, witness, from }) => [regionText(region), witness, from]),
    [
      ["/* except /d/* and /q", "/", undefined],
      ["/d/*", "/d/", ASKED_AT + 1],
    ],
  );
});

test("a role that only one side has is compared with nothing", () => {
  const role: PlainRole = {
    name: "r",
    admin: false,
    rules: [itemRule("/a/*", "read")],
  };
  const { gained, lost } = comparePolicies(buildPolicy([], SETTINGS), buildPolicy([role], SETTINGS), TIMES);
  assert.deepEqual(
    gained.map(({ region, capabilities }) => [region.inside, capabilities]),
    [
      [
        ["/a/", 3],
        ["list", "read"],
      ],
    ],
  );
  assert.deepEqual(lost, []);
});

function itemRule(path: string, capability: string): PlainRole["rules"][number] {
  return { type: "item-rule", path, capabilities: [capability] };
}

function checkSide(from: PlainRole, to: PlainRole, all: readonly RoleChange[]): void {
  const changes = all.filter(({ role, ruleType }) => role === to.name && ruleType === "item-rule");
  const ways = MOMENTS.map((time) => ({ time, was: clientOf(from, time), is: clientOf(to, time) }));
  /** What is gained at each moment and at none before it. */
  const newOn = (path: string): string[][] => {
    const gains = ways.map(({ was, is }) => gainOn(was, is, path));
    return gains.map((gain, at) => gain.filter((name) => !gains.slice(0, at).some((before) => before.includes(name))));
  };
  const told = MOMENTS.map((time) => changes.filter((change) => (change.from ?? ASKED_AT) === time));
  assert.equal(told.flat().length, changes.length);
  for (const path of PATHS) {
    const news = newOn(path);
    const here = told.map((some) => some.filter(({ region }) => isInRegion(region, path)));
    for (const [at, time] of MOMENTS.entries()) {
      const missing = (news[at] ?? []).filter((name) => !here[at]?.some((change) => tells(change, name)));
      assert.deepEqual(missing, [], `${to.name}: ${path} is left out at ${time}`);
      const exact = (here[at] ?? []).filter(({ region }) => region.exact).flatMap(({ capabilities }) => capabilities);
      const old = exact.filter((name) => !news[at]?.includes(name));
      assert.deepEqual(old, [], `${to.name}: ${path} is not new at ${time}`);
    }
  }
  for (const [at, time] of MOMENTS.entries()) {
    for (const { witness, capabilities, region } of told[at] ?? []) {
      const news = newOn(witness)[at] ?? [];
      const old = capabilities.filter((name) => !news.includes(name));
      assert.deepEqual(old, [], `${witness} shows nothing new at ${time}`);
      assert.ok(isInRegion(region, witness));
    }
  }
}

function tells({ capabilities }: RoleChange, name: string): boolean {
  return capabilities.some((each) => each === name);
}

function gainOn(was: PlainClient, is: PlainClient, path: string): readonly string[] {
  const had = answer(was, "item-rule", path).capabilities;
  return answer(is, "item-rule", path).capabilities.filter((name) => !had.includes(name));
}

function clientOf(role: PlainRole, time: number): PlainClient {
  return { roles: [role], claims: {}, time, settings: SETTINGS };
}
