// The pieces of a written path, what is unclear in it, and what it means under each reading.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { isExactPath, normalisePath, readPathPattern, templateClaims } from "../../server/src/policy/path-pattern.ts";
import { ANY, PART, type PathTokens, SEGMENT } from "../../server/src/policy/path-tokens.ts";
import { opaqueTemplate, tokenizePattern, unclearWildcards, WIDEST } from "../../server/src/policy/tokenize-pattern.ts";

const pieces = (written: string): readonly string[] =>
  readPathPattern(written).pieces.map(({ kind, text }) => `${kind} ${text}`);

const tokens = (written: string, reading = WIDEST): PathTokens => tokenizePattern(readPathPattern(written), reading);

describe("pieces", () => {
  const cases: readonly [string, readonly string[]][] = [
    ["/a/b", ["text /a/b"]],
    ["", []],
    ["*", ["star *"]],
    ["/a/*", ["text /a/", "star *"]],
    ["/a/dev-*", ["text /a/dev-", "star *"]],
    ["/a/**", ["text /a/", "inner-star *", "star *"]],
    ["/*/a", ["text /", "inner-star *", "text /a"]],
    ["foo/+/+/bar/*", ["text foo/", "segment +", "text /", "segment +", "text /bar/", "star *"]],
    ["+", ["segment +"]],
    ["/a+/+b", ["text /a", "partial-plus +", "text /", "partial-plus +", "text b"]],
    ["/++/", ["text /", "partial-plus +", "partial-plus +", "text /"]],
    ["/{{Groups}}/*", ["text /", "template Groups", "text /", "star *"]],
    ["/{{ email }}", ["text /", "template email"]],
    ["/{{a+*}}", ["text /", "template a+*"]],
    ["/a?", ["text /a?"]],
    ["/{{a}}{{b}}", ["text /", "template a", "template b"]],
  ];
  for (const [written, wanted] of cases) {
    it(`of ${JSON.stringify(written)} are ${wanted.join(", ") || "none"}`, () =>
      assert.deepEqual(pieces(written), wanted));
  }

  it("stand in order, side by side, and cover the whole pattern", () => {
    const part = fc.constantFrom("/", "*", "+", "{", "}", "{{", "}}", "{{x}}", "a", ".", " ", "é", "\ud83d");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 15 }), (parts) => {
        const written = parts.join("");
        const read = readPathPattern(written).pieces;
        assert.equal(read.map(({ from, to }) => written.slice(from, to)).join(""), written);
      }),
    );
  });
});

describe("template faults", () => {
  const cases: readonly [string, readonly string[]][] = [
    ["/{{x}}", []],
    ["/{{.x}}", ["dotted {{.x}}"]],
    ["/{{}}", ["empty {{}}"]],
    ["/{{  }}", ["empty {{  }}"]],
    ["/{x}", ["single-brace {x}"]],
    ["/{.x}", ["single-brace {.x}"]],
    ["/{{x", ["unbalanced {{"]],
    ["/x}}", ["unbalanced }}"]],
    ["/{{x/y}}", ["unbalanced {{", "unbalanced }}"]],
    ["/{1}{}{a b}", []],
  ];
  for (const [written, wanted] of cases) {
    it(`in ${written} are ${wanted.join(", ") || "none"}`, () => {
      const faults = readPathPattern(written).templateFaults;
      assert.deepEqual(
        faults.map(({ kind, from, to }) => `${kind} ${written.slice(from, to)}`),
        wanted,
      );
    });
  }
});

describe("a pattern", () => {
  it("gets the leading slash that the server adds, and nothing else", () => {
    assert.equal(normalisePath("a/B "), "/a/B ");
    assert.equal(normalisePath("/a"), "/a");
    assert.equal(normalisePath("//a"), "//a");
    assert.equal(normalisePath(""), "/");
    assert.equal(readPathPattern("a/*").normal, "/a/*");
  });

  it("is exact when it has neither wildcard nor template", () => {
    assert.ok(isExactPath(readPathPattern("/a/{x}?")));
    for (const written of ["/a*", "/+", "/a+", "/{{x}}"]) assert.ok(!isExactPath(readPathPattern(written)), written);
  });

  it("names its claims once each, in order", () => {
    assert.deepEqual(templateClaims(readPathPattern("/{{b}}/{{a}}/{{b}}")), ["b", "a"]);
  });
});

describe("tokens", () => {
  it("begin with a slash, whether it is written or not", () => {
    assert.deepEqual(tokens("/a/*"), ["/a/", ANY]);
    assert.deepEqual(tokens("a/*"), ["/a/", ANY]);
    assert.deepEqual(tokens("*"), ["/", ANY]);
    assert.deepEqual(tokens(""), ["/"]);
  });

  it("read a whole plus as a segment, and what is unclear as widely as it could be meant", () => {
    assert.deepEqual(tokens("/+/x"), ["/", SEGMENT, "/x"]);
    assert.deepEqual(tokens("/a+"), ["/a", PART]);
    assert.deepEqual(tokens("/*/x"), ["/", ANY, "/x"]);
    assert.deepEqual(tokens("/**"), ["/", ANY]);
  });

  it("read what is unclear as itself where that is asked", () => {
    const literal = { ...WIDEST, innerStar: "literal", partialPlus: "literal" } as const;
    assert.deepEqual(tokens("/a+/*/x*", literal), ["/a+/*/x", ANY]);
  });

  it("let a template equal only itself, or anything", () => {
    assert.deepEqual(tokens("/{{x}}/a"), [`/${opaqueTemplate("x")}/a`]);
    assert.notDeepEqual(tokens("/{{x}}"), tokens("/{{y}}"));
    assert.deepEqual(tokens("/{{x}}/a", { ...WIDEST, template: "any" }), ["/", ANY, "/a"]);
  });

  it("never have two runs of text or two stars side by side", () => {
    const part = fc.constantFrom("/", "*", "**", "+", "{{x}}", "{", "a");
    fc.assert(
      fc.property(fc.array(part, { maxLength: 15 }), fc.constantFrom("any", "opaque"), (parts, template) => {
        const read = tokens(parts.join(""), { ...WIDEST, template });
        for (const [index, token] of read.entries()) {
          const next = read[index + 1];
          assert.ok(!(typeof token === "string" && typeof next === "string"));
          assert.ok(!(token === ANY && next === ANY));
          assert.notEqual(token, "");
        }
      }),
    );
  });
});

describe("unclear wildcards", () => {
  it("are inner stars and partial pluses, and no others", () => {
    const unclear = unclearWildcards(readPathPattern("/*/a+/+/{{x}}/b*"));
    assert.deepEqual(
      unclear.map(({ kind }) => kind),
      ["inner-star", "partial-plus"],
    );
    assert.deepEqual(unclearWildcards(readPathPattern("/+/{{x}}/b*")), []);
  });
});
