// Which associations a client's claims satisfy, against the plainest way of asking.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { matchesValue, matchSubClaims } from "../../server/src/evaluator/match-sub-claims.ts";
import { propertyRuns } from "./property-runs.ts";

const value = fc.string({ unit: fc.constantFrom("a", "b", "A", "?", "*", "😀"), maxLength: 4 });
const claimValue = fc.string({ unit: fc.constantFrom("a", "b", "A", "B", "😀"), maxLength: 4 });
const key = fc.constantFrom("g", "G", "h");

test("random associations and claims", () => {
  const subClaims = fc.uniqueArray(fc.tuple(key, fc.array(value, { minLength: 1, maxLength: 3 })), {
    maxLength: 2,
    selector: ([name]) => name,
  });
  const claims = fc.dictionary(key, fc.array(claimValue, { maxLength: 3 }));
  fc.assert(
    fc.property(subClaims, claims, fc.boolean(), (demands, given, caseSensitive) => {
      const association = {
        authMethod: "okta",
        subClaims: demands.map(([name, values]) => ({ key: name, values })),
        caseSensitive,
        operators: false,
      };
      const { matches } = matchSubClaims(association, new Map(Object.entries(given)));
      const same = (text: string): string => (caseSensitive ? text : text.toLowerCase());
      const expected = demands.every(([name, values]) =>
        Object.entries(given).some(
          ([other, all]) =>
            same(other) === same(name) &&
            all.some((each) => values.some((demanded) => isLike(same(demanded), same(each)))),
        ),
      );
      assert.equal(matches, expected);
    }),
    propertyRuns(),
  );
});

test("a value that is ten times as long takes some ten times as long, however many stars there are", () => {
  const demanded = `${"*a".repeat(50)}*b`;
  assert.equal(matchesValue(demanded, "a".repeat(1_000), true), false);
  const [short, long] = [timeOf(demanded, 1_000), timeOf(demanded, 10_000)];
  assert.ok(long < 70 * short, `${long} ms, and ${short} ms for a tenth`);
});

/** The shortest of several times, so that what else the machine does plays no part. */
function timeOf(demanded: string, length: number): number {
  const value = "a".repeat(length);
  const times = Array.from({ length: 15 }, () => {
    const started = performance.now();
    for (let count = 0; count < 10; count++) matchesValue(demanded, value, true);
    return performance.now() - started;
  });
  return Math.min(...times);
}

/** Tries every length of every star. */
function isLike(demanded: string, text: string): boolean {
  const [first, ...rest] = Array.from(demanded);
  const left = Array.from(text);
  if (first === undefined) return left.length === 0;
  const others = rest.join("");
  if (first !== "*")
    return left.length > 0 && (first === "?" || first === left[0]) && isLike(others, left.slice(1).join(""));
  return left.some((_, at) => isLike(others, left.slice(at).join(""))) || isLike(others, "");
}
