// What answers rest on, found the fast way, against all that is decided with every near miss.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { shortestPath } from "../../server/src/evaluator/asked-pattern.ts";
import { RegionAssumptions } from "../../server/src/evaluator/assumptions-of-region.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import { effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import { ASKED_AT, plainRoles, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildClient } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import type { PlainClient } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "A"], 3).map((text) => `/${text}`);

const client: fc.Arbitrary<PlainClient> = fc.record({
  roles: plainRoles(writtenPattern, 3),
  claims: fc.constant({ g: ["a", "b"] }),
  time: fc.constant(ASKED_AT),
  settings: plainSettings,
});

/** So many rules that those near a path are looked up. */
const largeClient: fc.Arbitrary<PlainClient> = client.chain((plain) =>
  plainRoles(writtenPattern, 12).map((roles) => {
    const rules = roles.flatMap((role) => role.rules);
    return { ...plain, roles: [{ name: "large", admin: false, rules }, ...plain.roles.filter(({ admin }) => !admin)] };
  }),
);

test("with the near misses that assumptions decide alone, all is said but those", () => {
  fc.assert(
    fc.property(fc.oneof(client, largeClient), (plain) => {
      const built = buildClient(plain);
      for (const type of ["item-rule", "sra-rule"]) {
        for (const path of PATHS) {
          const [all, fast] = [decide(built, type, path), decide(built, type, path, "assumed")];
          const decisive = all.reasons.filter(({ outcome }) => outcome !== "near-miss");
          assert.deepEqual(fast.assumptions, all.assumptions, path);
          assert.deepEqual(
            fast.reasons.filter(({ outcome }) => outcome !== "near-miss"),
            decisive,
          );
        }
      }
    }),
    propertyRuns(0.05),
  );
});

test("a region rests on what each of its exceptions rests on, though they are not all asked", () => {
  fc.assert(
    fc.property(fc.oneof(client, largeClient), (plain) => {
      const built = buildClient(plain);
      for (const { ruleType, region } of effectiveAccess(built)) {
        const each = region.except.flatMap((part) => decide(built, ruleType, shortestPath(part)).assumptions);
        const found = new RegionAssumptions(built, ruleType).of(region);
        assert.deepEqual(new Set(found), new Set(each));
      }
    }),
    propertyRuns(0.2),
  );
});
