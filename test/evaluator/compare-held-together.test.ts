// A deny in one role cuts what another role of the same client allows (A1): an edit of one shows in both.

import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePolicies } from "../../server/src/evaluator/compare-policies.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import type { Decision } from "../../server/src/evaluator/decision.ts";
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

/** A policy of two roles of one auth method, with their files as they are written. */
function policyOfTexts(files: Readonly<Record<"app.json" | "den.json", string>>, admin = false): Policy {
  const associations = [{ authMethod: "m" }];
  const roles = { app: { rules: ["app.json"], associations, admin }, den: { rules: ["den.json"], associations } };
  const read = Object.entries(files).map(([path, text]) => [path, readRulesFile(text)] as const);
  return assemblePolicy(readManifest(JSON.stringify({ roles })), { rulesFiles: new Map(read), claims: new Map() });
}

function fileOf(rules: Readonly<Record<string, string>>): string {
  const lines = Object.entries(rules).map(
    ([path, names]) => `${JSON.stringify(path)}: [{"capabilities": "[${names}]"}]`,
  );
  return `{\n${lines.join(",\n")}\n}`;
}

const placesOf = ({ effect, reasons }: Decision): unknown[] => [
  effect,
  ...reasons.flatMap(({ outcome, role, rule }) =>
    outcome === "near-miss" ? [] : [rule ? `${outcome} ${rule.source.document}:${rule.source.line}` : role],
  ),
];

test("each side tells the rules of its own side, although the role that allows changes too", () => {
  const few = { "app.json": fileOf({ "/c/*": "read" }), "den.json": fileOf({ "/b/x": "deny" }) };
  const more = { "app.json": fileOf({ "/b/*": "read", "/c/*": "read" }), "den.json": fileOf({ "/q": "deny" }) };
  const [before, after] = [policyOfTexts(few), policyOfTexts(more)];
  const [came, ...others] = comparePolicies(before, after, now).gained.filter(({ role }) => role === "app with den");
  assert.ok(came);
  assert.deepEqual(others, []);
  assert.deepEqual(
    [shown(came), placesOf(came.before), placesOf(came.after)],
    [
      ["app with den", "/b/x", "list", "read"],
      ["denied", "denies den.json:1"],
      ["allowed", "grants app.json:1"],
    ],
  );
  const [went] = comparePolicies(after, before, now).lost.filter(({ role }) => role === "app with den");
  assert.deepEqual(went && [placesOf(went.before), placesOf(went.after)], [
    placesOf(came.after),
    placesOf(came.before),
  ]);
});

test("of a side that has another version of the role, all its rules on the path are told", () => {
  const was = { "/b/x/*": "list, update", "/b/*": "read" };
  const before = policyOfTexts({ "app.json": fileOf(was), "den.json": fileOf({ "/b/x/y": "deny" }) });
  const after = policyOfTexts({ "app.json": fileOf({ "/b/*": "read" }), "den.json": "{}" });
  const { gained } = comparePolicies(before, after, now);
  assert.deepEqual(
    gained.map((change) => [shown(change), placesOf(change.before), placesOf(change.after)]),
    [
      [
        ["app with den", "/b/x/y", "list", "read"],
        ["denied", "denies den.json:1", "grants app.json:1", "grants app.json:2"],
        ["allowed", "grants app.json:1"],
      ],
    ],
  );
});

test("for certain claim values, too", () => {
  const den = fileOf({ "/b/{{g}}": "deny" });
  const before = policyOfTexts({ "app.json": fileOf({ "/b/a/*": "read", "/b/*": "read" }), "den.json": den });
  const after = policyOfTexts({ "app.json": fileOf({ "/b/x": "read" }), "den.json": "{}" });
  const { gained } = comparePolicies(before, after, now);
  assert.deepEqual(
    gained.map((change) => [shown(change), placesOf(change.before), placesOf(change.after)]),
    [
      [
        ["app with den", "/b/x", "list", "read"],
        ["denied", "denies den.json:1", "grants app.json:2"],
        ["allowed", "grants app.json:1"],
      ],
    ],
  );
});

test("who has or had the admin role gains and loses nothing by the denies of others", () => {
  const files = { "app.json": fileOf({ "/b/*": "read" }), "den.json": fileOf({ "/b/x": "deny" }) };
  const [full, few] = [policyOfTexts(files, true), policyOfTexts({ ...files, "den.json": "{}" })];
  assert.deepEqual(comparePolicies(full, few, now).gained, []);
  assert.deepEqual(comparePolicies(few, full, now).lost, []);
  const [more] = comparePolicies(policyOfTexts(files), full, now).gained.filter(({ witness }) => witness === "/b/x");
  assert.deepEqual(more && [placesOf(more.before), placesOf(more.after)], [
    ["denied", "denies den.json:1", "grants app.json:1"],
    ["allowed", "app", "denies den.json:1", "grants app.json:1"],
  ]);
});
