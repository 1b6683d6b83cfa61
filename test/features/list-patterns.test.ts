// What a client may do as patterns: with its denies, with what is uncertain, and with what is over.

import assert from "node:assert/strict";
import { test } from "node:test";
import { prepareClient } from "../../server/src/evaluator/client.ts";
import { effectiveAccess } from "../../server/src/evaluator/effective-access.ts";
import { listPatterns } from "../../server/src/features/simulator/list-patterns.ts";
import { type AccessRule, accessRulesOf } from "../../server/src/policy/access-rule.ts";
import { DEFAULT_ASSUMPTIONS } from "../../server/src/policy/assumptions.ts";
import { capabilityNames } from "../../server/src/policy/capability-set.ts";
import { readRulesFile } from "../../server/src/policy/read-rules-file.ts";

const text = `{
  "/a/*": [{ "capabilities": "[read]" }],
  "/a/secret": [{ "capabilities": "[deny]" }],
  "/b/*": [{ "capabilities": "[update]", "ttl": "10" }],
  "/b/c": [{ "capabilities": "[deny]", "ttl": "10" }],
  "/u/{{odd}}": [{ "capabilities": "[list]" }],
  "/nothing/*": [{ "capabilities": "[]", "ttl": "10" }]
}`;

const told = (time: number, more: Partial<AccessRule> = {}): unknown => {
  const rules = accessRulesOf(readRulesFile(text), "rules.json").map((rule) => ({ ...rule, ...more }));
  const claims = new Map([["odd", ["x/y"]]]);
  const circumstances = { claims, assumptions: DEFAULT_ASSUMPTIONS, time, appliedAt: 0 };
  const client = prepareClient([{ name: "r", admin: false, rules, associations: [] }], circumstances);
  return listPatterns(client, effectiveAccess(client), new WeakMap()).map(({ path, status, capabilities }) =>
    [path, status, ...capabilityNames(capabilities)].join(" "),
  );
};

test("denies and what is uncertain stand among the access", () => {
  assert.deepEqual(told(0), [
    "/a/* allowed list read",
    "/b/* allowed list update",
    "/a/secret denied",
    "/b/c denied",
    "/u/{{odd}} uncertain list",
  ]);
});

test("rules that have expired or are used up are told as such and give nothing", () => {
  assert.deepEqual(told(600), [
    "/a/* allowed list read",
    "/a/secret denied",
    "/u/{{odd}} uncertain list",
    "/b/* expired",
    "/b/c expired",
  ]);
  assert.deepEqual(told(0, { accessesLeft: 0, expiry: undefined }), [
    "/a/* used-up",
    "/a/secret used-up",
    "/b/* used-up",
    "/b/c used-up",
    "/u/{{odd}} used-up",
  ]);
});
