// Associations in words: as they are read, whatever way they are written (F6.1 to F6.7).

import assert from "node:assert/strict";
import { test } from "node:test";
import { associationText, explainWhyNotHeld } from "../../server/src/evaluator/explain-roles.ts";
import { selectRoles } from "../../server/src/evaluator/select-roles.ts";
import { assemblePolicy } from "../../server/src/policy/assemble-policy.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";

/** How an association is worded, and why a client does not hold its role. */
function explain(subClaims: unknown, operators: boolean, claims: Readonly<Record<string, string>>): string[] {
  const association = { authMethod: "m", subClaims, operators };
  const manifest = readManifest(JSON.stringify({ roles: { r: { associations: [association] } } }));
  const policy = assemblePolicy(manifest, { rulesFiles: new Map(), claims: new Map() });
  const given = new Map(Object.entries(claims).map(([key, value]) => [key, [value]]));
  const [notHeld] = selectRoles(policy, "m", given, 0).notHeld;
  const worded = policy.roles.flatMap(({ associations }) => associations.map(associationText));
  return [...worded, notHeld ? explainWhyNotHeld(notHeld.why) : "held"];
}

test("where no operator is written between two values it is OR", () => {
  const read = ["m, team = blue OR red", "team lacks blue OR red."];
  for (const written of ["blue, red", ["blue", "red"], "blue OR red", ["blue", "OR", "red"]]) {
    assert.deepEqual(explain({ team: written }, true, { team: "green" }), read);
  }
  assert.deepEqual(explain({ team: ["a", "AND", "b", "c"] }, true, { team: "a" }), [
    "m, team = a AND b OR c",
    "team lacks a AND b OR c.",
  ]);
  assert.deepEqual(explain({ team: "blue, red" }, false, {}), [
    "m, team = blue or red",
    "the client has no sub-claim team.",
  ]);
});

test("an association that names no value of a claim matches nobody, whatever the client claims", () => {
  for (const operators of [false, true]) {
    for (const none of ["", " , ", []]) {
      for (const claims of [{}, { g: "a" }]) {
        const [, why] = explain({ g: none }, operators, claims);
        assert.equal(why, "nobody can match g: the association names no value of it.");
      }
    }
  }
});

test("sub-claims that cannot be read are said to be so, not to ask for a claim", () => {
  for (const unread of ["g=a", 5, [], { g: 5 }, { g: [5] }, { h: "", g: {} }]) {
    for (const operators of [false, true]) {
      assert.deepEqual(explain(unread, operators, { g: "a" }), [
        "m, sub-claims that cannot be read",
        "nobody can match the association: its sub-claims cannot be read.",
      ]);
    }
  }
  assert.deepEqual(explain({ g: ["a", 5] }, false, { g: "a" }), ["m, g = a", "held"]);
});

test("and that is told at its place", () => {
  const text = '{ "roles": { "r": { "associations": [{ "authMethod": "m", "subClaims": { "g": "", "h": [] } }] } } }';
  assert.deepEqual(
    readManifest(text).faults.map(({ span, message }) => `${text.slice(span.start, span.end)} ${message}`),
    [
      '"" "g" names no value, so that the association gives the role to nobody.',
      '[] "h" names no value, so that the association gives the role to nobody.',
    ],
  );
});
