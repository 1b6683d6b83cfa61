import assert from "node:assert/strict";
import { test } from "node:test";
import { readAuthMethodExport } from "../../server/src/policy/read-auth-method-export.ts";

function kindOf(accessInfo: unknown): string | undefined {
  const text = JSON.stringify({ auth_methods: [{ auth_method_name: "okta", access_info: accessInfo }] });
  return readAuthMethodExport(text, "auth-methods.json").authMethods[0]?.kind;
}

test("the kind is the one that is written, else the one whose access rules are filled", () => {
  const rules = { ldap_access_rules: {}, oidc_access_rules: { unique_identifier: "email" } };
  assert.equal(kindOf({ rules_type: "saml2", ...rules }), "saml2");
  assert.equal(kindOf(rules), "oidc");
  assert.equal(kindOf({ rules_type: null, ...rules }), "oidc");
  assert.equal(kindOf({ rules_type: "", ...rules }), "oidc");
  assert.equal(kindOf({ rules_type: "" }), undefined);
});

test("what is no JSON is told without a word of rules files", () => {
  const { faults } = readAuthMethodExport('{ "auth_methods": [], /* c */ }', "auth-methods.json");
  assert.deepEqual(
    faults.map(({ message }) => message),
    ["JSON has no comma before a closing bracket. Remove the comma.", "JSON has no comments. Remove this comment."],
  );
});

test("an access id of two auth methods is told at the second", () => {
  const text =
    '{ "auth_methods": [{ "auth_method_name": "a", "auth_method_access_id": "p-1" }, { "auth_method_name": "b", "auth_method_access_id": "p-1" }] }';
  const { faults } = readAuthMethodExport(text, "m.json");
  assert.deepEqual(
    faults.map(({ span, message, loses }) => [span.start, message, loses]),
    [
      [
        text.lastIndexOf("{"),
        'The access id "p-1" is that of "a" already. Whose roles are meant by it is not certain.',
        true,
      ],
    ],
  );
});
