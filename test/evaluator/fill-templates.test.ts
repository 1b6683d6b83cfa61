// Witnesses of templates in the answer on who can: paths that a client with plain values surely gets.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import fc from "fast-check";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { decideCapabilities } from "../../server/src/evaluator/decide.ts";
import { type Holder, whoCan } from "../../server/src/evaluator/who-can.ts";
import { accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { EMPTY_INVENTORY } from "../../server/src/policy/inventory.ts";
import { readPathPattern } from "../../server/src/policy/path-pattern.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import type { Claims, Role } from "../../server/src/policy/role.ts";
import { tokenizePattern } from "../../server/src/policy/tokenize-pattern.ts";
import { writtenPattern } from "../oracle/arbitrary-policies.ts";
import { propertyRuns } from "../oracle/property-runs.ts";

const TIMES = { time: 0, appliedAt: 0 };

describe("the witness of a template", () => {
  for (const [asked, pattern, denied = "/no"] of [
    ["/*", "/team/{{g}}"],
    ["/*", "/{{g}}/config"],
    ["/*", "/{{g}}/{{h}}/*"],
    ["/*", "/{{g}}-x/{{g}}*"],
    ["/a/b/*", "/a/{{g}}/{{g}}/{{h}}"],
    ["/team/+", "/team/a{{g}}"],
    ["/*", "/team/{{g}}", "/team/x"],
    ["/*", "/{{g}}/{{g}}", "/x/*"],
  ] as const)
    test(`${pattern} in ${asked}, without ${denied}`, () => {
      const role = roleWith(pattern, denied);
      const witness = witnessOf(role, asked) ?? "";
      assert.ok(isReadBySome(role, witness), `nobody reads ${witness}`);
    });

  test("is told where no plain value reaches what is asked for, too", () => {
    assert.equal(witnessOf(roleWith("/team/{{g}}", "/no"), "/team/a/b"), "/team/a/b");
  });
});

test("where clients with plain values surely get a path, one such is the witness", () => {
  let templates = 0;
  fc.assert(
    fc.property(writtenPattern, writtenPattern, writtenPattern, (pattern, denied, asked) => {
      const names = Array.from(pattern.matchAll(/\{\{(\w+)\}\}/g), ([, name]) => name);
      fc.pre(names.length > 0 && names.length === new Set(names).size);
      const role = roleWith(pattern, denied.replace(/\{\{\w+\}\}/g, "c"));
      const [known] = whoReads(role, asked, claimsOf(["a", "b", "c", "ab"]));
      if (known === undefined) return;
      templates++;
      const witness = witnessOf(role, asked) ?? "";
      assert.ok(isReadBySome(role, witness), `nobody reads ${witness}, but somebody ${known.witness}`);
    }),
    propertyRuns(0.3),
  );
  assert.ok(templates > 10, `${templates} asked`);
});

/** The first path on which somebody can read, where nobody in particular is asked about. */
function witnessOf(role: Role, asked: string): string | undefined {
  return whoReads(role, asked)[0]?.witness;
}

function whoReads(role: Role, asked: string, claims?: Claims): readonly Holder[] {
  const association = { authMethod: "okta", subClaims: [], caseSensitive: true, operators: false };
  const policy = {
    roles: claims ? [{ ...role, associations: [association] }] : [role],
    identities: claims ? [{ name: "ann", authMethod: "okta", claims }] : [],
    ...{ authMethods: [], inventory: EMPTY_INVENTORY, assumptions: DEFAULT_ASSUMPTIONS, notes: [] },
  };
  const inside = tokenizePattern(readPathPattern(asked));
  const { answers } = whoCan(policy, { capability: "read", ruleType: "item-rule", inside }, TIMES);
  return answers.filter(({ identity }) => (identity !== undefined) === (claims !== undefined));
}

function roleWith(allowed: string, denied: string): Role {
  const rules = { [denied]: [{ capabilities: "[deny]" }], [allowed]: [{ capabilities: "[read]" }] };
  const file = readRulesFile(JSON.stringify(rules));
  return { name: "dev", admin: false, rules: accessRulesOf(file, "dev.json"), associations: [] };
}

/** Whether a client surely reads the path whose claims have as values every text in it that is plain. */
function isReadBySome(role: Role, path: string): boolean {
  const values = new Set<string>();
  for (let from = 0; from < path.length; from++)
    for (let to = from + 1; to <= path.length; to++) values.add(path.slice(from, to));
  const claims = claimsOf([...values].filter((value) => !/[/*+]/.test(value)));
  const client = prepareClient([role], { ...TIMES, claims, assumptions: DEFAULT_ASSUMPTIONS });
  return decideCapabilities(client, "item-rule", path) !== 0;
}

function claimsOf(values: readonly string[]): Claims {
  return new Map(["g", "h"].map((key) => [key, values]));
}
