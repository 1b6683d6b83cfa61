// The evaluator's decisions against the oracle's: every small pattern on every small path, and random policies.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decide, decideCapabilities } from "../../server/src/evaluator/decide.ts";
import { capabilityNames } from "../../server/src/policy/capability-set.ts";
import { askedPath, plainClient } from "./arbitrary-policies.ts";
import { buildClient } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import { answer, type Otherwise, type PlainClient, type PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const TYPES = ["item-rule", "sra-rule", "target-rule", "ara-rule", "search-rule"];
const paths = fc.array(askedPath, { minLength: 4, maxLength: 8 });

test("one rule: every pattern of four characters on every path of five", () => {
  const settings: PlainSettings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" };
  const asked = allStrings(["/", "a", "b"], 4).map((text) => `/${text}`);
  for (const path of allStrings(["/", "a", "+", "*"], 4).filter((text) => text !== "")) {
    for (const word of ["read", "deny"]) {
      const rules = [
        { type: "item-rule", path: "/*", capabilities: ["list"] },
        { type: "item-rule", path, capabilities: [word] },
      ];
      const plain: PlainClient = { roles: [{ name: "r", admin: false, rules }], claims: {}, time: 0, settings };
      const client = buildClient(plain);
      for (const each of asked) {
        const capabilities = capabilityNames(decideCapabilities(client, "item-rule", each));
        assert.deepEqual([...capabilities].sort(), answer(plain, "item-rule", each).capabilities, `${path} on ${each}`);
      }
    }
  }
});

test("random policies: effect and capabilities", () => {
  fc.assert(
    fc.property(plainClient, paths, (plain, asked) => {
      const client = buildClient(plain);
      for (const type of TYPES)
        for (const path of type === "item-rule" ? asked : asked.slice(0, 2)) {
          const { effect, capabilities } = decide(client, type, path);
          assert.deepEqual({ effect, capabilities: [...capabilities].sort() }, answer(plain, type, path), path);
          assert.deepEqual(capabilityNames(decideCapabilities(client, type, path)), capabilities);
        }
    }),
    propertyRuns(),
  );
});

test("random policies: what another reading would turn is named as an assumption, and of such nothing else", () => {
  fc.assert(
    fc.property(plainClient, paths, (plain, asked) => {
      const client = buildClient(plain);
      const readings = otherReadings(plain);
      for (const path of asked) {
        const decided = answer(plain, "item-rule", path);
        const { assumptions } = decide(client, "item-rule", path);
        const turned = readings.filter(
          ([, other, otherwise]) => !same(answer(other, "item-rule", path, otherwise), decided),
        );
        for (const [id] of turned)
          assert.ok(assumptions.includes(id), `${path} rests on ${id}, not on [${assumptions}]`);
        const extra = ONE_BY_ONE.filter((id) => assumptions.includes(id) && !turned.some(([other]) => other === id));
        assert.deepEqual(extra, [], path);
      }
    }),
    propertyRuns(0.3),
  );
});

test("random policies: where nothing is assumed, nothing is unclear", () => {
  fc.assert(
    fc.property(plainClient, askedPath, (plain, path) => {
      const { assumptions, effect } = decide(buildClient(plain), "item-rule", path);
      if (assumptions.length > 0) return;
      assert.notEqual(effect, "uncertain");
      const settled: PlainClient = { ...plain, settings: { ...plain.settings, "cross-role-deny": "per-role" } };
      assert.deepEqual(answer(settled, "item-rule", path), answer(plain, "item-rule", path));
    }),
    propertyRuns(0.3),
  );
});

type AssumptionTurned = "A1" | "A3" | "A4" | "A5" | "A6" | "A11";

/** Those that never show only together with others. */
const ONE_BY_ONE: readonly AssumptionTurned[] = ["A1", "A3", "A4", "A11"];

/** The same policy under every assumption taken the other way, one at a time. */
function otherReadings(plain: PlainClient): [AssumptionTurned, PlainClient, Otherwise][] {
  const { settings } = plain;
  const turn = (change: Partial<PlainSettings>): PlainClient => ({ ...plain, settings: { ...settings, ...change } });
  const readings: [AssumptionTurned, PlainClient, Otherwise][] = [
    ["A1", turn({ "cross-role-deny": settings["cross-role-deny"] === "global" ? "per-role" : "global" }), undefined],
    ["A3", plain, "A3"],
    ["A4", plain, "A4"],
    ["A11", plain, "A11"],
  ];
  for (const value of ["unclear", "wildcard", "literal"] as const) {
    if (settings["inner-star"] !== value) readings.push(["A5", turn({ "inner-star": value }), undefined]);
    if (settings["partial-plus"] !== value) readings.push(["A6", turn({ "partial-plus": value }), undefined]);
  }
  return readings;
}

function same(a: ReturnType<typeof answer>, b: ReturnType<typeof answer>): boolean {
  return a.effect === b.effect && a.capabilities.join() === b.capabilities.join();
}
