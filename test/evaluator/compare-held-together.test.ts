// A deny in one role cuts what another role of the same client allows (A1): an edit of one shows in both.

import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePolicies } from "../../server/src/evaluator/compare-policies.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import { prepareIdentity } from "../../server/src/evaluator/prepare-identity.ts";
import { assemblePolicy } from "../../server/src/policy/assemble-policy.ts";
import type { Policy } from "../../server/src/policy/policy.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import type { Association } from "../../server/src/policy/role.ts";

const allow = { "/app/*": [{ capabilities: "[read]" }] };
const deny = { "/app/db": [{ capabilities: "[deny]" }] };

function policyOf(guard: object, methods: readonly [string, string], assumptions = {}): Policy {
  const manifest = {
    roles: {
      app: { rules: ["app.json"], associations: [{ authMethod: methods[0] }] },
      guard: { rules: ["guard.json"], associations: [{ authMethod: methods[1] }] },
    },
    assumptions,
  };
  const files = { "app.json": allow, "guard.json": guard };
  const read = Object.entries(files).map(([path, rules]) => [path, readRulesFile(JSON.stringify(rules))] as const);
  return assemblePolicy(readManifest(JSON.stringify(manifest)), { rulesFiles: new Map(read), claims: new Map() });
}

const now = { time: 0, appliedAt: 0 };
const shown = ({ role, witness, capabilities }: { role: string; witness: string; capabilities: readonly string[] }) => [
  role,
  witness,
  ...capabilities,
];

test("a deny that comes in one role takes from those who hold the other too", () => {
  const [before, after] = [policyOf({}, ["okta", "/okta"]), policyOf(deny, ["okta", "/okta"])];
  const { decided, gained, lost } = comparePolicies(before, after, now);
  assert.equal(decided, true);
  assert.deepEqual(gained, []);
  assert.deepEqual(lost.map(shown), [["app with guard", "/app/db", "list", "read"]]);
  assert.deepEqual(comparePolicies(after, before, now).gained.map(shown), [
    ["app with guard", "/app/db", "list", "read"],
  ]);
});

test("not where nobody holds both, nor where denies stay in their role", () => {
  const apart = comparePolicies(policyOf({}, ["okta", "ldap"]), policyOf(deny, ["okta", "ldap"]), now);
  assert.deepEqual([apart.gained, apart.lost], [[], []]);
  const perRole = { "cross-role-deny": "per-role" };
  const own = comparePolicies(policyOf({}, ["okta", "okta"], perRole), policyOf(deny, ["okta", "okta"], perRole), now);
  assert.deepEqual([own.gained, own.lost], [[], []]);
});

test("also where their sub-claims demand other values: a client's claim may be a list", () => {
  const split = (guard: object): Policy => {
    const { roles, ...rest } = policyOf(guard, ["okta", "okta"]);
    const demand = (values: readonly string[], operators: boolean): Pick<Association, "subClaims" | "operators"> => ({
      subClaims: [{ key: "groups", values }],
      operators,
    });
    const demands = [demand(["app"], false), demand(["sre AND ops"], true)];
    return {
      ...rest,
      roles: roles.map((role, at) => ({
        ...role,
        associations: role.associations.map((association) => ({ ...association, ...demands[at] })),
      })),
    };
  };
  const [before, after] = [split({}), split(deny)];
  const { lost } = comparePolicies(before, after, now);
  assert.deepEqual(lost.map(shown), [["app with guard", "/app/db", "list", "read"]]);
  const claims = new Map([["groups", ["app", "sre", "ops"]]]);
  const can = [before, after].map((policy) => {
    const client = prepareIdentity(policy, { authMethod: "okta", claims }, now);
    return decide(client, "item-rule", "/app/db").effect;
  });
  assert.deepEqual(can, ["allowed", "denied"]);
});

test("what a role shows alone is told of it alone", () => {
  const more = { "/other/*": [{ capabilities: "[read]" }] };
  const { gained } = comparePolicies(policyOf({}, ["okta", "okta"]), policyOf(more, ["okta", "okta"]), now);
  assert.deepEqual(gained.map(shown), [["guard", "/other/", "list", "read"]]);
});
