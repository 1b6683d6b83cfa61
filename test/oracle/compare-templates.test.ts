// What an edit of rules with templates gives and takes, against what each client may do before and after, whatever
// values its claims have.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { comparePolicies, type RoleChange } from "../../server/src/evaluator/compare-policies.ts";
import { regionText } from "../../server/src/evaluator/region.ts";
import { opaqueTemplatesIn, showTemplates } from "../../server/src/policy/tokenize-pattern.ts";
import { ASKED_AT, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildPolicy } from "./build-client.ts";
import { answer, type PlainRole, type PlainRule, type PlainSettings } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";
import { type Claims, clientOf, type Held, isShown, isToldOf } from "./told-for-clients.ts";

const MOMENTS = [ASKED_AT, ASKED_AT + 1, ASKED_AT + 2];

const WORDS = ["a", "b", "a-b"];
/** Every path of up to two of these, and some longer ones. `c` is no text of any rule, and the last may be missing. */
const PATHS = [...WORDS, "c"].flatMap((first) => [
  `/${first}`,
  ...[...WORDS, "c", ""].flatMap((second) => [`/${first}/${second}`, `/${first}/${second}/a`]),
]);

/** Two clients; which are asked is left to chance, for each has to be asked about every path. */
const VALUES: readonly (readonly string[])[] = [["a"], ["b"], ["a-b"], ["c"], ["a", "b"], ["b", "c"], []];
const clients = fc.array(fc.record({ g: fc.constantFrom(...VALUES.slice(0, -1)), h: fc.constantFrom(...VALUES) }), {
  minLength: 2,
  maxLength: 2,
});

/** Two templates in one path, templates beside wildcards, and others that few people write. */
const ODD = [
  "/{{g}}-{{h}}",
  "/{{g}}/{{g}}",
  "/{{g}}*/b",
  "/a*{{h}}",
  "/{{g}}+",
  "/+{{g}}/*",
  "/{{g}}{{h}}/*",
  "{{g}}/a",
];
const SEGMENTS = [...WORDS, "+", "{{g}}", "{{h}}", "{{g}}", "a-{{g}}", "{{h}}-b"];
const pattern = fc
  .tuple(
    fc.array(fc.constantFrom(...SEGMENTS), { minLength: 1, maxLength: 2 }),
    fc.constantFrom("", "", "/*", "/*", "*"),
  )
  .map(([segments, end]) => `/${segments.join("/")}${segments.at(-1) === "+" && end === "*" ? "" : end}`);

const lasting: fc.Arbitrary<PlainRule> = fc.record({
  type: fc.constant("item-rule"),
  path: fc.oneof(
    { weight: 6, arbitrary: pattern },
    { weight: 1, arbitrary: writtenPattern },
    { weight: 1, arbitrary: fc.constantFrom(...ODD) },
  ),
  capabilities: fc.constantFrom(["list"], ["read"], ["deny"], ["deny"]),
});

const passing: fc.Arbitrary<PlainRule> = fc
  .tuple(lasting, fc.constantFrom(undefined, undefined, ...MOMENTS.slice(1)))
  .map(([rule, expires]) => (expires === undefined ? rule : { ...rule, expires }));

type Settings = readonly [PlainSettings, PlainSettings];

/** Mostly the same before and after. */
const settings: fc.Arbitrary<Settings> = fc
  .tuple(plainSettings, plainSettings, fc.nat(3))
  .map(([one, other, at]) => [one, at === 0 ? other : one]);

type Versions = readonly [PlainRole, PlainRole];

function versions(rule: fc.Arbitrary<PlainRule>, name: string): fc.Arbitrary<Versions> {
  const few = fc.array(rule, { maxLength: 2 });
  return fc.tuple(fc.array(rule, { maxLength: 3 }), few, few, fc.boolean()).map(([kept, went, came, inPlace]) => {
    // In place, rules get other patterns and keep what they give.
    const edited = inPlace ? went.map((old, at) => ({ ...old, path: came[at]?.path ?? old.path })) : came;
    const role = (rules: readonly PlainRule[]): PlainRole => ({ name, admin: false, rules });
    return [role([...kept, ...went]), role([...edited, ...kept])];
  });
}

test("whatever a client gains or loses at once is told, and what is told some client gains or loses", () => {
  fc.assert(
    fc.property(settings, versions(lasting, "r"), clients, (assumed, role, asked) =>
      check(assumed, [role], [ASKED_AT], asked),
    ),
    propertyRuns(0.15),
  );
});

test("so it is at every moment at which rules end", () => {
  fc.assert(
    fc.property(settings, versions(passing, "r"), clients, (assumed, role, asked) =>
      check(assumed, [role], MOMENTS, asked),
    ),
    propertyRuns(0.08),
  );
});

test("so it is where two roles are held together, or one becomes the admin role", () => {
  const promoted = fc.constantFrom("none", "none", "none", "before", "after");
  const roles = fc.tuple(versions(lasting, "r"), versions(lasting, "s"), promoted).map(([[was, is], other, when]) => {
    const role: Versions = [
      { ...was, admin: when === "before" },
      { ...is, admin: when === "after" },
    ];
    return [role, other];
  });
  fc.assert(
    fc.property(plainSettings, roles, clients, (assumed, held, asked) =>
      check([assumed, assumed], held, [ASKED_AT], asked),
    ),
    propertyRuns(0.08),
  );
});

test("hardly anything of it is not decided", () => {
  assert.ok(decided > 0 && undecided <= 1 + decided / 20, `${undecided} not decided, ${decided} decided`);
});

let [decided, undecided] = [0, 0];

function check(
  assumed: Settings,
  roles: readonly Versions[],
  moments: readonly number[],
  asked: readonly Claims[],
): void {
  const held = (at: 0 | 1): Held => ({ roles: roles.map((role) => role[at]), settings: assumed[at] });
  const [before, after] = [held(0), held(1)];
  const policyOf = (side: Held) => buildPolicy(side.roles, side.settings, { associations: () => [OKTA] });
  const [was, is] = [policyOf(before), policyOf(after)];
  const comparison = comparePolicies(was, is, { time: ASKED_AT, appliedAt: ASKED_AT });
  const { gained, lost } = comparison;
  for (const change of gained) checkShown(before, after, change);
  for (const change of lost) checkShown(after, before, change);
  for (const claims of asked) {
    for (const change of gained) checkWhole(before, after, change, claims);
    for (const change of lost) checkWhole(after, before, change, claims);
  }
  if (!comparison.decided) {
    undecided++;
    return;
  }
  decided++;
  for (const claims of asked)
    for (const time of moments) {
      const [earlier, later] = [clientOf(before, claims, time), clientOf(after, claims, time)];
      for (const path of PATHS) {
        const had = answer(earlier, "item-rule", path).capabilities;
        const has = answer(later, "item-rule", path).capabilities;
        const untold = [
          ...has.filter((name) => !had.includes(name) && !isTold(gained, name, path, claims, time)),
          ...had.filter((name) => !has.includes(name) && !isTold(lost, name, path, claims, time)),
        ];
        assert.deepEqual(untold, [], `${path} is left out for ${JSON.stringify(claims)} at ${time}`);
      }
    }
}

const OKTA = { authMethod: "okta", subClaims: [], caseSensitive: true, operators: false };

/** Who holds only the roles that are named sees it. */
function checkShown(from: Held, to: Held, change: RoleChange): void {
  const only = (held: Held): Held => holding(held, change);
  const time = change.from ?? ASKED_AT;
  const moments = [time, ...MOMENTS.filter((moment) => moment < time)] as const;
  const isSeen = change.ruleType !== "item-rule" || isShown({ before: only(from), after: only(to) }, change, moments);
  assert.ok(isSeen, `nobody sees ${change.capabilities.join()} on ${showTemplates(change.witness)} change at ${time}`);
}

/** What is told of templates, and not as a part, comes to every client with the values that are written in it. */
function checkWhole(from: Held, to: Held, change: RoleChange, claims: Claims): void {
  const { region, ruleType, capabilities } = change;
  const written = typeof change.claims === "string" ? [] : [...change.claims];
  const fits = written.every(([claim, values]) => {
    return values.every((value) => showTemplates(value).includes("{{") || claims[claim]?.includes(value));
  });
  if (!fits || ruleType !== "item-rule" || !region.exact || opaqueTemplatesIn(region.inside).length === 0) return;
  const time = change.from ?? ASKED_AT;
  const [was, is] = [from, to].map((held) => clientOf(holding(held, change), claims, time));
  for (const path of PATHS.filter((each) => was && is && isToldOf(change, each, claims))) {
    const had = was ? answer(was, "item-rule", path).capabilities : [];
    const has = is ? answer(is, "item-rule", path).capabilities : [];
    const comes = capabilities.every((name) => has.includes(name) && !had.includes(name));
    assert.ok(comes, `${path} of ${regionText(region)} is no change for ${JSON.stringify(claims)} at ${time}`);
  }
}

function holding({ roles, settings }: Held, { role }: RoleChange): Held {
  const names = role.split(" with ");
  return { settings, roles: roles.filter(({ name }) => names.includes(name)) };
}

function isTold(told: readonly RoleChange[], name: string, path: string, claims: Claims, time: number): boolean {
  return told.some(
    (change) =>
      change.ruleType === "item-rule" &&
      (change.from ?? ASKED_AT) <= time &&
      change.capabilities.some((each) => each === name) &&
      isToldOf(change, path, claims),
  );
}
