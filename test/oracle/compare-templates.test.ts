// What an edit of rules with templates gives and takes, against what each client may do before and after, whatever
// values its claims have. A template in a told pattern stands for the client's own values, as it does in a rule.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import {
  compareAtMoments,
  type TimedChange,
  type TimedComparison,
} from "../../server/src/evaluator/compare-at-moments.ts";
import type { PathTokens } from "../../server/src/policy/path-tokens.ts";
import { showTemplates } from "../../server/src/policy/tokenize-pattern.ts";
import { ASKED_AT } from "./arbitrary-policies.ts";
import { buildRole } from "./build-client.ts";
import { isStringOf, type Parts } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRole, type PlainRule, type PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const SETTINGS: PlainSettings = { "cross-role-deny": "global", "inner-star": "unclear", "partial-plus": "unclear" };
const MOMENTS = [ASKED_AT, ASKED_AT + 1, ASKED_AT + 2];

const WORDS = ["a", "b", "a-b"];
/** Every path of up to three of these. `c` is no text of any rule, and the last may be missing. */
const PATHS = [...WORDS, "c"].flatMap((first) => [
  `/${first}`,
  ...[...WORDS, "c", ""].flatMap((second) => [`/${first}/${second}`, `/${first}/${second}/a`]),
]);
const VALUES: readonly (readonly string[])[] = [[], ["a"], ["b"], ["a-b"], ["c"], ["a", "b"], ["b", "c"]];

/** Some clients; which are asked is left to chance, for each has to be asked about every path. */
const clients = fc.array(fc.record({ g: fc.constantFrom(...VALUES.slice(1)), h: fc.constantFrom(...VALUES) }), {
  minLength: 2,
  maxLength: 2,
});

const pattern = fc
  .tuple(
    fc.array(fc.constantFrom(...WORDS, "+", "{{g}}", "{{h}}", "{{g}}", "a-{{g}}", "{{h}}-b"), {
      minLength: 1,
      maxLength: 2,
    }),
    fc.constantFrom("", "", "/*", "/*", "*"),
  )
  .map(([segments, end]) => `/${segments.join("/")}${segments.at(-1) === "+" && end === "*" ? "" : end}`);

const rule: fc.Arbitrary<PlainRule> = fc.record({
  type: fc.constant("item-rule"),
  path: pattern,
  capabilities: fc.constantFrom(["list"], ["read"], ["deny"], ["deny"]),
});

const passing: fc.Arbitrary<PlainRule> = fc
  .tuple(rule, fc.constantFrom(undefined, undefined, ...MOMENTS.slice(1)))
  .map(([each, expires]) => (expires === undefined ? each : { ...each, expires }));

function versions(each: fc.Arbitrary<PlainRule>): fc.Arbitrary<[PlainRole, PlainRole]> {
  return fc
    .tuple(
      fc.array(each, { maxLength: 3 }),
      fc.array(each, { maxLength: 2 }),
      fc.array(each, { maxLength: 2 }),
      fc.boolean(),
    )
    .map(([kept, went, came, inPlace]) => {
      // In place, rules get other patterns and keep what they give.
      const edited = inPlace ? went.map((old, at) => ({ ...old, path: came[at]?.path ?? old.path })) : came;
      return [roleOf([...kept, ...went]), roleOf([...edited, ...kept])];
    });
}

test("whatever a client gains or loses at once is told, and what is told some client gains or loses", () => {
  fc.assert(
    fc.property(versions(rule), clients, ([before, after], asked) => {
      checkBoth(before, after, [ASKED_AT], asked);
    }),
    propertyRuns(0.5),
  );
});

test("so it is at every moment at which rules end", () => {
  fc.assert(
    fc.property(versions(passing), clients, ([before, after], asked) => {
      checkBoth(before, after, MOMENTS, asked);
    }),
    propertyRuns(0.2),
  );
});

let [decided, undecided] = [0, 0];

function checkBoth(before: PlainRole, after: PlainRole, moments: readonly number[], asked: readonly Claims[]): void {
  const comparison = compare(before, after);
  if (comparison.decided) decided++;
  else undecided++;
  checkTold(before, after, comparison.gained);
  checkTold(after, before, comparison.lost);
  if (!comparison.decided) return;
  for (const claims of asked)
    for (const time of moments) {
      const [was, is] = [clientOf(before, claims, time), clientOf(after, claims, time)];
      for (const path of PATHS) {
        const [had, has] = [was, is].map((client) => answer(client, "item-rule", path).capabilities);
        const about = `${path} is left out for ${JSON.stringify(claims)} at ${time}`;
        const missing = (all: typeof had, others: typeof had, told: readonly TimedChange[]): string[] =>
          (all ?? []).filter((name) => !others?.includes(name) && !isTold(told, name, path, claims, time));
        assert.deepEqual(missing(has, had, comparison.gained), [], about);
        assert.deepEqual(missing(had, has, comparison.lost), [], about);
      }
    }
}

function compare(before: PlainRole, after: PlainRole): TimedComparison {
  const held = (role: PlainRole) => ({ roles: [buildRole(role)], assumptions: SETTINGS });
  return compareAtMoments(held(before), held(after), { time: ASKED_AT, appliedAt: ASKED_AT });
}

function checkTold(from: PlainRole, to: PlainRole, told: readonly TimedChange[]): void {
  for (const change of told) {
    const time = change.from ?? ASKED_AT;
    assert.ok(isShown(from, to, change, time), `nobody sees ${showTemplates(change.witness)} change at ${time}`);
  }
}

function isTold(told: readonly TimedChange[], name: string, path: string, claims: Claims, time: number): boolean {
  return told.some(
    (change) =>
      (change.from ?? ASKED_AT) <= time &&
      change.capabilities.some((each) => each === name) &&
      isToldOf(change, path, claims),
  );
}

type Claims = PlainClient["claims"];

/** Whether some client sees the change on its witness, from then on and not before. */
function isShown(from: PlainRole, to: PlainRole, { witness, capabilities }: TimedChange, time: number): boolean {
  const written = showTemplates(witness);
  const earlier = MOMENTS.filter((moment) => moment < time);
  const isSeen = (path: string, claims: Claims): boolean => {
    const gainAt = (moment: number): readonly string[] =>
      gainOn(clientOf(from, claims, moment), clientOf(to, claims, moment), path);
    const gain = gainAt(time);
    return capabilities.every(
      (name) => gain.includes(name) && !earlier.some((moment) => gainAt(moment).includes(name)),
    );
  };
  return fillings(written, { g: ["y"], h: ["y", "z"] }).some((path) => {
    const isSeenBy = (claims: Claims): boolean => fillings(written, claims).includes(path) && isSeen(path, claims);
    const near = valuesNear(path);
    const pairs = near.flatMap((one, at) => near.slice(at + 1).map((other) => [one, other]));
    const singles = [[], ...near.map((one) => [one])];
    return [[["y"], ["z"], ...VALUES], singles, [...singles, ...pairs]].some((values) => anyClaims(values, isSeenBy));
  });
}

function anyClaims(values: readonly (readonly string[])[], isIt: (claims: Claims) => boolean): boolean {
  return values.some((g) => values.some((h) => isIt({ g, h })));
}

/** Every stretch of a path's segments, and a value that no rule names. */
function valuesNear(path: string): string[] {
  const stretches = path
    .split("/")
    .flatMap((segment) => [...segment].flatMap((_, from) => [...segment].map((_, to) => segment.slice(from, to + 1))));
  return [...new Set([...stretches, "y", "z"])].filter((value) => value !== "");
}

function isToldOf({ region: { inside, except } }: TimedChange, path: string, claims: Claims): boolean {
  return isOf(inside, path, claims) && !except.some((each) => isOf(each, path, claims));
}

/** Whether a path is one of a told pattern for a client, each template in it being one of the client's values. */
function isOf(tokens: PathTokens, path: string, claims: Claims): boolean {
  const written = tokens.map((token) => (typeof token === "string" ? showTemplates(token) : token));
  const texts = fillings(written.map((part) => (typeof part === "string" ? part : `<${part}>`)).join(""), claims);
  return texts.some((text) => {
    const parts: Parts = text
      .split(/(<\d>)/)
      .flatMap((part): Parts => (/^<\d>$/.test(part) ? [Number(part[1])] : part.split("")));
    return isStringOf(parts, path);
  });
}

/** A text with every choice of values in the place of its templates. */
function fillings(text: string, claims: Claims): string[] {
  return ["g", "h"].reduce(
    (texts, claim) =>
      texts.flatMap((each) =>
        each.includes(`{{${claim}}}`)
          ? (claims[claim] ?? []).map((value) => each.replaceAll(`{{${claim}}}`, value))
          : [each],
      ),
    [text],
  );
}

function gainOn(was: PlainClient, is: PlainClient, path: string): readonly string[] {
  const now = answer(is, "item-rule", path).capabilities;
  if (now.length === 0) return now;
  const had = answer(was, "item-rule", path).capabilities;
  return now.filter((name) => !had.includes(name));
}

function clientOf(role: PlainRole, claims: Claims, time: number): PlainClient {
  return { roles: [role], claims, time, settings: SETTINGS };
}

test("hardly anything is not decided", () => {
  assert.ok(undecided < decided / 20, `${undecided} not decided, ${decided} decided`);
});

function roleOf(rules: readonly PlainRule[]): PlainRole {
  return { name: "r", admin: false, rules };
}
