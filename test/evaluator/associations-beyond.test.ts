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

  test("are none where wildcards let the same in (F6.2)", () => {
    for (const [list, others] of [
      [["a"], ["*"]],
      [["a*", "?b"], ["*"]],
      [["a**"], ["a*"]],
      [["a*"], ["a**"]],
      [["?*"], ["*?"]],
      [["x*x"], ["*x?*"]],
      [["*"], ["?*", ""]],
      [["a*"], ["a", "a?*"]],
    ] as const) {
      assert.deepEqual(beyond([okta({ groups: list })], [okta({ groups: others })]), [], `${list} in ${others}`);
      const apart = others.map((value) => okta({ groups: [value] }));
      assert.deepEqual(beyond([okta({ groups: list })], apart), [], `${list} in each of ${others}`);
    }
    assert.deepEqual(beyond([okta({ groups: ["A*"] })], [okta({ Groups: ["?*"] }, { caseSensitive: false })]), []);
  });

  test("are told where wildcards let more in", () => {
    for (const [list, others] of [
      [["*"], ["?*"]],
      [["*"], ["a*", "b*"]],
      [["a?"], ["a", "ab", "a?c"]],
      [["*a"], ["a*"]],
    ] as const) {
      const told = [`okta, groups = ${list}`];
      assert.deepEqual(beyond([okta({ groups: list })], [okta({ groups: others })]), told, `${list} in ${others}`);
    }
    assert.deepEqual(beyond([okta({ groups: ["a", "b*"] })], [okta({ groups: ["?", "c*"] })]), ["okta, groups = b*"]);
  });

  test("operators are compared by what they mean (F6.5)", () => {
    const joined = (...groups: string[]): Association => okta({ groups }, { operators: true });
    for (const [list, others] of [
      [okta({ groups: ["a"] }), joined("a")],
      [okta({ groups: ["a", "b"] }), joined("a OR b")],
      [joined("a", "OR", "b"), joined("b", "a")],
      [joined("a AND b"), joined("b AND a")],
      [joined("a OR b AND c"), okta({ groups: ["c"] })],
      [joined("a AND b OR c"), joined("a", "c")],
      [joined("ab AND c"), joined("a* AND ?")],
    ] as const) {
      assert.deepEqual(beyond([list], [others]), [], associationText(list));
    }
    assert.deepEqual(beyond([joined("a OR b AND c")], [okta({ groups: ["a"] })]), ["okta, groups = b AND c"]);
    assert.deepEqual(beyond([joined("a")], [joined("a AND b")]), ["okta, groups = a"]);
  });

  test("are told, and soon, where it is too large a question", () => {
    const stars = (letter: string): string => `*${letter}?????????????????`;
    const list = okta({ groups: [stars("a")] });
    assert.equal(beyond([list], [okta({ groups: [`${stars("a")}?`, stars("b")] })]).length, 1);
    const words = Array.from({ length: 2000 }, (_, n) => (n % 2 === 0 ? `a${n}` : "OR"));
    const many = okta({ groups: [...words, "AND", "b", "OR", "c"] }, { operators: true });
    const more = okta({ groups: [...words, "AND", "b", "AND", "b", "AND", ...words] }, { operators: true });
    assert.deepEqual(beyond([more], [many]).length, 1);
    assert.deepEqual(beyond([more], [more]), []);
  });

  test("of very many combinations are told as a whole", () => {
    const many = Array.from({ length: 200 }, (_, n) => `v${n}`);
    const huge = okta({ a: many, b: many, c: many });
    assert.deepEqual(beyond([huge], [huge]), []);
    assert.equal(beyond([huge], []).length, 1);
  });
});
