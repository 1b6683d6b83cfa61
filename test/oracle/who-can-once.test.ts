// Who can is asked once about all who hold the same roles: each is told what is told of it alone.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Holder, whoCan } from "../../server/src/evaluator/who-can.ts";
import { ANY } from "../../server/src/policy/path-tokens.ts";
import type { Policy } from "../../server/src/policy/policy.ts";
import type { Association } from "../../server/src/policy/role.ts";
import { ASKED_AT, plainRoles, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildPolicy } from "./build-client.ts";
import { propertyRuns } from "./property-runs.ts";

const TIMES = { time: ASKED_AT, appliedAt: ASKED_AT };
const QUESTION = { capability: "read", ruleType: "item-rule", inside: ["/", ANY] } as const;

const association: fc.Arbitrary<Association> = fc.record({
  authMethod: fc.constantFrom("okta", "k8s"),
  subClaims: fc.constantFrom([], [], [{ key: "g", values: ["a"] }]),
  caseSensitive: fc.boolean(),
  operators: fc.constant(false),
});
const associations = fc.array(fc.array(association, { minLength: 1, maxLength: 3 }), { minLength: 4, maxLength: 4 });
const claims = fc.dictionary(
  fc.constantFrom("g", "G", "h"),
  fc.array(fc.constantFrom("a", "b", "b/c"), { maxLength: 2 }),
);

test("a role is told the same, wherever it stands among those that are held with it", () => {
  fc.assert(
    fc.property(plainRoles(writtenPattern), plainSettings, associations, (roles, settings, held) => {
      const policy = buildPolicy(roles, settings, { associations: ({ name }) => held[indexOf(roles, name)] ?? [] });
      const { answers } = whoCan(policy, QUESTION, TIMES);
      for (const role of policy.roles) {
        const others = policy.roles.filter((other) => other !== role);
        const first = whoCan({ ...policy, roles: [role, ...others] }, QUESTION, TIMES).answers;
        assert.deepEqual(ofRole(answers, role.associations), ofRole(first, role.associations));
      }
    }),
    propertyRuns(0.1),
  );
});

test("an identity is told what it is told alone, whoever else holds its roles", () => {
  fc.assert(
    fc.property(
      plainRoles(writtenPattern),
      plainSettings,
      associations,
      fc.array(claims),
      (roles, settings, held, all) => {
        const identities = all.map((each, at) => ({
          name: `client ${at}`,
          authMethod: "okta",
          claims: new Map(Object.entries(each)),
        }));
        const policy = buildPolicy(roles, settings, {
          identities,
          associations: ({ name }) => held[indexOf(roles, name)] ?? [],
        });
        const named = ({ answers }: { readonly answers: readonly Holder[] }): Holder[] =>
          answers.filter(({ identity }) => identity !== undefined);
        const alone = (each: Policy["identities"][number]): Holder[] =>
          named(whoCan({ ...policy, identities: [each] }, QUESTION, TIMES));
        assert.deepEqual(named(whoCan(policy, QUESTION, TIMES)), identities.flatMap(alone));
      },
    ),
    propertyRuns(0.1),
  );
});

function indexOf(roles: readonly { readonly name: string }[], name: string): number {
  return roles.findIndex((role) => role.name === name);
}

/** What is told of a role's holders, without the choice among witnesses that are equally short, and without an order. */
function ofRole(answers: readonly Holder[], associations: readonly Association[]): unknown[] {
  return answers
    .filter((holder) => holder.association !== undefined && associations.includes(holder.association))
    .map(({ association: from, role, region, witness, certain, assumptions, decision }) => ({
      from,
      role,
      inside: region.inside,
      except: region.except.map((tokens) => JSON.stringify(tokens)).sort(),
      exact: region.exact,
      length: witness.length,
      certain,
      assumptions,
      effect: decision.effect,
    }));
}
