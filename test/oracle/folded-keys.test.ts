// Where the case of a claim's key turns an answer (A11), against selecting the roles anew with every key as it is written.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { decide } from "../../server/src/evaluator/decide.ts";
import { prepareIdentity } from "../../server/src/evaluator/prepare-identity.ts";
import { ASKED_AT, plainPattern, plainRoles, plainSettings } from "./arbitrary-policies.ts";
import { buildPolicy } from "./build-client.ts";
import { answer, type PlainRole } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

interface PlainAssociation {
  readonly demands: Readonly<Record<string, string>>;
  readonly caseSensitive: boolean;
}

const key = fc.constantFrom("g", "G", "h");
const value = fc.constantFrom("a", "A", "b");
const associations = fc.array(
  fc.record({ demands: fc.dictionary(key, value, { maxKeys: 2 }), caseSensitive: fc.boolean() }),
  { minLength: 1, maxLength: 2 },
);
const path = fc
  .array(fc.constantFrom("a", "b", "ab"), { minLength: 1, maxLength: 3 })
  .map((segments) => `/${segments.join("/")}`);

test("random associations: A11 is named exactly where the case of keys would turn the answer", () => {
  fc.assert(
    fc.property(
      plainRoles(plainPattern),
      fc.array(associations, { minLength: 3, maxLength: 3 }),
      fc.dictionary(key, fc.array(value, { maxLength: 2 })),
      plainSettings,
      fc.array(path, { minLength: 3, maxLength: 6 }),
      (roles, given, claims, settings, asked) => {
        const associationsOf = new Map(roles.map((role, at) => [role, given[at] ?? []]));
        const policy = buildPolicy(roles, settings, {
          associations: (role) =>
            (associationsOf.get(role) ?? []).map(({ demands, caseSensitive }) => ({
              authMethod: "okta",
              subClaims: Object.entries(demands).map(([name, wanted]) => ({ key: name, values: [wanted] })),
              caseSensitive,
              operators: false,
            })),
        });
        const times = { time: ASKED_AT, appliedAt: ASKED_AT };
        const client = prepareIdentity(policy, { authMethod: "okta", claims: new Map(Object.entries(claims)) }, times);
        const answerWhere = (keysFold: boolean, at: string): unknown => {
          const isHeld = (role: PlainRole): boolean =>
            (associationsOf.get(role) ?? []).some((association) => matches(association, claims, keysFold));
          return answer({ roles: roles.filter(isHeld), claims: {}, time: ASKED_AT, settings }, "item-rule", at);
        };
        for (const at of asked) {
          const { effect, capabilities, assumptions } = decide(client, "item-rule", at);
          const folded = answerWhere(true, at);
          assert.deepEqual({ effect, capabilities: [...capabilities].sort() }, folded, at);
          const isTurned = JSON.stringify(answerWhere(false, at)) !== JSON.stringify(folded);
          assert.equal(assumptions.includes("A11"), isTurned, `${at} rests on [${assumptions}]`);
        }
      },
    ),
    propertyRuns(),
  );
});

function matches(
  { demands, caseSensitive }: PlainAssociation,
  claims: Readonly<Record<string, readonly string[]>>,
  keysFold: boolean,
): boolean {
  const same = (a: string, b: string, folds: boolean): boolean =>
    a === b || (folds && a.toLowerCase() === b.toLowerCase());
  return Object.entries(demands).every(([wantedKey, wanted]) =>
    Object.entries(claims).some(
      ([name, values]) =>
        same(name, wantedKey, keysFold && !caseSensitive) && values.some((each) => same(each, wanted, !caseSensitive)),
    ),
  );
}
