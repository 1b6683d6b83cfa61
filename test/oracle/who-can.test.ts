// Who has a capability somewhere under a pattern, against asking everybody for every path of it.

import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { type Holder, whoCan } from "../../server/src/evaluator/who-can.ts";
import type { CapabilityName } from "../../server/src/policy/capability.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { ASKED_AT, plainPattern, plainRoles, plainSettings, writtenPattern } from "./arbitrary-policies.ts";
import { buildPolicy, isInRegion } from "./build-client.ts";
import { isStringOf, partsOf, stringsOf } from "./pattern-meaning.ts";
import { answer, type PlainClient, type PlainRole, type PlainSettings, perhaps } from "./policy-meaning.ts";
import { propertyRuns } from "./property-runs.ts";

const TIMES = { time: ASKED_AT, appliedAt: ASKED_AT };
const CLAIMS = [
  { g: ["a", "b"], h: ["ab"] },
  { g: ["a", "b/c"], h: ["*"] },
  { g: [""], h: ["ab"] },
];
const READING = { innerStar: "any", partialPlus: "any" } as const;
const capability = fc.constantFrom<CapabilityName>("read", "list", "update");
const claimed = fc.constantFrom(...CLAIMS);

test("named clients: everybody who can is told, and where, and who only may is told apart", () => {
  fc.assert(
    fc.property(
      plainRoles(writtenPattern),
      plainSettings,
      plainPattern,
      capability,
      claimed,
      (roles, settings, asked, name, claims) => {
        const policy = buildPolicy(roles, settings, {
          identities: [{ name: "ann", authMethod: "okta", claims: new Map(Object.entries(claims)) }],
          associations: () => [{ authMethod: "okta", subClaims: [], caseSensitive: true, operators: false }],
        });
        const { decided, answers } = whoCan(policy, questionOf(asked, name), TIMES);
        assert.ok(decided);
        const told = answers.filter(({ identity }) => identity === "ann");
        checkHolders({ roles, claims, time: ASKED_AT, settings }, asked, name, told);
      },
    ),
    propertyRuns(0.1),
  );
});

test("roles that nobody is known to hold: each is told by itself", () => {
  fc.assert(
    fc.property(plainRoles(plainPattern), plainSettings, plainPattern, capability, (roles, settings, asked, name) => {
      const { decided, answers } = whoCan(buildPolicy(roles, settings), questionOf(asked, name), TIMES);
      assert.ok(decided);
      for (const role of roles) {
        const told = answers.filter((holder) => holder.role === role.name);
        checkHolders(holderOf(role, settings), asked, name, told);
      }
    }),
    propertyRuns(0.1),
  );
});

function questionOf(asked: string, name: CapabilityName): Parameters<typeof whoCan>[1] {
  return { capability: name, ruleType: "item-rule", inside: tokenizePattern(readPathPattern(asked)) };
}

function holderOf(role: PlainRole, settings: PlainSettings): PlainClient {
  return { roles: [role], claims: {}, time: ASKED_AT, settings };
}

function checkHolders(plain: PlainClient, asked: string, name: string, told: readonly Holder[]): void {
  const can = (path: string): boolean => answer(plain, "item-rule", path).capabilities.includes(name);
  const may = (path: string): boolean => perhaps(plain, "item-rule", path).has(name);
  const [sure, open] = [told.filter(({ certain }) => certain), told.filter(({ certain }) => !certain)];
  for (const { witness, region } of told) {
    assert.ok(isStringOf(partsOf(asked, READING), witness), `${witness} is not in ${asked}`);
    assert.ok(isInRegion(region, witness), `${witness} is outside its region`);
  }
  for (const { witness } of sure) assert.ok(can(witness), `${witness} shows nothing`);
  for (const { witness } of open) assert.ok(may(witness) && !can(witness), `${witness} is not uncertain`);
  for (const path of stringsOf(partsOf(asked, READING), ["/", "a", "b", "c"], 6)) {
    const isIn = ({ region }: Holder): boolean => isInRegion(region, path);
    const isSurelyIn = (holder: Holder): boolean => holder.region.exact && isIn(holder);
    if (can(path)) assert.ok(sure.some(isIn), `${path} is left out`);
    else assert.ok(!sure.some(isSurelyIn), `${path} is too much`);
    if (may(path) && !can(path)) assert.ok(open.some(isIn), `${path} may be, and is left out`);
    else if (!may(path)) assert.ok(!open.some(isSurelyIn), `${path} may not be`);
  }
}
