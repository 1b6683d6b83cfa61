// Random policies in which everything collides: few characters, few words, short paths.

import fc from "fast-check";
import type { PlainClient, PlainRole, PlainRule, PlainSettings } from "./policy-meaning.ts";

const segment = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom("a", "b", "ab") },
  { weight: 3, arbitrary: fc.constant("+") },
  { weight: 1, arbitrary: fc.constantFrom("A", "", "a+", "+b", "*", "a*b", "{{g}}", "a{{g}}", "{{h}}", "{{g}}{{h}}") },
);

/** A written pattern: mostly what people write, sometimes any characters at all. */
export const writtenPattern: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc
      .tuple(
        fc.constantFrom("/", "/", "/", ""),
        fc.array(segment, { minLength: 1, maxLength: 3 }),
        fc.constantFrom("", "", "/*", "/*", "*", "/**"),
      )
      .map(([start, segments, end]) => start + segments.join("/") + end)
      .filter((written) => written !== ""),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom("/", "a", "b", "+", "*"), minLength: 1, maxLength: 6 }),
  },
);

/** A pattern whose meaning is documented: text, whole `+`, a `*` at the end. */
export const plainPattern: fc.Arbitrary<string> = fc
  .tuple(
    fc.array(fc.constantFrom("a", "b", "ab", "+"), { minLength: 1, maxLength: 3 }),
    fc.constantFrom("", "", "/*", "/*", "*"),
  )
  .map(([segments, end]) => `/${segments.join("/")}${segments.at(-1) === "+" && end === "*" ? "" : end}`);

const capabilities = fc.oneof(
  { weight: 3, arbitrary: fc.subarray(["list", "read", "update"], { minLength: 1 }) },
  { weight: 1, arbitrary: fc.constantFrom(["deny"], ["deny", "read"], [], ["allow_access"], ["read", "allow_access"]) },
);

/** Two types for most rules, so that they meet; the others know other words. */
const ruleType = fc.oneof(
  { weight: 8, arbitrary: fc.constant("item-rule") },
  { weight: 1, arbitrary: fc.constantFrom("target-rule", "sra-rule", "ara-rule", "search-rule") },
);

/** Time in the policies is a number of seconds around 1000. */
export const ASKED_AT = 1000;

export function plainRule(path: fc.Arbitrary<string>): fc.Arbitrary<PlainRule> {
  return fc
    .record({
      type: ruleType,
      path,
      capabilities,
      limit: fc.oneof(
        { weight: 12, arbitrary: fc.constant({}) },
        { weight: 1, arbitrary: fc.constantFrom(...[999, 1000, 1001].map((expires) => ({ expires }))) },
        { weight: 1, arbitrary: fc.constantFrom(...[0, 1].map((accessesLeft) => ({ accessesLeft }))) },
      ),
    })
    .map(({ limit, ...rule }) => ({ ...rule, ...limit }));
}

export function plainRoles(path: fc.Arbitrary<string>, most = 3): fc.Arbitrary<PlainRole[]> {
  const admin = fc.oneof({ weight: 30, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) });
  return fc
    .array(fc.record({ admin, rules: fc.array(plainRule(path), { maxLength: 5 }) }), { minLength: 1, maxLength: most })
    .map((roles) => roles.map((role, at) => ({ name: `role-${at}`, ...role })));
}

export const plainSettings: fc.Arbitrary<PlainSettings> = fc.record({
  "cross-role-deny": fc.constantFrom("global", "global", "per-role"),
  "inner-star": fc.constantFrom("unclear", "unclear", "wildcard", "literal"),
  "partial-plus": fc.constantFrom("unclear", "unclear", "wildcard", "literal"),
});

export const plainClient: fc.Arbitrary<PlainClient> = fc.record({
  roles: plainRoles(writtenPattern),
  claims: fc.record({
    g: fc.constantFrom(["a"], ["a", "b"], [], ["ab", "a/b"], ["*"], ["a+"]),
    h: fc.constantFrom(["b"], ["a", ""], []),
  }),
  time: fc.constant(ASKED_AT),
  settings: plainSettings,
});

/** A path to ask for, with its leading slash. */
export const askedPath: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .array(fc.constantFrom("a", "a", "b", "b", "ab", "A", "", "*", "+", "x"), { minLength: 1, maxLength: 4 })
      .map((segments) => `/${segments.join("/")}`),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom("/", "a", "b"), maxLength: 6 }).map((text) => `/${text}`) },
);
