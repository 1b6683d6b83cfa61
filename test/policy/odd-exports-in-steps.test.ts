// Exports of roles and auth methods in which anything may be missing, empty, of another type or written twice: in steps
// they are read as at once, every role is counted, and whatever is lost is told.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { admitsNobody } from "../../server/src/evaluator/match-sub-claims.ts";
import { nameKey } from "../../server/src/policy/names.ts";
import { type ExportReading, runAtOnce } from "../../server/src/policy/open-export.ts";
import { readAuthMethodExportInSteps } from "../../server/src/policy/read-auth-method-export.ts";
import { readRoleExportInSteps } from "../../server/src/policy/read-role-export.ts";
import { loseAnything } from "../../server/src/text/json-fields.ts";

const odd = fc.constantFrom(null, "", "/", 5, true, [], {});
const name = fc.oneof(odd, fc.constantFrom("a", "/a", "b", "dev/c"));
const object = <T>(model: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<unknown> =>
  fc.record(model, { requiredKeys: [] });

const association = object({
  auth_method_name: name,
  auth_method_access_id: name,
  auth_method_sub_claims: fc.oneof(odd, fc.dictionary(fc.constantFrom("g", "h"), fc.oneof(odd, fc.constant("x, y")))),
});
const rule = object({
  path: name,
  type: fc.constantFrom("item-rule", "", 5),
  capabilities: fc.oneof(odd, fc.constant(["read"])),
});
const role = object({
  role_name: name,
  rules: fc.oneof(odd, object({ admin: fc.oneof(odd, fc.boolean()), path_rules: fc.oneof(odd, fc.array(rule)) })),
  role_auth_methods_assoc: fc.oneof(odd, fc.array(association)),
});
const method = object({
  auth_method_name: name,
  auth_method_access_id: name,
  access_info: fc.oneof(odd, object({ rules_type: name, access_expires: fc.constantFrom(0, 5, "x") })),
});

interface Written {
  readonly list: readonly unknown[];
  readonly text: string;
}

const exportOf = (key: string, element: fc.Arbitrary<unknown>): fc.Arbitrary<Written> =>
  fc
    .record({
      list: fc.array(fc.oneof({ arbitrary: element, weight: 5 }, { arbitrary: odd, weight: 1 })),
      rest: fc.constantFrom({}, { next_page: "p" }, { next_page: 7, x: [[1]] }),
    })
    .map(({ list, rest }) => ({ list, text: JSON.stringify({ before: 1, [key]: list, ...rest }, null, 1) }));

const stepLength = fc.integer({ min: 1, max: 200 });

test("exports of roles and of auth methods are read in steps as at once", () => {
  for (const [written, readInSteps] of [
    [exportOf("roles", role), readRoleExportInSteps],
    [exportOf("auth_methods", method), readAuthMethodExportInSteps],
  ] as const) {
    const read = (text: string, length: number): object => {
      const { lines: _lines, ...read } = runAtOnce<ExportReading>(readInSteps(text, "e.json", length));
      return read;
    };
    fc.assert(
      fc.property(written, stepLength, ({ text }, length) => {
        assert.deepEqual(read(text, length), read(text, text.length));
      }),
    );
  }
});

test("no role or rule of an export is lost, nobody stands on an empty name, and no odd sub-claims let anybody in", () => {
  fc.assert(
    fc.property(exportOf("roles", role), ({ list, text }) => {
      const { roles, faults } = runAtOnce(readRoleExportInSteps(text, "e.json"));
      const objects = list.filter(isObject);
      const names = objects.map(({ role_name: name }) => (typeof name === "string" ? nameKey(name) : ""));
      const nameless = names.filter((name) => name === "").length;
      assert.equal(roles.length, new Set(names.filter((name) => name !== "")).size + nameless);
      const rules = objects.flatMap(({ rules: of }) =>
        isObject(of) && Array.isArray(of["path_rules"]) ? of["path_rules"] : [],
      );
      const withPath = rules.filter(
        (each) => isObject(each) && typeof each["path"] === "string" && each["path"] !== "",
      );
      assert.equal(roles.flatMap((each) => each.rules).length, withPath.length);
      const associations = roles.flatMap((each) => each.associations);
      const written = objects.flatMap(({ role_auth_methods_assoc: all }) =>
        Array.isArray(all) ? all.filter(isObject) : [],
      );
      assert.equal(associations.length, written.length);
      for (const { authMethod } of associations) assert.notEqual(nameKey(authMethod), "");
      // Where roles are joined, their associations stand in another order.
      const oddOnes = written.filter(({ auth_method_sub_claims: demanded }) => !isNone(demanded) && !isSound(demanded));
      const open = written.filter(({ auth_method_sub_claims: demanded }) => isNone(demanded));
      assert.equal(associations.filter(({ subClaims }) => subClaims.length === 0).length, open.length);
      assert.equal(associations.filter(admitsNobody).length, oddOnes.length);
      if (oddOnes.some(({ auth_method_sub_claims: demanded }) => typeof demanded !== "object"))
        assert.ok(loseAnything(faults));
    }),
  );
});

type Fields = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isNone(demanded: unknown): boolean {
  return demanded === undefined || demanded === null || (isObject(demanded) && Object.keys(demanded).length === 0);
}

/** Whether every key demands some text. */
function isSound(demanded: unknown): boolean {
  return isObject(demanded) && Object.values(demanded).every((value) => typeof value === "string" && value !== "");
}
