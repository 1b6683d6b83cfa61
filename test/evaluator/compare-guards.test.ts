// Roles that only deny: what their rules, their holders and the claims of clients make of what other roles allow.

import assert from "node:assert/strict";
import { test } from "node:test";
import { comparePolicies, type RoleChange } from "../../server/src/evaluator/compare-policies.ts";
import { associationText } from "../../server/src/evaluator/explain-roles.ts";
import { assemblePolicy } from "../../server/src/policy/assemble-policy.ts";
import type { Policy } from "../../server/src/policy/policy.ts";
import { readManifest } from "../../server/src/policy/read-manifest.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

type Rules = Readonly<Record<string, readonly { capabilities: string; ttl?: string }[]>>;

const read = [{ capabilities: "[read]" }];
const deny = [{ capabilities: "[deny]" }];
const okta = { authMethod: "okta" };
const contractors = { authMethod: "okta", subClaims: { groups: ["contractors"] } };
const now = { time: 0, appliedAt: 0 };

/** A policy of roles, each with its rules and associations. */
function policyOf(roles: Readonly<Record<string, readonly [Rules, ...object[]]>>, assumptions = {}): Policy {
  const manifest = {
    roles: Object.fromEntries(
      Object.entries(roles).map(([name, [, ...associations]]) => [name, { rules: [`${name}.json`], associations }]),
    ),
    assumptions,
  };
  const files = Object.entries(roles).map(
    ([name, [rules]]) => [`${name}.json`, readRulesFile(JSON.stringify(rules))] as const,
  );
  return assemblePolicy(readManifest(JSON.stringify(manifest)), { rulesFiles: new Map(files), claims: new Map() });
}

function shown({ role, witness, association, from }: RoleChange): string {
  const holder = association ? ` for ${associationText(association)}` : "";
  return `${role}: ${witness}${holder}${from === undefined ? "" : ` from ${from}`}`;
}

function changes(before: Policy, after: Policy): { gained: string[]; lost: string[] } {
  const { decided, gained, lost } = comparePolicies(before, after, now);
  assert.equal(decided, true);
  return { gained: gained.map(shown), lost: lost.map(shown) };
}

const app = [{ "/app/*": read }, okta] as const;

test("who leaves a role that denies gains what other roles allow, and who comes to it loses that", () => {
  const guarded = policyOf({ app, guard: [{ "/app/db": deny }, okta] });
  const gained = ["app with guard: /app/db for okta, every client"];
  const others = [
    policyOf({ app, guard: [{ "/app/db": deny }] }),
    policyOf({ app, guard: [{ "/app/db": deny }, { authMethod: "other" }] }),
    policyOf({ app, guard: [{ "/app/db": deny }, contractors] }),
    policyOf({ app }),
  ];
  for (const other of others) {
    assert.deepEqual(changes(guarded, other), { gained, lost: [] });
    assert.deepEqual(changes(other, guarded), { gained: [], lost: gained });
  }
});

test("nobody gains who could not hold the other role, nor where denies stay in their role", () => {
  const elsewhere = { authMethod: "other" };
  assert.deepEqual(
    changes(
      policyOf({ app, guard: [{ "/app/db": deny }, elsewhere] }),
      policyOf({ app, guard: [{ "/app/db": deny }] }),
    ),
    { gained: [], lost: [] },
  );
  const perRole = { "cross-role-deny": "per-role" };
  assert.deepEqual(
    changes(policyOf({ app, guard: [{ "/app/db": deny }, okta] }, perRole), policyOf({ app }, perRole)),
    {
      gained: [],
      lost: [],
    },
  );
});

test("a third role that denies the same hides nothing from clients that do not hold it", () => {
  const third = [{ "/app/*": deny }, contractors] as const;
  const before = policyOf({ app, guard: [{ "/app/db": deny }, okta], third });
  const after = policyOf({ app, guard: [{}, okta], third });
  assert.deepEqual(changes(before, after).gained, ["app with guard: /app/db"]);
});

test("a deny that comes to expire lets others in from then on", () => {
  const before = policyOf({ app, guard: [{ "/app/db": deny }, okta] });
  const after = policyOf({ app, guard: [{ "/app/db": [{ capabilities: "[deny]", ttl: "30" }] }, okta] });
  assert.deepEqual(changes(before, after), { gained: ["app with guard: /app/db from 1800"], lost: [] });
});

test("what is assumed of denies across roles is a change by itself", () => {
  const roles = { app, guard: [{ "/app/db": deny }, okta] } as const;
  const [global, perRole] = [policyOf(roles), policyOf(roles, { "cross-role-deny": "per-role" })];
  assert.deepEqual(changes(global, perRole), { gained: ["app with guard: /app/db"], lost: [] });
  assert.deepEqual(changes(perRole, global), { gained: [], lost: ["app with guard: /app/db"] });
});

test("a role that becomes the admin role has what denies of others took of it, besides everything else", () => {
  const guard = [{ "/app/db": deny }, okta] as const;
  const [plain, admin] = [policyOf({ app, guard }), policyOf({ app, guard })];
  const promoted = { ...admin, roles: admin.roles.map((role) => ({ ...role, admin: role.name === "app" })) };
  const guarded = "app with guard: /app/db";
  assert.ok(changes(plain, promoted).gained.includes(guarded));
  assert.ok(changes(promoted, plain).lost.includes(guarded));
});

test("a deny with a template takes from a client whose claim is the text of an allow", () => {
  const one = (rules: Rules) => policyOf({ role: [rules] });
  const allows: Rules = { "/a/dev/*": read };
  const guarded = one({ ...allows, "/a/{{team}}/*": deny });
  assert.deepEqual(changes(guarded, one(allows)), { gained: ["role: /a/dev/"], lost: [] });
  assert.deepEqual(changes(one(allows), guarded), { gained: [], lost: ["role: /a/dev/"] });
});

test("so it does between roles", () => {
  const allows = [{ "/a/dev/*": read }, okta] as const;
  const guarded = policyOf({ app: allows, guard: [{ "/a/{{team}}/*": deny }, okta] });
  assert.deepEqual(changes(guarded, policyOf({ app: allows, guard: [{}, okta] })).gained, ["app with guard: /a/dev/"]);
});

test("a deny with a template is needless where another covers it for any claims, and not for other claims", () => {
  const one = (rules: Rules) => policyOf({ role: [{ "/a/dev/x": read, ...rules }] });
  const wide: Rules = { "/a/{{team}}/*": deny };
  const narrow: Rules = { "/a/{{team}}/x": deny };
  assert.deepEqual(changes(one({ ...wide, ...narrow }), one(wide)), { gained: [], lost: [] });
  // A team that is only the start of a name loses what the wider deny reaches; no team gains.
  assert.deepEqual(changes(one(wide), one({ "/a/{{team}}*": deny })), { gained: [], lost: ["role: /a/dev/x"] });
  const other: Rules = { "/a/{{unit}}/x": deny };
  assert.deepEqual(changes(one({ ...wide, ...other }), one(wide)).gained, ["role: /a/dev/x"]);
});
