// A client that takes over what an edit did not change answers as one that is prepared anew.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { accessOnPattern } from "../../server/src/evaluator/access-on-pattern.ts";
import { type Client, prepareClient } from "../../server/src/evaluator/client.ts";
import type { Circumstances } from "../../server/src/evaluator/client-rule.ts";
import { decide } from "../../server/src/evaluator/decide.ts";
import { type EffectiveAccess, effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import type { AccessRule } from "../../server/src/policy/access-rule.ts";
import type { Role } from "../../server/src/policy/role.ts";
import { ASKED_AT, plainPattern, plainRule, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildRole, isInRegion } from "./build-client.ts";
import { allStrings } from "./pattern-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const PATHS = allStrings(["/", "a", "b", "c"], 4).map((text) => `/${text}`);

/** An edit of a role: so many rules from a place on give way to others; `moves` says that all stand elsewhere after it. */
const edit = (path: fc.Arbitrary<string>): fc.Arbitrary<Edit> =>
  fc.record({
    role: fc.nat(3),
    from: fc.nat(12),
    gone: fc.nat(2),
    rules: fc.array(plainRule(path), { maxLength: 2 }),
    moves: fc.boolean(),
    later: fc.nat(1),
  });

interface Edit {
  readonly role: number;
  readonly from: number;
  readonly gone: number;
  readonly rules: Parameters<typeof buildRole>[0]["rules"];
  readonly moves: boolean;
  readonly later: number;
}

const story = (path: fc.Arbitrary<string>): fc.Arbitrary<Story> =>
  fc.record({
    roles: fc
      .array(fc.array(plainRule(path), { maxLength: 12 }), { minLength: 1, maxLength: 3 })
      .map((all) => all.map((rules, at) => buildRole({ name: `role-${at}`, admin: false, rules }))),
    settings: plainSettings,
    edits: fc.array(edit(path), { minLength: 1, maxLength: 5 }),
  });

interface Story {
  readonly roles: readonly Role[];
  readonly settings: Circumstances["assumptions"];
  readonly edits: readonly Edit[];
}

test("after each of several edits, every decision with its reasons and all access is as if prepared anew", () => {
  fc.assert(
    fc.property(fc.oneof(story(plainPattern), story(writtenPattern)), ({ roles, settings, edits }) => {
      let time = ASKED_AT - 1;
      const circumstances = (): Circumstances => ({
        claims: new Map([["g", ["a", "b"]]]),
        assumptions: settings,
        time,
        appliedAt: time,
      });
      let now = roles;
      let client = prepareClient(now, circumstances());
      let access = effectiveAccess(client);
      for (const each of edits) {
        now = applyEdit(now, each);
        time += each.later;
        const [next, fresh] = [prepareClient(now, circumstances(), [], client), prepareClient(now, circumstances())];
        compareClients(next, fresh);
        const nextAccess = effectiveAccess(next, undefined, { client, access });
        compareAccess(nextAccess, effectiveAccess(fresh), effectiveAccess(next));
        [client, access] = [next, nextAccess];
      }
    }),
    propertyRuns(0.1),
  );
});

test("a rule that is needed only because another one is not any more is told, also where the edit does not reach it", () => {
  const rulesOf = (paths: readonly string[]): Role =>
    buildRole({
      name: "r",
      admin: false,
      rules: paths.map((path) => ({ type: "item-rule", path, capabilities: ["read"] })),
    });
  const kept = rulesOf(["/a/", "/a//*", "/a/+", "/a/*"]).rules;
  const added = rulesOf(["/a/+/*"]).rules;
  const role = (rules: readonly AccessRule[]): Role => ({ name: "r", admin: false, rules, associations: [] });
  const client = prepareClient([role(kept)]);
  const access = effectiveAccess(client);
  const paths = (all: readonly EffectiveAccess[]): unknown => all.flatMap(({ rules }) => rules.map(pathOf));
  assert.deepEqual(paths(access), ["/a/*"]);
  const next = prepareClient([role([...added, ...kept])], undefined, [], client);
  const nextAccess = effectiveAccess(next, undefined, { client, access });
  assert.deepEqual(paths(nextAccess), ["/a/+/*", "/a/", "/a//*", "/a/+"]);
  assert.deepEqual(paths(effectiveAccess(client, undefined, { client: next, access: nextAccess })), ["/a/*"]);
});

function pathOf({ rule }: Client["rules"][number]): string {
  return rule.pattern.written;
}

function compareClients(next: Client, fresh: Client): void {
  assert.deepEqual(next.rules, fresh.rules);
  assert.equal(next.validUntil, fresh.validUntil);
  assert.deepEqual([...next.compartmentsByType.keys()], [...fresh.compartmentsByType.keys()]);
  for (const path of PATHS.filter((_, at) => at % 3 === 0)) {
    assert.deepEqual(decide(next, "item-rule", path), decide(fresh, "item-rule", path), path);
  }
  for (const { reaches } of fresh.rules) {
    for (const tokens of reaches) assert.deepEqual(accessOnPattern(next, tokens), accessOnPattern(fresh, tokens));
  }
}

/** Witnesses may be others, as good as those of a client that is prepared anew. */
function compareAccess(...sides: readonly EffectiveAccess[][]): void {
  const [first = [], ...others] = sides;
  const told = (side: readonly EffectiveAccess[]): unknown =>
    side.map(({ witness, ...rest }) => ({ ...rest, length: witness?.length }));
  for (const other of others) assert.deepEqual(told(first), told(other));
  for (const { witness, region } of first) assert.ok(witness !== undefined && isInRegion(region, witness));
}

function applyEdit(roles: readonly Role[], { role: which, from, gone, rules, moves }: Edit): Role[] {
  const made = buildRole({ name: "", admin: false, rules }).rules;
  return roles.map((role, at) => {
    if (at !== which % roles.length) return role;
    const start = from % (role.rules.length + 1);
    const all = [...role.rules.slice(0, start), ...made, ...role.rules.slice(start + gone)];
    return { ...role, rules: moves ? all.map(move) : all };
  });
}

function move(rule: AccessRule): AccessRule {
  return { ...rule, source: { ...rule.source, line: rule.source.line + 1 } };
}
