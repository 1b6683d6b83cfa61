// Who has anything under a pattern, asked of the few rules that bear on it, against the whole answer on who can.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { indexRole, narrowPolicy } from "../../server/src/evaluator/narrow-policy.ts";
import { whoCan } from "../../server/src/evaluator/who-can.ts";
import { whoHolds } from "../../server/src/evaluator/who-holds.ts";
import type { CapabilityName } from "../../server/src/policy/capability.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import type { Association } from "../../server/src/policy/role.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { ASKED_AT, plainRoles, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildPolicy } from "./build-client.ts";
import { propertyRuns } from "./property-runs.ts";

const TIMES = { time: ASKED_AT, appliedAt: ASKED_AT };
const capabilities = fc.subarray<CapabilityName>(["read", "list", "update"], { minLength: 1 });
const okta = (groups?: string): Association => ({
  authMethod: "okta",
  subClaims: groups === undefined ? [] : [{ key: "g", values: [groups] }],
  caseSensitive: true,
  operators: false,
});
const associations = fc.array(
  fc.constantFrom<readonly Association[]>([], [okta()], [okta("a")], [okta("b"), okta("a")], [okta("z"), okta()]),
  { minLength: 4, maxLength: 4 },
);
const clients = [
  { g: ["a", "b"], h: ["ab"] },
  { g: ["a"], h: ["ab"] },
  { g: ["b"] },
  { g: ["a/b", "*"], h: ["a", "b"] },
  {},
];

const kinds = fc.constantFrom(undefined, "api_key", "oidc");

test("whoever can do any of it is told, and nobody else", () => {
  fc.assert(
    fc.property(
      ...[plainRoles(writtenPattern), plainSettings, writtenPattern, capabilities, associations, kinds],
      (roles, settings, asked, names, held, kind) => {
        const policy = buildPolicy(roles, settings, {
          identities: clients.map((claims, at) => ({
            name: `client${at}`,
            authMethod: "okta",
            claims: new Map(Object.entries(claims)),
          })),
          authMethods: [{ name: "/okta", accessId: undefined, kind, forceSubClaims: undefined, expiresAt: undefined }],
          // Objects of their own, so that they tell whose they are.
          associations: (role) => (held[roles.indexOf(role) % held.length] ?? []).map((each) => ({ ...each })),
        });
        const inside = tokenizePattern(readPathPattern(asked));
        const whole = names.map((capability) => whoCan(policy, { capability, ruleType: "item-rule", inside }, TIMES));
        const can = whole.flatMap(({ answers }) => answers);
        const narrow = narrowPolicy(policy, "item-rule", inside, (role) => indexRole(role, policy.assumptions));
        const told = whoHolds(narrow, { capabilities: names, ruleType: "item-rule", inside }, TIMES);
        assert.ok(told.decided && whole.every(({ decided }) => decided));
        assert.deepEqual(
          told.identities,
          policy.identities.map(({ name }) => name).filter((name) => can.some(({ identity }) => identity === name)),
        );
        const surely = can.flatMap(({ identity, certain }) => (certain ? [identity] : []));
        assert.deepEqual(
          told.perhaps,
          told.identities.filter((name) => !surely.includes(name)),
        );
        assert.deepEqual(
          told.associations,
          policy.roles
            .flatMap((role) => role.associations)
            .filter((each) => can.some(({ association }) => association === each)),
        );
        if (kind === "api_key")
          assert.ok(
            told.associations.every(({ subClaims }) => subClaims.length === 0),
            "F6.8",
          );
      },
    ),
    propertyRuns(0.3),
  );
});
