// The oracle is held to itself first: its two ways of saying what a pattern means agree on every small case.

import assert from "node:assert/strict";
import { test } from "node:test";
import { allStrings, isStringOf, partsOf, stringsOf } from "./pattern-meaning.ts";

test("writing out the strings of a pattern and asking for each path say the same", () => {
  const paths = allStrings(["/", "a", "b"], 4);
  for (const written of allStrings(["/", "a", "+", "*"], 4)) {
    for (const reading of ["any", "literal"] as const) {
      const parts = partsOf(written, { innerStar: reading, partialPlus: reading });
      const strings = stringsOf(parts, ["/", "a", "b"], 4);
      for (const path of paths) assert.equal(isStringOf(parts, path), strings.has(path), `${written} and ${path}`);
    }
  }
});

test("the oracle reads patterns as the facts say", () => {
  const inAll = (written: string, ...paths: string[]): boolean[] =>
    paths.map((path) => isStringOf(partsOf(written, { innerStar: "any", partialPlus: "any" }), path));
  assert.deepEqual(inAll("/foo", "/foo", "/foo/x", "/fo"), [true, false, false]);
  assert.deepEqual(inAll("foo/*", "/foo/", "/foo/x/y", "/foo"), [true, true, false]);
  assert.deepEqual(inAll("/+/b", "/a/b", "//b", "/a/a/b"), [true, false, false]);
  assert.deepEqual(inAll("+", "/a", "/", "/a/b"), [true, false, false]);
  assert.deepEqual(inAll("/v+", "/v", "/v1", "/v1/x"), [true, true, false]);
});
