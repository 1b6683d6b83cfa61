import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { associationsBeyond } from "../../server/src/evaluator/associations-beyond.ts";
import { associationText } from "../../server/src/evaluator/explain-roles.ts";
import type { Association } from "../../server/src/policy/role.ts";

const okta = (
  subClaims: Readonly<Record<string, readonly string[]>>,
  more: Partial<Association> = {},
): Association => ({
  authMethod: "okta",
  subClaims: Object.entries(subClaims).map(([key, values]) => ({ key, values })),
  caseSensitive: true,
  operators: false,
  ...more,
});
const beyond = (list: readonly Association[], others: readonly Association[]): string[] =>
  associationsBeyond(list, others).map(associationText);

describe("the clients that an edit of associations brings", () => {
  test("are none where the same is demanded in another order or grouping", () => {
    const whole = [okta({ groups: ["a", "b"], team: ["x"] })];
    const parts = [okta({ team: ["x"], groups: ["b"] }), okta({ groups: ["a"], team: ["x"] })];
    assert.deepEqual(beyond(whole, parts), []);
    assert.deepEqual(beyond(parts, whole), []);
  });

  test("are none where others are let in already", () => {
    assert.deepEqual(beyond([okta({ groups: ["a"] })], [okta({})]), []);
    assert.deepEqual(beyond([okta({ groups: ["a"], team: ["x"] })], [okta({ groups: ["a"] })]), []);
    assert.deepEqual(beyond([okta({ groups: ["A"] })], [okta({ Groups: ["a"] }, { caseSensitive: false })]), []);
    assert.deepEqual(beyond([okta({ groups: [] })], []), [], "a key without values admits nobody");
  });

  test("are told by the values that are new", () => {
    assert.deepEqual(beyond([okta({ groups: ["a", "b"] })], [okta({ groups: ["a"] })]), ["okta, groups = b"]);
  });

  test("are told where less is demanded, or demanded otherwise", () => {
    assert.deepEqual(beyond([okta({})], [okta({ groups: ["a"] })]), ["okta, every client"]);
    assert.deepEqual(beyond([okta({ groups: ["A"] })], [okta({ groups: ["a"] })]), ["okta, groups = A"]);
    assert.deepEqual(beyond([okta({ groups: ["a"] }, { caseSensitive: false })], [okta({ groups: ["a"] })]), [
      "okta, groups = a",
    ]);
    assert.deepEqual(beyond([okta({}, { authMethod: "other" })], [okta({})]), ["other, every client"]);
  });

  test("operators are compared as they stand", () => {
    const both = okta({ groups: ["a", "AND", "b"] }, { operators: true });
    const either = okta({ groups: ["a", "OR", "b"] }, { operators: true });
    assert.deepEqual(beyond([both], [both]), []);
    assert.deepEqual(beyond([either], [both]), ["okta, groups = a OR b"]);
    assert.deepEqual(beyond([both], [okta({})]), []);
  });

  test("of very many combinations are told as a whole", () => {
    const many = Array.from({ length: 200 }, (_, n) => `v${n}`);
    const huge = okta({ a: many, b: many, c: many });
    assert.deepEqual(beyond([huge], [huge]), []);
    assert.equal(beyond([huge], []).length, 1);
  });
});
