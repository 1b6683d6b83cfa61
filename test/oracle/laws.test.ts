// Laws that hold whatever the rules are: they need no second opinion.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { compareAccess } from "../../server/src/evaluator/compare-access.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import { askedPath, plainClient, plainRule, writtenPattern } from "./arbitrary-policies.ts";
import { buildClient } from "./build-client.ts";
import type { PlainClient, PlainRule } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const paths = fc.array(askedPath, { minLength: 3, maxLength: 6 });
const role = fc.nat({ max: 2 });
const place = fc.nat({ max: 5 });
const itemRule = plainRule(writtenPattern).map((rule) => ({ ...rule, type: "item-rule" }));

test("adding a deny never gains", () => {
  fc.assert(
    fc.property(plainClient, itemRule, role, place, paths, (plain, rule, to, at, asked) => {
      const after = withRule(plain, { ...rule, capabilities: ["deny"] }, to, at);
      for (const path of asked) assertWithin(capabilitiesOf(after, path), capabilitiesOf(plain, path), path);
      const { gained } = compareAccess(buildClient(plain), buildClient(after));
      assert.deepEqual(gained, []);
    }),
    propertyRuns(0.2),
  );
});

test("adding an allow never loses", () => {
  fc.assert(
    fc.property(plainClient, itemRule, role, place, paths, (plain, rule, to, at, asked) => {
      const after = withRule(plain, { ...rule, capabilities: ["read"] }, to, at);
      for (const path of asked) assertWithin(capabilitiesOf(plain, path), capabilitiesOf(after, path), path);
      const { lost } = compareAccess(buildClient(plain), buildClient(after));
      assert.deepEqual(lost, []);
    }),
    propertyRuns(0.2),
  );
});

test("the order of rules and of roles is irrelevant, and so are the names of roles", () => {
  fc.assert(
    fc.property(plainClient, paths, (plain, asked) => {
      const reversed = plain.roles.toReversed().map((each) => ({ ...each, rules: each.rules.toReversed() }));
      const renamed = plain.roles.map((each) => ({ ...each, name: `the-${each.name}` }));
      for (const roles of [reversed, renamed])
        for (const path of asked) assert.deepEqual(verdictOf({ ...plain, roles }, path), verdictOf(plain, path), path);
    }),
    propertyRuns(0.2),
  );
});

test("a role more, without a deny, never loses", () => {
  fc.assert(
    fc.property(plainClient, fc.array(itemRule, { maxLength: 3 }), paths, (plain, rules, asked) => {
      const allows = rules.map((rule) => ({ ...rule, capabilities: ["update"] }));
      const after = { ...plain, roles: [...plain.roles, { name: "one-more", admin: false, rules: allows }] };
      for (const path of asked) assertWithin(capabilitiesOf(plain, path), capabilitiesOf(after, path), path);
    }),
    propertyRuns(0.2),
  );
});

test("a decision carries its reasons: who allows is among them, who denies too", () => {
  fc.assert(
    fc.property(plainClient, askedPath, (plain, path) => {
      const { effect, capabilities, reasons } = decide(buildClient(plain), "item-rule", path);
      const grants = reasons.filter(({ outcome }) => outcome === "grants").flatMap((reason) => reason.capabilities);
      assertWithin(capabilities, grants, path);
      assert.equal(effect === "denied" || effect === "not-granted" ? capabilities.length : 0, 0);
      if (effect === "denied") assert.ok(reasons.some(({ outcome }) => outcome === "denies"));
      if (effect === "not-granted") assert.ok(!reasons.some(({ outcome }) => outcome === "grants"));
    }),
    propertyRuns(0.2),
  );
});

function withRule(plain: PlainClient, rule: PlainRule, to: number, at: number): PlainClient {
  const roles = plain.roles.map((each, index) =>
    index === to % plain.roles.length ? { ...each, rules: each.rules.toSpliced(at, 0, rule) } : each,
  );
  return { ...plain, roles };
}

function capabilitiesOf(plain: PlainClient, path: string): readonly string[] {
  return decide(buildClient(plain), "item-rule", path).capabilities;
}

function verdictOf(plain: PlainClient, path: string): unknown {
  const { effect, capabilities, assumptions } = decide(buildClient(plain), "item-rule", path);
  return { effect, capabilities, assumptions };
}

function assertWithin(some: readonly string[], all: readonly string[], path: string): void {
  assert.deepEqual(
    some.filter((name) => !all.includes(name)),
    [],
    path,
  );
}
