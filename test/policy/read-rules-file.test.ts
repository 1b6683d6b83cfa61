// What a rules file means, also where it is written in another form than the documented one.

import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";
import type { Rule, RulesFile } from "../../server/src/policy/rules-file.ts";

const readRule = (members: string): Rule => {
  const [rule] = readRulesFile(`{ "/a": [{ ${members} }] }`).rules;
  assert.ok(rule);
  return rule;
};

const faultsOf = (text: string): readonly [string, string][] =>
  readRulesFile(text).faults.map(({ kind, span }) => [kind, text.slice(span.start, span.end)]);

const summary = (file: RulesFile): unknown =>
  file.rules.map(({ index, key, ruleType, capabilities, ttl }) => [
    index,
    key.value,
    ruleType?.value,
    capabilities?.items.map((item) => item.value),
    ttl?.minutes,
  ]);

describe("rules", () => {
  it("are read with their path, rule type, capabilities and ttl, in the order of the text", () => {
    const text = `{
      "secret/foo": [{ "rule-type": "item-rule", "capabilities": "[read, list]", "ttl": "30" },
                     { "rule-type": "role-rule", "capabilities": "[read]" }],
      "secret/bar": [{ "capabilities": "[delete]" }] }`;
    assert.deepEqual(summary(readRulesFile(text)), [
      [0, "secret/foo", "item-rule", ["read", "list"], 30],
      [1, "secret/foo", "role-rule", ["read"], undefined],
      [2, "secret/bar", undefined, ["delete"], undefined],
    ]);
  });

  it("of one path without an array are read all the same", () => {
    assert.deepEqual(summary(readRulesFile(`{ "/a": { "capabilities": "[read]" } }`)), [
      [0, "/a", undefined, ["read"], undefined],
    ]);
  });

  it("take a key in any case of letters, and of repeated ones the last", () => {
    const rule = readRule(`"Rule-Type": "item-rule", "rule-type": "role-rule", "CAPABILITIES": "[read]"`);
    assert.equal(rule.ruleType?.value, "role-rule");
    assert.deepEqual(
      rule.capabilities?.items.map(({ value }) => value),
      ["read"],
    );
    assert.deepEqual(
      rule.lostKeys.map(({ key }) => key.value),
      ["Rule-Type"],
    );
  });

  it("keep the keys that are not documented", () => {
    const rule = readRule(`"rule_type": "x", "capabilities": "[read]", "note": 1`);
    assert.deepEqual(
      rule.otherKeys.map(({ key }) => key.value),
      ["rule_type", "note"],
    );
    assert.equal(rule.ruleType, undefined);
  });

  it("know the place of the rule type between its quotes", () => {
    const text = `{ "/a": [{ "rule-type": "item\\u002drule", "capabilities": "[read]" }] }`;
    const span = readRulesFile(text).rules[0]?.ruleType?.span;
    assert.equal(span && text.slice(span.start, span.end), "item\\u002drule");
  });

  it("of twin keys are all kept: what is lost is for a check to say", () => {
    const file = readRulesFile(`{ "/a": [{ "capabilities": "[read]" }], "/a": [{ "capabilities": "[list]" }] }`);
    assert.equal(file.paths.length, 2);
    assert.equal(file.rules.length, 2);
  });
});

describe("faults of structure", () => {
  const cases: readonly [string, string, string][] = [
    ["[]", "top-level-not-object", "[]"],
    ['"x"', "top-level-not-object", '"x"'],
    [`{ "": [{ "capabilities": "[read]" }] }`, "empty-path", `""`],
    [`{ "/a": "x" }`, "rules-not-array", `"x"`],
    [`{ "/a": ["x"] }`, "rule-not-object", `"x"`],
    [`{ "/a": [{ "capabilities": "[read]", "rule-type": 1 }] }`, "rule-type-not-string", "1"],
    [`{ "/a": [{ "ttl": "1" }] }`, "capabilities-missing", `{ "ttl": "1" }`],
    [`{ "/a": [{ "capabilities": ["read", 1] }] }`, "capabilities-not-string", `["read", 1]`],
  ];
  for (const [text, kind, marked] of cases) {
    it(`tell ${kind} in ${text}`, () => assert.deepEqual(faultsOf(text), [[kind, marked]]));
  }

  it("are none in an object without paths", () => assert.deepEqual(faultsOf("{}"), []));

  it("tell an empty file, and are silent where the syntax is the fault", () => {
    assert.deepEqual(faultsOf("")[0]?.[0], "top-level-not-object");
    assert.deepEqual(faultsOf("// x"), []);
  });
});
