// Everything a client may do, restated in patterns, against its decision on every path.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type EffectiveAccess, effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import type { Region } from "../../server/src/evaluator/region.ts";
import { ASKED_AT, plainPattern, plainRoles, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildClient, isInRegion } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import { answer, type PlainClient } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 4).map((text) => `/${text}`);

const clientWith = (path: fc.Arbitrary<string>): fc.Arbitrary<PlainClient> =>
  fc.record({
    roles: plainRoles(path, 2),
    claims: fc.constant({ g: ["a", "b"], h: ["ab"] }),
    time: fc.constant(ASKED_AT),
    settings: plainSettings,
  });

test("each granted path and capability is told, and where it is told exactly nothing else", () => {
  fc.assert(
    fc.property(fc.oneof(clientWith(plainPattern), clientWith(writtenPattern)), (plain) => {
      const told = effectiveAccess(buildClient(plain)).filter(({ ruleType }) => ruleType === "item-rule");
      for (const path of PATHS) {
        const { capabilities } = answer(plain, "item-rule", path);
        const here = told.filter(({ region }) => isInRegion(region, path));
        const missing = capabilities.filter((name) => !here.some((each) => grants(each, name)));
        assert.deepEqual(missing, [], `${path} is left out`);
        for (const each of here.filter(({ region }) => region.exact))
          assert.deepEqual(
            each.capabilities.filter((name) => !capabilities.includes(name)),
            [],
            `${path} is too much`,
          );
      }
      for (const { witness, region, capabilities } of told) {
        assert.ok(witness !== undefined && isInRegion(region, witness), `${witness} is outside`);
        const granted = answer(plain, "item-rule", witness).capabilities;
        assert.deepEqual(
          capabilities.filter((name) => !granted.includes(name)),
          [],
          `${witness} shows nothing`,
        );
      }
    }),
    propertyRuns(0.15),
  );
});

test("regions are told exactly where patterns are plain", () => {
  const told = (rules: readonly (readonly [string, string])[]): readonly Region[] => {
    const plain = rules.map(([path, word]) => ({ type: "item-rule", path, capabilities: [word] }));
    const settings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" } as const;
    const roles = [{ name: "r", admin: false, rules: plain }];
    return effectiveAccess(buildClient({ roles, claims: {}, time: 0, settings })).map(({ region }) => region);
  };
  const [prod] = told([
    ["/prod/*", "read"],
    ["/prod/db", "deny"],
  ]);
  assert.deepEqual(prod, { inside: ["/prod/", 3], except: [["/prod/db"]], exact: true });
  assert.equal(
    told([
      ["/a/*", "read"],
      ["/a/b", "read"],
      ["/a/+", "list"],
    ]).length,
    1,
  );
  assert.deepEqual(
    told([
      ["/a/b", "read"],
      ["/a/*", "deny"],
    ]),
    [],
  );
});

function grants({ capabilities }: EffectiveAccess, name: string): boolean {
  return capabilities.some((each) => each === name);
}
