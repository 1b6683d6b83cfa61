// Exports whose values are written in another form: what can be read counts, above all denies and expiry; the rest is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { readAuthMethodExport } from "../../server/src/policy/read-auth-method-export.ts";
import { type RoleExport, readRoleExport } from "../../server/src/policy/read-role-export.ts";

const allow = { path: "/a/*", type: "item-rule", capabilities: ["read"] };

function readRules(...rules: readonly object[]): RoleExport {
  return readRoleExport(JSON.stringify({ role_name: "r", rules: { path_rules: rules } }), "r.json");
}

function effectOf({ roles }: RoleExport, time = 10_000): string {
  const client = prepareClient(roles, { claims: new Map(), assumptions: DEFAULT_ASSUMPTIONS, time, appliedAt: time });
  return decide(client, "item-rule", "/a/x").effect;
}

const messagesOf = ({ faults }: RoleExport): string[] => faults.map(({ message }) => message);

test("counts may be strings of digits: a rule expires all the same", () => {
  const passing = readRules({ ...allow, ttl: "1", start_time: "60" });
  assert.deepEqual([effectOf(passing, 119), effectOf(passing, 120)], ["allowed", "not-granted"]);
  const limited = { is_limit_access: true, number_of_allowed_access: "2", number_of_access_used: "2" };
  assert.equal(effectOf(readRules({ ...allow, ...limited })), "not-granted");
  assert.deepEqual(messagesOf(passing), []);
  assert.deepEqual(messagesOf(readRules({ ...allow, ttl: "soon" })), ['"ttl" must be a number.']);
  const method = { auth_method_name: "m", access_info: { access_expires: "7" } };
  assert.equal(readAuthMethodExport(JSON.stringify({ auth_methods: [method] }), "m.json").authMethods[0]?.expiresAt, 7);
});

test("capabilities may be written as in a rules file: a deny denies", () => {
  for (const capabilities of ["[deny]", "deny, list", ["Deny"], ["[deny]"]]) {
    const read = readRules(allow, { ...allow, capabilities });
    assert.equal(effectOf(read), "denied");
    assert.deepEqual(messagesOf(read), []);
  }
});

test("a word that is no capability is told", () => {
  const read = readRules(allow, { ...allow, capabilities: ["denny"] });
  assert.equal(effectOf(read), "allowed");
  assert.deepEqual(messagesOf(read), ['"denny" is no known capability and is not counted.']);
  assert.deepEqual(messagesOf(readRules({ ...allow, type: "sra-rule", capabilities: ["sra_upload_files"] })), []);
});

test("a rule without a path is left out, and one without a type is an item-rule; both are told", () => {
  const typeless = readRules({ path: "/a/*", capabilities: ["read"] });
  assert.equal(effectOf(typeless), "allowed");
  assert.deepEqual(messagesOf(typeless), ['A rule without a "type" is read as item-rule.']);
  const pathless = readRules(allow, { type: "item-rule", capabilities: ["deny"] });
  assert.equal(effectOf(pathless), "allowed");
  assert.deepEqual(messagesOf(pathless), ['A rule without a "path" is not counted.']);
});
