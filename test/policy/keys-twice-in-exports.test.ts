// A key that stands twice in an object of an export: the last one counts, as readers of JSON have it, and it is told.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { runAtOnce } from "../../server/src/policy/open-export.ts";
import { readAuthMethodExport } from "../../server/src/policy/read-auth-method-export.ts";
import { type RoleExport, readRoleExport, readRoleExportInSteps } from "../../server/src/policy/read-role-export.ts";
import { loseAnything } from "../../server/src/text/json-fields.ts";

const RULE = '{"path":"/a/*","type":"item-rule","capabilities":["read"]}';
const FOR_M = '{"auth_method_name":"m","auth_method_sub_claims":{"g":["a"]}}';
const ROLE = `"role_name":"r","rules":{"admin":false,"path_rules":[${RULE}]},"role_auth_methods_assoc":[${FOR_M}]`;

const withoutPlaces = ({ roles }: RoleExport): unknown =>
  JSON.parse(JSON.stringify(roles, (key, value) => (key === "place" || key === "source" ? undefined : value)));

/** The first of the two, and what stands behind it in the role as it should be. */
const twice: readonly (readonly [first: string, last: string])[] = [
  ['"role_name":"other",', '"role_name"'],
  ['"rules":{"path_rules":[]},', '"rules"'],
  ['"admin":true,', '"admin"'],
  ['"path_rules":[],', '"path_rules"'],
  ['"path":"/b/*",', '"path"'],
  ['"type":"target-rule",', '"type"'],
  ['"capabilities":["deny"],', '"capabilities"'],
  ['"role_auth_methods_assoc":[],', '"role_auth_methods_assoc"'],
  ['"auth_method_name":"n",', '"auth_method_name"'],
  ['"auth_method_sub_claims":{},', '"auth_method_sub_claims"'],
  ['"g":["b"],', '"g"'],
  ['"g":5,', '"g"'],
];

describe("a key twice in a role", () => {
  for (const [first, last] of twice) {
    test(`${first} is told at the second and loses what stood first, in steps as at once`, () => {
      const sound = `{"roles":[{${ROLE}}],"next_page":""}`;
      for (const [whole, list] of [
        [sound, true],
        [`{${ROLE}}`, false],
      ] as const) {
        const text = whole.replace(last, () => `${first}${last}`);
        const place = text.lastIndexOf(last);
        for (const stepLength of list ? [1, 40, text.length] : [text.length]) {
          const read = runAtOnce(readRoleExportInSteps(text, "e.json", stepLength));
          assert.deepEqual(
            read.faults.map(({ span, message }) => [span.start, message]),
            [[place, `${last} stands twice; only what stands last is read. Remove one of them.`]],
          );
          assert.ok(loseAnything(read.faults));
          assert.deepEqual(withoutPlaces(read), withoutPlaces(readRoleExport(sound, "e.json")));
        }
      }
    });
  }

  test("what is lost is not judged by its form, but every key of three is told", () => {
    const { roles, faults } = readRoleExport(`{"role_name":"a","role_name":5,"role_name":"r"}`, "e.json");
    assert.deepEqual(
      roles.map(({ name }) => name),
      ["r"],
    );
    assert.equal(faults.length, 2);
  });
});

test("a next page twice is told at the second, whatever stands around the list", () => {
  for (const text of [
    `{"next_page":"p2","roles":[{${ROLE}}],"next_page":""}`,
    `{"roles":[{${ROLE}}],"next_page":"p2","next_page":""}`,
    `{${ROLE},"next_page":"p2","next_page":""}`,
  ]) {
    for (const stepLength of text.includes('"roles"') ? [1, 60, text.length] : [text.length]) {
      const { faults, cutShort } = runAtOnce(readRoleExportInSteps(text, "e.json", stepLength));
      assert.deepEqual(
        faults.map(({ span, loses }) => [span.start, loses]),
        [[text.lastIndexOf('"next_page"'), true]],
      );
      assert.equal(cutShort, false);
    }
  }
});

test("a key twice in an auth method is told", () => {
  const text = '{"auth_methods":[{"auth_method_name":"m","access_info":{"rules_type":"saml","rules_type":"api_key"}}]}';
  const { authMethods, faults } = readAuthMethodExport(text, "m.json");
  assert.equal(authMethods[0]?.kind, "api_key");
  assert.deepEqual(
    faults.map(({ span }) => span.start),
    [text.lastIndexOf('"rules_type"')],
  );
});
